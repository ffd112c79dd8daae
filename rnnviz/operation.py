"""An operation on a model: one deliberate change of what a pass computes, at chosen steps.

Operated passes are computed on the readable path and shown against the untouched one; a list of operations
is part of a session. An operation changes a pass, never what is learnt; the exception is `weight`, where a
person may also make it permanent.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rnnviz.settings import Section

OperationKind = Literal["clamp", "scale", "silence", "weight", "token", "cut"]


class Operation(Section):
    """What is changed, where and when.

    Attributes
    ----------
    kind : str
        "clamp": the target gets ``value`` (0 silences it); "scale": it is multiplied by ``value``; "silence": what an
        attention head found, its weighted sum of values, becomes 0; "weight": one entry of a parameter gets ``value``;
        "token": the input symbol ``symbol`` is read instead; "cut": the gradient stops before these steps.
    target : str
        An array as the trace names it (``layer0.forget_gate``, ``layer0.hidden``, ``decoder.attention``; of a silenced
        head the ``block0.context`` that its sum is part of), or a parameter as `weights.safetensors` names it
        (``layer0.weight_hh_l0``); "" for a token or a cut of all layers.
    index : tuple of int
        The unit, the place that is looked at, the head that is silenced, or row and column of a parameter; () means
        all of it.
    first, last : int or None
        Steps of the one time axis, both included; None: from the beginning, to the end.
    value : float
    symbol : str
        Text of the symbol of a "token".
    on : bool
        A listed operation that is switched off changes nothing.
    """

    kind: OperationKind
    target: str = ""
    index: tuple[int, ...] = Field(default=(), strict=False)
    first: int | None = Field(default=None, ge=0)
    last: int | None = Field(default=None, ge=0)
    value: float = 0.0
    symbol: str = ""
    on: bool = True
