"""Which unit tells what: every unit scored against what stands where in a text."""
