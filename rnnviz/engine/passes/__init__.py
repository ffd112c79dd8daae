"""Whole passes of one example or batch: fast, readable, exact; and their linear coefficients."""
