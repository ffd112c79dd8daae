"""Comparisons: several models on the same batches, over seeds."""
