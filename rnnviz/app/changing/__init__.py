"""The open document, and every change of its experiment: live, or with a new model; all undoable."""
