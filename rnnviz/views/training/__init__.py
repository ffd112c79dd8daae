"""How the model learns, by update."""
