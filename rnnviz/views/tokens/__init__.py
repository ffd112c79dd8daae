"""The text of the steps."""
