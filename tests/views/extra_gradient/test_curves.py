"""The gradient track's extra curve: what it is made of, and when it is drawn anew."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.extra_gradient import BATCH, CLIPPED, INPUTS, OF_BATCH
from rnnviz.views.gradient_norms import TOTAL, GradientNorms
from tests.views.conftest import EXPERIMENTS
from tests.views.extra_gradient.choosing import after, choose, drawn, show
from tests.views.extra_gradient.conftest import EVERY, KINDS, Alter

# what is drawn


@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_of_the_input_is_drawn(view: GradientNorms, traces: dict[str, Trace], kind: str) -> None:
    """On the one time axis: an encoder's inputs from 0, a decoder's from where it begins."""
    trace = traces[kind]
    show(view, trace)
    choose(view, INPUTS)
    names = ["encoder.inputs", "decoder.inputs"] if kind == "pair" else ["inputs"]
    norms = np.concatenate([np.linalg.norm(trace[f"gradient/{name}"].astype(np.float64), axis=1) for name in names])
    steps, values = drawn(view, INPUTS)
    assert steps.tolist() == list(range(trace.length))
    shown = norms > 0
    np.testing.assert_allclose(10 ** values[shown], norms[shown], rtol=1e-4)
    assert np.isnan(values[~shown]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_of_the_batch_is_drawn(view: GradientNorms, traces: dict[str, Trace], kind: str) -> None:
    trace = traces[kind]
    show(view, trace)
    choose(view, BATCH)
    layer = {"deep": ["layer1"], "pair": ["encoder.layer0", "decoder.layer0"]}.get(kind, ["layer0"])
    for scope, line in zip(layer, view.extra.lines[BATCH], strict=False):
        steps, values = line.curve.getData()
        expected = trace[f"{OF_BATCH}{scope}.hidden"][: len(trace[f"{scope}.hidden"])]
        assert steps.tolist() == list(range(trace.start(scope), trace.start(scope) + len(expected)))
        np.testing.assert_array_equal(values, np.where(np.isfinite(expected), expected, np.nan))
    assert max(drawn(view, BATCH)[0]) < trace.length


@pytest.mark.parametrize("kind", KINDS)
def test_the_curve_of_a_batch_of_one_lies_on_the_examples_own(view: GradientNorms, kind: str) -> None:
    values = EXPERIMENTS[kind]
    run = Run(from_values({**values, "training": {"batch_size": 1}, "probe": "current"}))
    run.update()
    show(view, run.probe(EVERY))
    choose(view, BATCH)
    np.testing.assert_allclose(drawn(view, BATCH)[1], view.curves[TOTAL, "hidden"].curve.getData()[1], atol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_after_clipping_is_the_curve_times_the_newest_coefficient(view: GradientNorms, kind: str) -> None:
    run = Run(from_values({**EXPERIMENTS[kind], "training": {"clip": {"max_norm": 1e-3}}}))
    history = History()
    row = run.update()
    history.extend({name: [float(value)] for name, value in row.items()})
    coefficient = float(row["clip_coefficient"])
    assert coefficient < 0.1
    show(view, run.probe())
    view.follow(history)
    choose(view, CLIPPED)
    steps, total = view.curves[TOTAL, "hidden"].curve.getData()
    np.testing.assert_array_equal(drawn(view, CLIPPED)[0], steps)
    np.testing.assert_allclose(10 ** drawn(view, CLIPPED)[1], coefficient * 10**total, rtol=1e-9)


def test_after_clipping_follows_the_updates(view: GradientNorms, traces: dict[str, Trace]) -> None:
    show(view, traces["lstm"])
    choose(view, CLIPPED)
    assert drawn(view, CLIPPED)[1].size == 0
    assert view.readout(3).endswith("after clipping: no update yet")
    total = view.curves[TOTAL, "hidden"].curve.getData()[1]
    history = after(0.1)
    view.follow(history)
    np.testing.assert_allclose(drawn(view, CLIPPED)[1], total - 1)
    history.extend({"update": [2.0], "gradient_norm": [9.0], "clip_coefficient": [0.01]})
    view.follow(history)
    np.testing.assert_allclose(drawn(view, CLIPPED)[1], total - 2)
    history.extend({"update": [3.0], "gradient_norm": [math.inf], "clip_coefficient": [math.nan]})
    view.follow(history)
    assert drawn(view, CLIPPED)[1].size == 0
    assert view.readout(3).endswith("after clipping: update 3 was skipped, its gradient is not finite")
    view.follow(History())
    assert view.readout(3).endswith("no update yet")


def test_updates_draw_nothing_anew_where_clipping_is_not_shown(
    view: GradientNorms, traces: dict[str, Trace], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(view, traces["lstm"])
    monkeypatch.setattr(view, "draw", lambda trace: pytest.fail("drawn again"))
    view.follow(after(0.5))
    monkeypatch.undo()
    choose(view, CLIPPED)
    assert drawn(view, CLIPPED)[1].size == traces["lstm"].length


def test_the_curve_is_of_the_layer_that_is_chosen(
    view: GradientNorms, shared: Shared, traces: dict[str, Trace]
) -> None:
    trace = traces["deep"]
    show(view, trace)
    for scope in ("layer0", "layer1"):
        shared.selection.choose(scope=scope)
        choose(view, BATCH)
        expected = trace[f"{OF_BATCH}{scope}.hidden"]
        np.testing.assert_array_equal(drawn(view, BATCH)[1], np.where(np.isfinite(expected), expected, np.nan))
    choose(view, INPUTS)
    inputs = drawn(view, INPUTS)[1]
    shared.selection.choose(scope="layer0")
    np.testing.assert_array_equal(drawn(view, INPUTS)[1], inputs)


def test_a_batch_may_be_shorter_or_longer_than_the_example(
    view: GradientNorms, traces: dict[str, Trace], altered: Alter
) -> None:
    """Its curve ends where it or the example ends, and the halves of a pair are not joined over what is missing."""
    trace = traces["pair"]
    own = len(trace["encoder.layer0.hidden"])
    name = f"{OF_BATCH}encoder.layer0.hidden"
    values = np.linspace(-3, -1, own)
    for given, count in ((values[: own - 2], own - 2), (np.append(values, [9.0, 9.0]), own)):
        show(view, altered(trace, **{name: given}))
        choose(view, BATCH)
        steps, shown = view.extra.lines[BATCH][0].curve.getData()
        assert steps.tolist() == list(range(count))
        np.testing.assert_array_equal(shown, values[:count])
        assert view.extra.lines[BATCH][1].curve.getData()[0][0] == trace.start("decoder.layer0")
        assert ("batch ∂L/∂h" in view.readout(own - 1)) == (count == own)
        assert "batch ∂L/∂h" in view.readout(own)
