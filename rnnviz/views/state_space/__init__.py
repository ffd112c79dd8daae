"""State space: the states of a layer along their principal components."""
