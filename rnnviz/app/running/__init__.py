"""The window's side of a run: the engine's process, what it is asked, and the run as the window knows it."""
