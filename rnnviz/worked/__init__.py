"""A worked example: matrices that a person types, and the whole computation of an Elman network line by line.

The course's notation: a_t = U x_t + W h_{t-1} + b, h_t = φ(a_t), o_t = V h_t + c, steps counted from 1.
"""

from rnnviz.worked.computation import lines
from rnnviz.worked.example import ACTIVATIONS, FIELDS, LOSSES, OVER, Example
from rnnviz.worked.line import Entry, Line, Matrix, Sign
from rnnviz.worked.reading import read
from rnnviz.worked.typed import Mistyped, Typed

__all__ = [
    "ACTIVATIONS", "FIELDS", "LOSSES", "OVER", "Entry", "Example", "Line", "Matrix", "Mistyped", "Sign", "Typed",
    "lines", "read",
]
