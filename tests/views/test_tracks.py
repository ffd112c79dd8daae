"""What every track keeps to: one axis, one cursor, and an answer to whatever it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from rnnviz.cells import CELLS
from rnnviz.trace import PHASES, Moment, Trace
from rnnviz.views.activations import Activations
from rnnviz.views.base import Shared
from rnnviz.views.cell_state import CellState
from rnnviz.views.frames.track import Track
from rnnviz.views.gates import Gates
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.loss import Loss
from rnnviz.views.predictions.track import Predictions
from rnnviz.views.tokens.track import Tokens

TRACKS: tuple[type[Track], ...] = (Tokens, Predictions, GradientNorms, Gates, CellState, Activations, Loss)
Stand = Callable[[type[Track]], Track]


def show(views: list[Track], shared: Shared, trace: Trace, moment: Moment) -> None:
    shared.axis.set_length(trace.length)
    for view in views:
        view.show(trace, moment)


@pytest.fixture
def tracks(stand: Stand) -> list[Track]:
    """The seven tracks on the screen."""
    return [stand(kind) for kind in TRACKS]


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn", "deep", "pair", "vanishing"])
def test_columns_line_up_to_the_pixel(
    tracks: list[Track], shared: Shared, sample_traces: dict[str, Trace], kind: str
) -> None:
    trace = sample_traces[kind]
    show(tracks, shared, trace, Moment())
    shared.axis.set_range(0.2, trace.length * 0.7)
    places = []
    for view in tracks:
        view.plot.grab()
        box = view.plot.box
        scene = [box.mapToScene(view.note.pixel_x(t), 0).x() for t in (0, trace.length // 2)]
        mapped = [box.mapViewToScene(QPointF(t, 0)).x() for t in (0, trace.length // 2)]
        assert scene == pytest.approx(mapped, abs=1e-6)
        places.append(scene)
    np.testing.assert_allclose(places, [places[0]] * len(tracks), atol=1e-9)


def test_each_is_named_for_a_reader_of_the_screen(tracks: list[Track]) -> None:
    assert [view.plot.accessibleName() for view in tracks] == [kind.title for kind in TRACKS]


def test_the_cursor_is_at_the_moment(tracks: list[Track], shared: Shared, sample_trace: Trace) -> None:
    for t in (0, sample_trace.length - 1, 1):
        show(tracks, shared, sample_trace, Moment("backward", t))
        assert [view.plot.cursor_line.value() for view in tracks] == [t] * len(tracks)


def test_moving_the_cursor_draws_nothing_anew(
    tracks: list[Track], shared: Shared, sample_trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(tracks, shared, sample_trace, Moment())
    for view in tracks:
        monkeypatch.setattr(view, "draw", lambda trace: pytest.fail("drawn again"))
    show(tracks, shared, sample_trace, Moment("loss", 1))


def test_every_track_says_what_it_draws(tracks: list[Track], shared: Shared, sample_trace: Trace) -> None:
    show(tracks, shared, sample_trace, Moment())
    for view in tracks:
        assert view.heading.text()
        if view.key == "gradient_norms":
            assert view.heading.text() == "gradient norm"
        assert view.widget.objectName() == f"view.{view.key}"
        assert view.place == "track"
        assert view.heading.toolTip()


def test_a_view_takes_over_what_another_had_chosen(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    for kind, state in ((Gates, {"mode": "unit"}), (CellState, {"mode": "curves"}), (Activations, {"order": "peak"})):
        first, second = stand(kind), stand(kind)
        show([first, second], shared, sample_traces["lstm"], Moment())
        first.restore(state)
        assert first.state() == state | {"against": "operated"}
        second.restore(first.state())
        assert second.state() == first.state()
        assert second.heading.text() == first.heading.text()


def test_closed_views_follow_nothing(qtbot: QtBot, shared: Shared, sample_trace: Trace) -> None:
    for kind in TRACKS:
        view = kind(shared)
        qtbot.addWidget(view.widget)
        show([view], shared, sample_trace, Moment())
        view.close()
        before = view.plot.box.viewRange()[0]
        shared.axis.set_range(0.0, 2.5)
        shared.axis.set_hover(1)
        shared.axis.set_loop((0, 1))
        assert view.plot.box.viewRange()[0] == before
        assert not view.plot.hover_line.isVisible()
        assert not view.plot.loop_shade.isVisible()
        shared.axis.set_loop(None)
        shared.axis.set_hover(None)
        shared.axis.fit()


def test_any_order_of_traces_moments_units_and_choices(
    tracks: list[Track], shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    """Two hundred switches of length, hidden size, cell, scopes, precision and choices."""
    generator = np.random.default_rng(0)
    traces = list(sample_traces.values())
    for turn in range(200):
        trace = traces[generator.integers(len(traces))]
        t = int(generator.integers(trace.length))
        if turn % 3 == 0:
            shared.selection.choose(unit=int(generator.integers(300)))
        if turn % 5 == 0:
            shared.selection.choose(scope=str(generator.choice(["layer0", "layer1", "encoder.layer0", "", "gone"])))
        if turn % 7 == 0:
            for view in tracks:
                for name, chooser in view.choosers.items():
                    view.restore({name: str(chooser.itemData(int(generator.integers(max(chooser.count(), 1)))))})
        show(tracks, shared, trace, Moment(str(generator.choice(PHASES)), t))
        if turn % 25 == 0:
            for view in tracks:
                assert not view.widget.grab().isNull()
        for view in tracks:
            assert isinstance(view.readout(t), str)
    drawn = tracks[5]
    assert isinstance(drawn, Activations)
    assert len(drawn.map.values) == trace.length


Wide = npt.NDArray[np.float64]
NUMBERS = st.one_of(st.floats(), st.sampled_from([0.0, 1e308, -1e308, np.nan, np.inf, -np.inf, 5e-324]))


@st.composite
def hostile(draw: st.DrawFn) -> Trace:
    """A trace of any numbers, with any of its arrays missing."""
    length, units = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    cell = CELLS[draw(st.sampled_from(sorted(CELLS)))].info
    dtype = draw(st.sampled_from([np.float32, np.float64]))

    def numbers(*shape: int) -> Wide:
        found: Wide = draw(arrays(np.float64, shape, elements=NUMBERS))
        with np.errstate(over="ignore"):
            return found.astype(dtype)

    names = [quantity.name for quantity in (*cell.states, *cell.gates)]
    found: dict[str, Any] = {f"layer0.{name}": numbers(length, units) for name in names}
    for state in cell.states:
        for kind in ("gradient_norm_log10", "gradient_reach_log10"):
            found[f"{kind}/layer0.{state.name}"] = numbers(length).astype(np.float64)
    found["gradient_norm_log10/inputs"] = numbers(length).astype(np.float64)
    found["batch_gradient_norm_log10/layer0.hidden"] = numbers(draw(st.integers(1, 8))).astype(np.float64)
    found |= {
        "loss_by_time": numbers(length),
        **{name: numbers(length, 1) for name in ("inputs", "outputs", "targets")},
        "loss": numbers(1)[0],
        "loss_steps": draw(arrays(np.bool_, (length,))),
        "reach_from": np.int64(draw(st.integers(0, length - 1))),
        "tokens": np.array(draw(st.lists(st.text(max_size=8), min_size=length, max_size=length))),
    }
    for name in draw(st.sets(st.sampled_from(sorted(set(found) - {"tokens"})))):
        del found[name]
    return Trace(run=draw(st.integers(0, 2)), arrays=found, cells={"layer0": cell})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trace=hostile(), unit=st.integers(0, 9), modes=st.integers(0, 9))
def test_whatever_the_numbers_are_something_is_drawn(
    tracks: list[Track], shared: Shared, trace: Trace, unit: int, modes: int
) -> None:
    shared.selection.choose(unit=unit)
    show(tracks, shared, trace, Moment("forward", 0))
    for view in tracks:
        for name, chooser in view.choosers.items():
            view.restore({name: str(chooser.itemData(modes % max(chooser.count(), 1)))})
        assert not view.plot.grab().isNull()
        assert isinstance(view.readout(0), str)
        low, high = view.plot.box.viewRange()[1]
        assert np.isfinite([low, high]).all()
        assert high > low


def test_one_unit_alone_is_not_spoken_of_as_several(
    tracks: list[Track], shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    trace = sample_traces["lstm"]
    thin = {name: array[:, :1] if name.startswith("layer0.") else array for name, array in trace.arrays.items()}
    show(tracks, shared, replace(trace, arrays=thin), Moment("forward", 0))
    said = {track.key: track.heading.text() for track in tracks}
    del said["loss"]  # a mean over steps
    assert not [words for words in said.values() if "1 units" in words or "mean over" in words]
    assert said["gates"].startswith("gates of unit 0")
    assert said["activations"].startswith("hidden state h, ±1")
