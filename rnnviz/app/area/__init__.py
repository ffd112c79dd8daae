"""Where views stand: tracks, docks, layouts, and whose turn it is to be drawn."""
