"""Clipping: norm, share of each parameter, direction."""
