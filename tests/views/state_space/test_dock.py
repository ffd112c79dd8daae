"""The state space draws the trace's own states along their principal components, keeps still, and moves the cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from rnnviz.history import History
from rnnviz.measures.principal import MOST_ROWS
from rnnviz.trace import Moment, Trace
from rnnviz.views.state_space.colouring import OTHER, coloured
from rnnviz.views.state_space.dock import StateSpace
from rnnviz.views.state_space.path_marks import DotCount, arrows
from rnnviz.views.state_space.steady_axes import PAUSE, SteadyAxes
from tests.views.choosing import choose

Stand = Callable[[type[StateSpace]], StateSpace]
Alter = Callable[..., Trace]


@pytest.fixture
def dock(stand: Stand) -> StateSpace:
    view = stand(StateSpace)
    view.widget.resize(360, 420)
    return view


def show(dock: StateSpace, trace: Trace, t: int = 0) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment("forward", t))


def dots(dock: StateSpace) -> npt.NDArray[np.float64]:
    """Return every dot that is drawn (n, 2)."""
    items = (*dock.plane.shaded, *dock.plane.named, dock.plane.other)
    return np.concatenate([np.stack(item.getData(), axis=1) for item in items])


@pytest.mark.parametrize("state", ["hidden", "cell"])
@pytest.mark.parametrize("pair", ["0 1", "1 2"])
def test_the_path_is_what_the_singular_value_decomposition_gives(
    dock: StateSpace, sample_traces: dict[str, Trace], state: str, pair: str
) -> None:
    trace = sample_traces["lstm"]
    show(dock, trace, 3)
    choose(dock, "state", state)
    choose(dock, "components", pair)
    states = trace[f"layer0.{state}"].astype(np.float64)
    u, s, _ = np.linalg.svd(states - states.mean(axis=0), full_matrices=False)
    here = [int(n) for n in pair.split()]
    x, y = dock.plane.line.getData()
    np.testing.assert_allclose(np.abs(np.stack([x, y], axis=1)), np.abs(u * s)[:, here], atol=1e-6)
    shares = s**2 / (s**2).sum()
    bottom = dock.plane.axes["bottom"].labelText
    assert f"component {here[0] + 1}" in bottom
    assert f"{100 * shares[here[0]]:.0f} %" in bottom or f"{100 * shares[here[0]]:.1f} %" in bottom
    assert sorted(map(tuple, dots(dock))) == sorted(zip(x, y, strict=True))
    np.testing.assert_array_equal(np.stack(dock.plane.ring.getData(), axis=1), [[x[3], y[3]]])
    data = dock.data()
    points, axes, mean = (data[f"principal{part}/layer0.{state}"] for part in ("", "_axes", "_mean"))
    np.testing.assert_allclose(points @ axes + mean, states, atol=4 * s[4])


def test_a_click_goes_to_the_step_and_the_mouse_names_it(dock: StateSpace, sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["gru"]
    show(dock, trace)
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    at = dock.plane.marks.pixels()
    alone = int(np.argmax([np.delete(np.hypot(*(at - p).T), n).min() for n, p in enumerate(at)]))
    scene = dock.plane.box.mapToScene(QPointF(*at[alone]))
    assert dock.plane.near(scene) == alone
    dock.plane.box.clicked.emit(scene)
    assert went == [alone]
    dock.plane.hovered.emit(alone)
    assert dock.said.text().startswith(f"t {alone} ")
    assert dock.shared.axis.hover == alone
    dock.plane.hovered.emit(None)
    assert dock.said.text().startswith("t 0 ")
    assert dock.readout(alone).count("·v") == 2


def test_dots_are_coloured_by_what_is_asked_for(dock: StateSpace, sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["pair"]
    show(dock, trace)
    palette, steps = dock.shared.palette, np.arange(trace.length)
    start = trace.start("decoder.layer0")
    assert coloured(trace, steps, "phase", palette).groups.tolist() == [int(t >= start) for t in steps]
    target = coloured(trace, steps, "target", palette)
    known = {group.number: group.words for group in target.legend}
    for t in steps:
        with_loss = t >= start and bool(trace["loss_steps"][t - start])
        word = str(trace["target_tokens"][t - start]) if with_loss else ""
        assert word == known[target.groups[t]] if target.groups[t] != OTHER else True
        assert with_loss or target.groups[t] == OTHER
    by_time = coloured(trace, steps, "time", palette)
    assert by_time.ordered
    assert np.all(np.diff(by_time.groups) >= 0)
    tokens = coloured(trace, steps, "token", palette)
    same = {(str(trace["tokens"][t]), int(tokens.groups[t])) for t in steps if tokens.groups[t] != OTHER}
    assert len(same) == len({word for word, _ in same}), "one token, one colour"
    for by in ("token", "phase", "target", "time"):
        choose(dock, "colour", by)
        assert len(dots(dock)) == trace.length
    series = coloured(sample_traces["vanishing"], np.arange(200), "target", palette)
    assert series.ordered
    assert (series.groups != OTHER).sum() == sample_traces["vanishing"]["loss_steps"].sum()


def test_axes_stay_put_while_the_model_learns(sample_traces: dict[str, Trace]) -> None:
    """Fitted on each trace after a pause, with order and signs kept; on all so far when twice as much is learnt."""
    now = [0.0]
    steady, trace = SteadyAxes(lambda: now[0]), sample_traces["lstm"]
    states = trace["layer0.hidden"].astype(np.float64)
    first = steady.follow(trace, states, "h", None, ("layer0.hidden",))
    rng = np.random.default_rng(0)
    moved = states + 1e-4 * rng.standard_normal(states.shape)
    assert steady.follow(replace(trace, update=9), moved, "h", None, ("layer0.hidden",)) is first, "too soon"
    now[0] += PAUSE
    again = steady.follow(replace(trace, update=10), moved, "h", None, ("layer0.hidden",))
    assert again is not first
    assert steady.update == 10
    np.testing.assert_array_less(0.99, (again.directions[:2] * first.directions[:2]).sum(axis=1))

    history = History()
    for update in range(1, 40):
        history.past.append(replace(trace, update=update))
    names = ("layer0.hidden",)
    both = steady.follow(replace(trace, update=40), states, "h", history.past, names)
    assert steady.traces == 8
    now[0] += 10 * PAUSE
    assert steady.follow(replace(trace, update=79), moved, "h", history.past, names) is both
    assert steady.follow(replace(trace, update=80), moved, "h", history.past, names) is not both
    other = steady.follow(replace(trace, update=81), -states[:, :7], "c", history.past, names)
    assert other.directions.shape == (4, 7), "another state is fitted at once"


def test_dots_are_counted_as_one_by_one() -> None:
    random = np.random.default_rng(0)
    at = random.uniform(-20, 220, (300, 2))
    at[7] = np.nan
    dots = DotCount(at, QRectF(0, 0, 200, 200), 3.0)
    for left, top in random.uniform(0, 160, (20, 2)):
        place = QRectF(left, top, 40, 16)
        inside = (at > [left, top]).all(axis=1) & (at < [left + 40, top + 16]).all(axis=1)
        near = (at > [left - 5, top - 5]).all(axis=1) & (at < [left + 45, top + 21]).all(axis=1)
        assert inside.sum() <= dots.within(place) <= near.sum()
    assert DotCount(np.empty((0, 2)), QRectF(0, 0, 9, 9), 3.0).within(QRectF(0, 0, 9, 9)) == 0


def test_an_axis_that_explains_far_more_goes_first(sample_traces: dict[str, Trace]) -> None:
    steady, trace = SteadyAxes(lambda: 0.0), sample_traces["lstm"]
    random = np.random.default_rng(0).standard_normal((50, 3))
    values = np.linalg.qr(random - random.mean(axis=0))[0] * [5.0, 1.0, 0.1]  # uncorrelated
    steady.follow(trace, values, "h", None, ())
    steady._fitted_at = -10.0
    turned = steady.follow(replace(trace, update=1), values * [0.1, 1.0, 1.0], "h", None, ())
    assert abs(turned.directions[0, 1]) > 0.99
    steady._fitted_at = -10.0
    kept = steady.follow(replace(trace, update=2), values * [0.26, 1.0, 1.0], "h", None, ())
    assert abs(kept.directions[0, 1]) > 0.98, "somewhat more variance does not turn them again"


def test_labels_do_not_touch_and_arrows_lie_on_the_path(
    dock: StateSpace, sample_traces: dict[str, Trace], qapp: QApplication
) -> None:
    show(dock, sample_traces["lstm"], 5)
    dock.widget.grab()
    placed = dock.plane.marks.placed
    assert len(placed) > 2
    assert placed[0][0] == 5, "the cursor's first"
    assert not any(a.intersects(b) for n, (_, a) in enumerate(placed) for _, b in placed[:n])
    at = dock.plane.marks.pixels()
    for _, room in placed[1:]:
        assert not any(room.adjusted(0, 3, 0, -3).contains(*point) for point in at.tolist()), "no token hides a dot"
    assert QFontMetricsF(QApplication.font()).height() > 0
    line = np.stack([np.linspace(0, 300, 7), np.zeros(7)], axis=1)
    found = arrows(line)
    assert len(found) == 5
    assert all(way.tolist() == [1.0, 0.0] and 0 < place[0] < 300 and place[1] == 0 for place, way in found)
    assert arrows(np.zeros((5, 2))) == []


@pytest.mark.parametrize("kind", ["lstm", "rnn", "pair", "deep"])
@pytest.mark.parametrize(
    "change",
    [
        lambda h: np.full_like(h, np.nan), lambda h: np.zeros_like(h), lambda h: h[:, :1] + 0 * h[:, :1],
        lambda h: np.where(np.arange(len(h))[:, None] == 1, np.inf, h), lambda h: 1e30 * h,
    ],
    ids=["nan", "constant", "one unit", "a broken step", "huge"],
)  # fmt: skip
def test_strange_states_are_drawn_or_explained(
    dock: StateSpace, sample_traces: dict[str, Trace], altered: Alter, kind: str, change: Callable[[Any], Any]
) -> None:
    trace = sample_traces[kind]
    arrays = {f"{scope}.hidden".replace(".", "__"): change(trace[f"{scope}.hidden"]) for scope in trace.scopes}
    strange = altered(trace, **arrays)
    show(dock, strange, 1)
    dock.widget.grab()
    whole = np.isfinite(strange[f"{trace.scopes[-1]}.hidden"]).all(axis=1).any()
    assert bool(dock.sentence) == (not whole)
    assert bool(dock.data()) == bool(whole)
    if whole:
        assert np.isfinite(dots(dock)).all()


def test_one_step_sixty_four_layers_and_no_layer(
    dock: StateSpace, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    trace = sample_traces["rnn"]
    short = {name: array[:1] if array.ndim else array for name, array in trace.arrays.items()}
    show(dock, Trace(run=70, arrays=short, cells=trace.cells))
    assert len(dots(dock)) == 1
    deep = sample_traces["deep"]
    states = {f"layer{n}.hidden": deep["layer0.hidden"] * (n + 1) for n in range(64)}
    many = Trace(run=71, arrays={**deep.arrays, **states}, cells={f"layer{n}": deep.cells["layer0"] for n in range(64)})
    dock.shared.selection.choose(scope="layer40")
    show(dock, many)
    assert "layer40" in dock.heading.text()
    show(dock, Trace(run=72, arrays={"tokens": np.array(["a"]), "loss_steps": np.array([True])}))
    assert "No recurrent layer" in dock.sentence
    assert dock.data() == {}
    assert not dock.offers()[0].enabled


def test_a_projection_costs_little(sample_traces: dict[str, Trace]) -> None:
    """Of a long pass of many units the fit takes at most so many rows, so that its matrix stays small."""
    steady, rng = SteadyAxes(lambda: 0.0), np.random.default_rng(0)
    values = rng.standard_normal((2000, 300))
    axes = steady.follow(sample_traces["lstm"], values, "h", None, ())
    assert axes.directions.shape == (4, 300)
    assert MOST_ROWS == 128
