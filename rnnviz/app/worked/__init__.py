"""The worked example: a window in which matrices are typed, and the whole computation stands line by line."""
