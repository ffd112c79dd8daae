"""What an update does: clipping, the optimizer, a person's edits, and what is seen of them."""
