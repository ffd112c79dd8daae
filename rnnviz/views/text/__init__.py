"""Paragraphs of any length, coloured by what the model computed at each character."""
