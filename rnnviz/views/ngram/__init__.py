"""What counting says of the next symbol, beside the network."""
