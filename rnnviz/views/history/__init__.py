"""History: one quantity over the steps of time, update by update."""
