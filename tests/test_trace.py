"""The trace: read-only, on one time axis."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.cells import CELLS
from rnnviz.trace import Moment, Trace, frozen, wanted

ENCODER, DECODER = 3, 4  # steps


def pair() -> Trace:
    """An encoder-decoder's trace, a few arrays of it."""
    steps = ENCODER + DECODER
    return Trace(
        arrays={
            "tokens": np.array(["a"] * steps),
            "encoder.layer0.hidden": np.arange(ENCODER * 2.0).reshape(ENCODER, 2),
            "decoder.layer0.hidden": np.arange(DECODER * 2.0).reshape(DECODER, 2),
            "encoder.layer0.start": np.array(0),
            "decoder.layer0.start": np.array(ENCODER),
            "gradient/decoder.layer0.hidden": np.zeros((DECODER, 2)),
            "decoder.inputs": np.zeros((DECODER, 5)),
            "gradient_reach_log10/decoder.layer0.hidden": np.zeros(DECODER),
            "loss_steps": np.ones(DECODER, bool),
            "reach_from": np.array(2),
        },
        cells={"encoder.layer0": CELLS["rnn"].info, "decoder.layer0": CELLS["rnn"].info},
    )


def test_nothing_in_a_trace_can_be_changed() -> None:
    given = np.zeros(3)
    trace = Trace(arrays={"tokens": given})
    with pytest.raises(ValueError, match="read-only"):
        trace["tokens"][0] = 1
    with pytest.raises(TypeError):
        trace.arrays["other"] = given  # type: ignore[index]
    given[0] = 7
    assert trace["tokens"][0] == 0


def test_what_is_read_only_already_is_not_copied() -> None:
    array = np.zeros(3)
    array.setflags(write=False)
    assert frozen(array) is array


def test_names_are_looked_up() -> None:
    trace = pair()
    assert "tokens" in trace
    assert "nothing" not in trace
    assert trace.get("nothing") is None
    assert set(trace) == set(trace.arrays)
    assert trace.scopes == ("encoder.layer0", "decoder.layer0")


def test_encoder_and_decoder_stand_on_one_axis() -> None:
    trace = pair()
    assert trace.length == ENCODER + DECODER
    assert trace.loss_start == ENCODER
    assert trace.reach_step == ENCODER + 2
    for kind in ("", "gradient/", "gradient_reach_log10/"):
        name = f"{kind}decoder.layer0.hidden"
        steps, values = trace.on_axis(name)
        assert steps.tolist() == [3, 4, 5, 6]
        assert values is trace[name]
    assert trace.on_axis("encoder.layer0.hidden")[0].tolist() == [0, 1, 2]
    assert trace.on_axis("decoder.inputs")[0].tolist() == [3, 4, 5, 6], "what a whole half reads begins where it begins"


def test_a_stack_begins_at_zero() -> None:
    trace = Trace(
        arrays={"tokens": np.array(["a", "b"]), "loss_steps": np.ones(2, bool), "layer0.hidden": np.zeros((2, 3))},
        cells={"layer0": CELLS["rnn"].info},
    )
    assert trace.start("layer0") == 0
    assert trace.loss_start == 0
    assert trace.on_axis("layer0.hidden")[0].tolist() == [0, 1]


def test_patterns_choose_names() -> None:
    names = ["layer0.hidden", "layer1.hidden", "gradient/layer0.hidden", "inputs"]
    assert wanted(names, ["layer*.hidden", "inputs"]) == {"layer0.hidden", "layer1.hidden", "inputs"}
    assert wanted(names, []) == set()


def test_a_moment_begins_forward_at_zero() -> None:
    assert Moment() == Moment("forward", 0)
