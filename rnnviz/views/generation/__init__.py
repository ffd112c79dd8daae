"""The generation view: what the model writes after a prompt, symbol by symbol, and what it wrote through training."""
