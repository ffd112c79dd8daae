"""The cell's diagram, and the same cell unrolled over time."""
