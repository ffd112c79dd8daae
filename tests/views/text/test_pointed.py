"""Which cell of a text is pointed at, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.annotations import annotate
from rnnviz.trace import Trace
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.palette import LIGHT
from rnnviz.views.shared import Selection
from rnnviz.views.text.colouring import LOSS, NOTHING, Colouring
from rnnviz.views.text.content import ReadText
from rnnviz.views.text.guesses import Guesses
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter
from rnnviz.views.text.pointed import Pointed
from rnnviz.views.words.elided import ElidedLabel

TEXT = "a\u00e9bb"


class Under(Pointed):
    """One with the widgets that it writes in."""

    def __init__(self, qtbot: QtBot) -> None:
        self.painter, self.guessed, self.line = TextPainter(LIGHT, "page"), Guesses(LIGHT), ElidedLabel()
        self.chooser, heading = Chooser("colour", "colour", [(LOSS, "loss"), (NOTHING, "nothing")]), ElidedLabel()
        self.colours = Colouring(Selection(), self.chooser, self.painter, heading)
        for widget in (self.painter, self.guessed, self.line, self.chooser, heading):
            qtbot.addWidget(widget)
        self.kept = heading
        super().__init__(self.painter, self.colours, self.guessed, self.line)

    def cells(self) -> tuple[int | None, int | None, int | None]:
        """Return the cell that is pointed at, the chosen one and the one under the mouse."""
        return self.cell, self.at, self.over

    def lay(self, text: str) -> None:
        self.lay_out(text, lambda: Page(list(text)))


@pytest.fixture
def pointed(qtbot: QtBot) -> Under:
    made = Under(qtbot)
    made.lay(TEXT)
    return made


@pytest.fixture
def reading() -> ReadText:
    """A text of which the model does not know the second character."""
    codes = np.array(list(map(ord, TEXT)), np.uint32)
    return ReadText(
        number=1, run=1, update=1, codes=codes, places=np.array([0, 2, 3]), loss=np.array([0.5, 2.0, np.nan]),
        likeliest=np.array([[ord("b"), ord("a")]] * 3), probabilities=np.array([[0.75, 0.25]] * 3),
        annotations=annotate(TEXT), facts={},
    )


def test_the_cell_under_the_mouse_goes_before_the_chosen_one(pointed: Under) -> None:
    assert pointed.cells() == (None, None, None)
    pointed.choose_step(2)
    assert pointed.cells() == (2, 2, None)
    pointed.over = 0
    pointed.frame()
    assert pointed.cells() == (0, 2, 0)
    assert (pointed.painter.at, pointed.painter.over) == (2, 0)
    pointed.over = None
    assert pointed.cells() == (2, 2, None)


@pytest.mark.parametrize(("t", "chosen"), [(len(TEXT) - 1, len(TEXT) - 1), (len(TEXT), None)])
def test_a_step_beyond_the_text_chooses_none(pointed: Under, t: int, chosen: int | None) -> None:
    pointed.choose_step(t)
    assert pointed.at == chosen


def test_another_text_forgets_the_cells_and_the_same_keeps_them(pointed: Under) -> None:
    pointed.at, pointed.over = 3, 1
    page = pointed.painter.page
    pointed.lay("".join(list(TEXT)))
    assert pointed.cells() == (1, 3, 1)
    assert pointed.painter.page is page
    pointed.lay("other")
    assert pointed.cells() == (None, None, None)
    assert len(pointed.painter.page) == 5


def test_what_another_view_had_chosen_is_chosen_in_the_next_text_once(pointed: Under) -> None:
    pointed.keep(1)
    pointed.lay("other")
    assert pointed.cells() == (1, 1, None)
    pointed.lay("one more")
    assert pointed.cells() == (None, None, None)


def test_a_text_is_known_by_itself_and_not_by_its_letters(pointed: Under, reading: ReadText) -> None:
    assert not pointed.is_on(reading)
    pointed.lay_out(reading, lambda: Page(reading.codes))
    assert pointed.is_on(reading)


def test_with_nothing_pointed_at_nothing_is_said_of_it(pointed: Under, reading: ReadText) -> None:
    pointed.guessed.show_guesses([("a", 1.0)])
    for cell in (None, len(TEXT)):
        pointed.at = cell
        pointed.say(None, reading)
        assert pointed.line.text() == "point at a character"
        assert pointed.guessed.guesses == ()


def test_of_a_read_text_loss_and_likeliest_are_said(pointed: Under, reading: ReadText) -> None:
    pointed.at = 0
    pointed.chooser.take(NOTHING)
    pointed.say(None, reading)
    assert pointed.line.text().startswith("“a” · character 0 · loss 0.5 nats")
    assert (pointed.guessed.guesses, pointed.guessed.truth) == ((("b", 0.75), ("a", 0.25)), "b")
    pointed.at = 1
    pointed.say(None, reading)
    assert "passed over" in pointed.line.text()
    assert pointed.guessed.guesses == ()


def test_what_the_cells_are_coloured_by_is_said_once(pointed: Under, reading: ReadText) -> None:
    pointed.at = 2
    pointed.colours.paint(reading.spread(reading.loss), 2.0, signed=False, fixed=False, update=1)
    pointed.say(None, reading)
    assert pointed.line.text().count("loss") == 1
    assert pointed.line.text().startswith("“b” · character 2 · loss 2 · ")
    pointed.at = 3  # none falls there
    pointed.say(None, reading)
    assert "loss" not in pointed.line.text()


def test_of_the_example_the_loss_of_a_step_and_its_probability_are_said(
    pointed: Under, sample_traces: dict[str, Trace]
) -> None:
    trace = sample_traces["rnn"]
    pointed.lay_out("hello", lambda: Page([str(token) for token in trace["tokens"]], words=True))
    pointed.at = 1
    pointed.chooser.take(NOTHING)
    pointed.say(trace, None)
    loss = float(trace["loss_by_time"][1]) * int(trace["loss_steps"].sum())
    assert f"step 1 · loss {loss:.3g} nats, p {np.exp(-loss):.3g}" in pointed.line.text()
    pointed.say(None, None)
    assert pointed.line.text().endswith("step 1")
