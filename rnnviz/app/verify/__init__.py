"""The checks of the shown picture: asked for, kept, shown."""
