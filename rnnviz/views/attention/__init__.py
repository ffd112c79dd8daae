"""Attention: heads, matrix, lines."""
