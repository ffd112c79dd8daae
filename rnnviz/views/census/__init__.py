"""Gate census: saturation, half-lives, dead units."""
