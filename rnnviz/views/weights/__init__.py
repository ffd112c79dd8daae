"""Weights and updates: what is learnt, what the newest gradient says of it, and how far an update moves it."""
