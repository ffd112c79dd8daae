"""Two models side by side: the same batches, one cursor, one zoom, equal ranges, and their differences."""
