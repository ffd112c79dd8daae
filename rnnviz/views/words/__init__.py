"""Words and numbers as views write them."""
