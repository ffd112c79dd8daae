"""The wire between the window and the engine: framing, messages, and the child process."""
