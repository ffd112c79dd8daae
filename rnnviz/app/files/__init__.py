"""Files: sessions kept and taken up again, what is opened and dropped, and what a crash would take."""
