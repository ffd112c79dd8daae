"""Figures made from arrays: the maths behind what the views draw. One subject a file; numpy alone."""

from rnnviz.measures.decay import FLOAT32_LARGEST, FLOAT32_SMALLEST, Decay, Verdict, decay
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
    "FLOAT32_LARGEST", "FLOAT32_SMALLEST", "ORDERS", "Decay", "Order", "Verdict", "correlation", "decay", "largest",
    "mean_and_band", "nearest_step", "order_units",
]
