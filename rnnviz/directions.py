"""Names of the scopes of a layer that reads both ways: the backward direction is a scope of its own.

``layer0`` reads from the first step to the last, ``layer0_reverse`` from the last to the first; both are recorded in
order of time. The ending is that of torch.nn's own parameters (``weight_ih_l0_reverse``).
"""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

Array = npt.NDArray[Any]
REVERSE = "_reverse"


def is_reverse(scope: str) -> bool:
    """Tell whether a scope reads from the last step to the first."""
    return scope.endswith(REVERSE)


def layer_of(scope: str) -> str:
    """Return the layer that a scope belongs to: ``layer0`` of ``layer0_reverse``."""
    return scope.removesuffix(REVERSE)


def parameter_of(scope: str, name: str) -> str:
    """Return a recurrent parameter as the weights are named: ``layer0.weight_ih_l0_reverse`` of ``layer0_reverse``."""
    return f"{layer_of(scope)}.{name}_l0{REVERSE if is_reverse(scope) else ''}"


def scope_of(parameter: str) -> str:
    """Return the scope whose step uses a parameter: ``layer0_reverse`` of ``layer0.weight_ih_l0_reverse``."""
    scope, _, name = parameter.rpartition(".")
    return scope + REVERSE if name.endswith(REVERSE) else scope


def as_read(scope: str, values: Array) -> Array:
    """Return values, time first, in the order in which a scope meets them; twice gives the order of time again."""
    return values[::-1] if is_reverse(scope) else values
