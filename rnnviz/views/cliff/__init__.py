"""The cliff: the loss of a one-unit network over its weight and bias."""
