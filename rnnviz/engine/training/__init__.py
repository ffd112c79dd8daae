"""A run: batches, updates, held-out figures, snapshots, the files that it leaves."""
