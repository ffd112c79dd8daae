"""The engine: models, training, probes, and the process that serves the window."""
