"""Figures made from arrays: the maths behind what the views draw. One subject a file; numpy alone."""

from rnnviz.measures.decay import FLOAT32_LARGEST, FLOAT32_SMALLEST, Decay, Verdict, decay
from rnnviz.measures.dynamics import (
    Condition,
    matrix_bound,
    norm_condition,
    product_bound,
    radius_line,
    spectral_radius,
)
from rnnviz.measures.gates import OPEN, SHUT, Saturation, half_life, saturation, still
from rnnviz.measures.statistics import Memory, entropy, entropy_share, memory, slope_interval, student_t
from rnnviz.measures.units import (
    ORDERS,
    Order,
    correlation,
    largest,
    mean_and_band,
    nearest_step,
    order_units,
)

__all__ = [
    "FLOAT32_LARGEST", "FLOAT32_SMALLEST", "OPEN", "ORDERS", "SHUT", "Condition", "Decay", "Memory", "Order",
    "Saturation", "Verdict", "correlation", "decay", "entropy", "entropy_share", "half_life", "largest", "matrix_bound",
    "mean_and_band", "memory", "nearest_step", "norm_condition", "order_units", "product_bound", "radius_line",
    "saturation", "slope_interval", "spectral_radius", "still", "student_t",
]
