"""Comparisons in the window: several models on one task over seeds, in a process of their own."""
