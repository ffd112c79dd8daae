"""Files that are opened: which were lately, and what is asked of one of weights or numbers."""
