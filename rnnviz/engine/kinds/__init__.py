"""The table of kinds of model: what each offers beside its network. One file a kind."""

from __future__ import annotations

from typing import Any

from rnnviz.engine.kinds.bidirectional import BothEnds
from rnnviz.engine.kinds.encoder_decoder import Pair
from rnnviz.engine.kinds.kind import Asked, Kind, Reader
from rnnviz.engine.kinds.stack import OneWay
from rnnviz.engine.kinds.transformer import Blocks
from rnnviz.engine.kinds.window import Register
from rnnviz.engine.networks.learner import Model

KINDS: dict[str, Kind[Any]] = {
    "bidirectional": BothEnds(),
    "encoder_decoder": Pair(),
    "stack": OneWay(),
    "transformer": Blocks(),
    "window": Register(),
}


def kind_of(model: Model) -> Kind[Any]:
    """Return what a model's kind offers."""
    return KINDS[model.kind]


__all__ = ["KINDS", "Asked", "Kind", "Reader", "kind_of"]
