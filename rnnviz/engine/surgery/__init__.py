"""Operated passes: what can be operated on in a model, the tape that does it, and the traces with and without."""
