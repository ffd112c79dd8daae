"""The past of a run: its timeline, its branches, the runs pinned beside it."""
