"""Views draw an operated pass over the untouched one, say both numbers, and offer operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import pytest

from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views import VIEWS, View
from rnnviz.views.activations import Activations
from rnnviz.views.attention.dock import Attention
from rnnviz.views.base import Shared
from rnnviz.views.cell_state import CellState
from rnnviz.views.flow.dock import Flow
from rnnviz.views.frames.track import Track
from rnnviz.views.gates import Gates
from rnnviz.views.gradient_norms import REACH, TOTAL, GradientNorms
from rnnviz.views.loss import Loss
from rnnviz.views.spectrum.dock import Spectrum
from rnnviz.views.tokens.track import Tokens
from rnnviz.views.words.figures import number, power, signed
from rnnviz.views.words.operation_words import words

V = TypeVar("V", bound=View)
Stand = Callable[[type[Any]], Any]
TRACKS = (Tokens, GradientNorms, Gates, CellState, Activations, Loss)
CLAMP = Operation(kind="clamp", target="layer0.forget_gate", index=(2,), first=3, last=5, value=1.0)


def operated(trace: Trace, factor: float = 1.5) -> Trace:
    """Return a trace that stands for an operated pass of another: every number is another one."""
    arrays = {
        name: values * np.asarray(factor, values.dtype) if values.dtype.kind == "f" else values
        for name, values in trace.arrays.items()
    }  # fmt: skip
    return replace(trace, arrays=arrays, operated=(CLAMP,), untouched=trace)


def show(view: View, trace: Trace, t: int = 4) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment("forward", t))


def ghost(view: Track, key: object) -> np.ndarray:
    return np.asarray(view.ghosts.curves[key].getData()[1])


def test_gradient_norms_lie_over_those_of_the_untouched_pass(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    show(view, operated(trace))
    for kind, name in ((TOTAL, "hidden"), (REACH, "cell")):
        truth = trace[f"{kind}layer0.{name}"]
        finite = np.isfinite(truth)
        np.testing.assert_allclose(ghost(view, (kind, name))[finite], truth[finite])
    value = trace["gradient_norm_log10/layer0.hidden"][4]
    assert f"∂L/∂h {power(1.5 * value)} (untouched {power(value)})" in view.readout(4)
    assert view.plot.operated.spans == ((3, 5),)
    show(view, trace)
    assert not any(len(ghost(view, key)) for key in view.ghosts.curves)
    assert "untouched" not in view.readout(4)
    assert view.plot.operated.spans == ()


@pytest.mark.parametrize("mode", ["mean", "unit"])
def test_gates_lie_over_those_of_the_untouched_pass(stand: Stand, sample_traces: dict[str, Trace], mode: str) -> None:
    view, trace = stand(Gates), sample_traces["lstm"]
    show(view, trace)
    view.restore({"mode": mode})
    show(view, operated(trace, 0.5))
    f = trace["layer0.forget_gate"].astype(np.float64)
    truth = f.mean(1) if mode == "mean" else f[:, 0]
    np.testing.assert_allclose(ghost(view, "forget"), truth, rtol=1e-6)
    np.testing.assert_allclose(view.lines["forget"].curve.getData()[1], 0.5 * truth, rtol=1e-6)
    assert f"(untouched {number(truth[4], 2)})" in view.readout(4)


def test_losses_lie_over_those_of_the_untouched_pass(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Loss), sample_traces["lstm"]
    show(view, operated(trace))
    np.testing.assert_allclose(ghost(view, "loss")[::2], trace["loss_by_time"], rtol=1e-6)
    assert f"(untouched {number(float(trace['loss']))})" in view.heading.text()
    show(view, trace)
    assert len(ghost(view, "loss")) == 0


def test_one_unit_of_the_cell_state_lies_over_the_untouched_one(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(CellState), sample_traces["lstm"]
    view.restore({"mode": "curves"})
    show(view, operated(trace))
    np.testing.assert_array_equal(ghost(view, "one"), trace["layer0.cell"][:, 0])
    np.testing.assert_allclose(ghost(view, "mean"), trace["layer0.cell"].astype(np.float64).mean(1), rtol=1e-6)


@pytest.mark.parametrize(
    ("kind", "name", "mode"),
    [(Activations, "hidden", {}), (CellState, "cell", {"mode": "map"}), (Gates, "input_gate", {"mode": "input_gate"})],
)
def test_a_map_can_draw_the_difference(
    stand: Stand, sample_traces: dict[str, Trace], kind: type[Track], name: str, mode: dict[str, str]
) -> None:
    view, trace = stand(kind), sample_traces["lstm"]
    show(view, trace)
    view.restore(mode)
    assert view.against.isHidden()
    show(view, operated(trace))
    assert not view.against.isHidden()
    view.restore({"against": "difference"})
    np.testing.assert_allclose(view.map.values, 0.5 * trace[f"layer0.{name}"], rtol=1e-4, atol=1e-6)
    assert view.map.signed
    assert "untouched" in view.heading.text() or "Δ" in view.heading.text()
    assert f"(untouched {signed(trace[f'layer0.{name}'][4, 0])})" in view.readout(4) or kind is Gates
    show(view, trace)
    np.testing.assert_array_equal(view.map.values, trace[f"layer0.{name}"])


@pytest.mark.parametrize("kind", TRACKS)
def test_what_is_missing_broken_or_short_is_drawn_without_a_word(
    stand: Stand, sample_traces: dict[str, Trace], kind: type[Track]
) -> None:
    view, trace = stand(kind), sample_traces["lstm"]
    nans = operated(trace, np.nan)
    show(view, nans)
    show(view, replace(nans, untouched=nans))
    few = {name: trace[name] for name in ("tokens", "loss", "loss_steps", "loss_by_time", "layer0.hidden")}
    show(view, replace(operated(trace), untouched=replace(trace, arrays=few)))
    show(view, replace(trace, arrays={"tokens": trace["tokens"]}, operated=(CLAMP,), untouched=trace))
    short = {name: a[:1] if a.ndim and len(a) == trace.length else a for name, a in trace.arrays.items()}
    show(view, operated(replace(trace, arrays=short)), 0)
    for t in (0, 4):
        view.readout(t)
    view.offers()


@pytest.mark.parametrize("sample", ["lstm", "gru", "rnn", "pair"])
def test_every_offer_is_an_operation_that_the_trace_has_a_place_for(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace], sample: str
) -> None:
    trace = sample_traces[sample]
    asked: list[Operation] = []
    shared.requests.operation_asked.connect(asked.append)
    shared.axis.set_length(trace.length)
    shared.axis.set_loop((1, 3))
    for kind in (*TRACKS, Attention) if sample == "pair" else TRACKS:  # without attention a preset is offered
        view = stand(kind)
        show(view, trace)
        before = len(asked)
        offers = [offer for offer in view.offers() if offer.operates]  # else a preset
        for offer in offers:
            assert offer.title[0].isupper()
            assert "{" not in offer.title
            offer.act()
        assert len(asked) == before + len(offers)
        if kind is Gates:
            assert bool(offers) == bool(trace.cells[trace.scopes[0]].gates)
        if kind is CellState:
            assert bool(offers) == any(name.endswith(".cell") for name in trace)
    assert {"clamp", "cut"} <= {each.kind for each in asked}
    for each in asked:
        assert not each.target or each.target in trace or each.kind == "cut"
        assert each.first in (None, 1, 4) or each.target.startswith("decoder.attention")
        assert words(each)
    shared.requests.operation_asked.disconnect(asked.append)


def test_offers_act_at_the_loop_else_under_the_mouse_else_at_the_cursor(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(Activations), sample_traces["lstm"]
    show(view, trace, 4)
    assert view.offers()[0].title == "Silence unit 0 of layer0 at step 4"
    shared.axis.set_hover(2)
    assert view.offers()[0].title == "Silence unit 0 of layer0 at step 2"
    shared.axis.set_loop((3, 5))
    assert view.offers()[0].title == "Silence unit 0 of layer0 at steps 3–5"


WORDS = {
    "forget gate of unit 7 of layer0 clamped to 1 at steps 10–20": Operation(
        kind="clamp", target="layer0.forget_gate", index=(7,), first=10, last=20, value=1.0
    ),
    "hidden state of every unit of layer1 silenced at every step": Operation(kind="clamp", target="layer1.hidden"),
    "cell state of unit 2 of decoder.layer0 multiplied by 0.5 from step 4": Operation(
        kind="scale", target="decoder.layer0.cell", index=(2,), first=4, value=0.5
    ),
    "sum under the output gate of unit 1 of layer0 clamped to −3 up to step 6": Operation(
        kind="clamp", target="layer0.output_gate_preactivation", index=(1,), last=6, value=-3.0
    ),
    "source word 3 hidden from the decoder at step 12": Operation(
        kind="clamp", target="decoder.attention_scores", index=(3,), first=12, last=12, value=-1e9
    ),
    "“·” is read at step 2": Operation(kind="token", symbol=" ", first=2, last=2),
    "gradient of all layers cut before step 5": Operation(kind="cut", first=5, last=5),
    "gradient of layer1 cut at steps 5–9": Operation(kind="cut", target="layer1", first=5, last=9),
    "layer0.weight_hh_l0[3, 4] set to 0.25": Operation(
        kind="weight", target="layer0.weight_hh_l0", index=(3, 4), value=0.25
    ),
    "input 1 clamped to 0 at step 3": Operation(kind="clamp", target="inputs", index=(1,), first=3, last=3),
}


@pytest.mark.parametrize("said", WORDS)
def test_operations_are_said_in_words(said: str) -> None:
    assert words(WORDS[said]) == said


@pytest.mark.parametrize("beside", [False, True])
def test_what_no_operated_pass_has_is_said(stand: Stand, sample_traces: dict[str, Trace], beside: bool) -> None:
    trace = operated(sample_traces["lstm"])
    for view in (stand(Spectrum), stand(Flow)):
        show(view, replace(sample_traces["lstm"], beside=True) if beside else trace)
        assert view.sentence.startswith("Not computed for an operated pass")
        show(view, sample_traces["lstm"])
        assert "next" in view.sentence


def test_no_view_offers_anything_before_it_has_a_trace(stand: Stand) -> None:
    for kind in TRACKS:
        assert kind.key in VIEWS
        assert not stand(kind).offers()
