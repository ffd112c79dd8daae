"""A session as tests need one: small, with something in every member."""

from __future__ import annotations

import numpy as np

from rnnviz.catalogue import cell_of, load
from rnnviz.experiment import Change
from rnnviz.operation import Operation
from rnnviz.past import PastTrace
from rnnviz.session import Session
from rnnviz.trace import Trace

T, H = 6, 3


def sample() -> Session:
    """Return a session with arrays of every type that a run has."""
    generator = np.random.default_rng(3)
    experiment = load("hello-rnn").model_copy(
        update={"change": (Change(update=4, field="training.learning_rate", value=0.01),)}
    )
    hidden = generator.normal(size=(T, H)).astype(np.float32)
    trace = Trace(
        number=7, update=12, path="loops", cells={"layer0": cell_of(experiment).describe()},
        arrays={
            "tokens": np.array(["h", "é", "\n", "한", "", "o"]), "layer0.hidden": hidden,
            "loss": np.array(1.25, np.float32), "loss_steps": np.ones(T, bool),
        },
    )  # fmt: skip
    past = [PastTrace(update=n, arrays={"layer0.hidden": (hidden * n).astype(np.float16)}) for n in (0, 4, 9)]
    past.append(PastTrace(update=12, arrays={"loss_by_time": np.arange(4, dtype=np.float32)}))
    return Session(
        experiment=experiment,
        origin=load("hello-rnn"),
        update=12,
        snapshot={
            "model/layer0.weight_hh_l0": generator.normal(size=(H, H)),
            "optimizer/0/step": np.array(12.0, np.float32),
            "rest": np.frombuffer(b'{"updates": 12}', np.uint8),
        },
        columns={"update": np.arange(1.0, 13.0), "loss": np.linspace(2, 1, 12), "accuracy": np.full(12, np.nan)},
        past=tuple(past),
        trace=trace,
        place={"moment": {"phase": "backward", "t": 2}, "range": [0.5, 4.25], "layout": {"order": ["tokens", "loss"]}},
        notes="Was ist hier los?\n한국어도.\n",
        operations=(Operation(kind="clamp", target="layer0.hidden", index=(1,), first=2, value=-0.5),),
        facts={"device": "cpu", "threads": 1, "parameters": 21, "data_sha256": "ab"},
        document="/somewhere/my.rnnviz",
        parts={"machine/500.safetensors": b"\x00\x01", "pinned/a.json": b"{}"},
    )
