"""Views as pictures and as data, in files and on the clipboard."""
