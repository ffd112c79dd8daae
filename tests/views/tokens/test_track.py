"""The text track writes each step into its column, coloured by a unit, however narrow the columns are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.palette import contrast
from rnnviz.views.plots.heat_map import indices
from rnnviz.views.tokens.track import NEUTRAL, Tokens

Stand = Callable[[type[Tokens]], Tokens]


def show(view: Tokens, trace: Trace, t: int = 0) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment("forward", t))


def painted(view: Tokens) -> str:
    view.plot.grab()
    return view.strip.shown_as.manner


def text(length: int) -> Trace:
    tokens = np.array(list("def read(self):\n\treturn 1  "))[np.arange(length) % 27]
    return Trace(arrays={"tokens": tokens})


def test_cells_have_the_colour_of_the_chosen_unit(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(Tokens), sample_traces["lstm"]
    show(view, trace)
    for unit in (0, 9):
        shared.selection.choose(unit=unit)
        expected = indices(trace["layer0.hidden"][:, [unit]], 1.0, signed=True)[:, 0]
        np.testing.assert_array_equal(view.strip.index, expected)
        assert view.heading.text() == f"text, coloured by unit {unit} of layer0"
    assert view.strip.tokens == [str(token) for token in trace["tokens"]]


@pytest.mark.parametrize(("tokens", "said"), [
    (["0.5 1", "-1.2 0", "nan"], "numbers that are read"), (["-1.5", "2e-05"], "numbers that are read"),
    (["1", "2"], "text"), (["1.5", "e1x"], "text"),
])  # fmt: skip
def test_numbers_are_not_called_text(stand: Stand, tokens: list[str], said: str) -> None:
    view = stand(Tokens)
    show(view, Trace(arrays={"tokens": np.array(tokens)}))
    assert view.heading.text() == said


def test_encoder_and_decoder_are_coloured_by_their_own_units(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Tokens), sample_traces["pair"]
    show(view, trace)
    hidden = np.concatenate([trace["encoder.layer0.hidden"], trace["decoder.layer0.hidden"]])
    np.testing.assert_array_equal(view.strip.index, indices(hidden[:, [0]], 1.0, signed=True)[:, 0])
    assert view.strip.boundary == trace.start("decoder.layer0")


@pytest.mark.parametrize(("length", "manner"), [(1, "flat"), (4, "flat"), (60, "flat"), (200, "window")])
def test_characters_are_written_while_they_can_be_read(stand: Stand, length: int, manner: str) -> None:
    view = stand(Tokens)
    show(view, text(length))
    assert painted(view) == manner


def test_zooming_in_brings_the_characters_back(stand: Stand, shared: Shared) -> None:
    view = stand(Tokens)
    show(view, text(400))
    assert painted(view) == "window"
    shared.axis.set_range(100, 140)
    assert painted(view) == "flat"


def test_numbers_are_turned_where_they_do_not_fit_flat(stand: Stand) -> None:
    view = stand(Tokens)
    show(view, Trace(arrays={"tokens": np.array([f"{value:.2f}" for value in np.linspace(0, 1, 40)])}))
    assert painted(view) == "turned"


def test_white_space_is_shown_but_not_between_numbers(stand: Stand) -> None:
    view = stand(Tokens)
    show(view, Trace(arrays={"tokens": np.array([" ", "\n", "a b", "-0.2 1e-05 3"])}))
    assert view.strip.tokens == ["·", "↵", "a·b", "−0.2 1e−05 3"]
    assert view.readout(1) == "“↵”"
    assert view.readout(4) == view.readout(-1) == ""


def test_the_frame_follows_cursor_and_mouse(stand: Stand, shared: Shared) -> None:
    view = stand(Tokens)
    trace = text(300)
    show(view, trace, 20)
    assert (view.strip.at, view.strip.over) == (20, None)
    before = view.plot.grab().toImage()
    shared.axis.set_hover(250)
    assert (view.strip.at, view.strip.over) == (20, 250)
    assert view.plot.grab().toImage() != before
    shared.axis.set_hover(None)
    view.show(trace, Moment("backward", 21))
    assert (view.strip.at, view.strip.over) == (21, None)


def test_steps_without_a_state_are_paper(stand: Stand) -> None:
    view = stand(Tokens)
    show(view, text(5))
    assert view.strip.index.tolist() == [NEUTRAL] * 5
    assert view.heading.text() == "text"


def test_text_stands_out_from_every_cell(stand: Stand) -> None:
    view = stand(Tokens)
    for row, pen in zip(view.strip.table.tolist(), view.strip.pens, strict=True):
        assert contrast(pen.name(), "#{:02x}{:02x}{:02x}".format(*row)) >= 4.5


def test_a_line_runs_under_what_the_model_wrote(
    stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view = stand(Tokens)
    trace = sample_traces["rnn"]
    show(view, altered(trace, written=[False, False, True, True]))
    assert view.strip.written == 2
    show(view, trace)
    assert view.strip.written is None


@pytest.mark.parametrize("count", [12, 16, 20, 26, 34])
def test_no_number_is_cut(stand: Stand, count: int) -> None:
    view = stand(Tokens)
    view.widget.resize(700, 100)
    tokens = np.array(["1", "-0.46", "0.5", "2", "-1.2", "3"] * count)[:count]
    tokens[count // 2] = "-0.091"  # one in many is wider
    show(view, Trace(arrays={"tokens": tokens}))
    manner = painted(view)
    column = view.strip.pixel_x(1) - view.strip.pixel_x(0)
    assert manner in ("turned", "window") or max(view.strip._widths) * view.strip.shown_as.size <= column


def test_the_frame_lies_beside_its_letter_and_is_whole_at_the_edges(stand: Stand) -> None:
    view = stand(Tokens)
    show(view, text(60))
    assert painted(view) == "flat"
    strip, room = view.strip, view.strip.box.rect().width()
    for t in range(60):
        frame, left, right = strip._framed(t), strip.pixel_x(t - 0.5), strip.pixel_x(t + 0.5)
        assert frame.left() <= max(left - 1, 1.0) + 1e-6
        assert frame.right() >= min(right + 1, room - 1.0) - 1e-6
        assert frame.left() >= 1.0
        assert frame.right() <= room - 1.0 + 1e-6
