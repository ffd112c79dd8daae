"""Optimizers by name; their settings are torch's defaults unless said."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn


def optimizer(kind: str, parameters: Iterable[nn.Parameter], learning_rate: float) -> torch.optim.Optimizer:
    """Return the optimizer: sgd; momentum (sgd, 0.9); rmsprop (Tieleman & Hinton 2012); adam (Kingma & Ba 2015)."""
    match kind:
        case "sgd":
            return torch.optim.SGD(parameters, lr=learning_rate)
        case "momentum":
            return torch.optim.SGD(parameters, lr=learning_rate, momentum=0.9)
        case "rmsprop":
            return torch.optim.RMSprop(parameters, lr=learning_rate)
    return torch.optim.Adam(parameters, lr=learning_rate)
