"""Small controls of a view."""
