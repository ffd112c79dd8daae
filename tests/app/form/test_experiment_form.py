"""The form shows an experiment, marks what was changed, and says what a person does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

import rnnviz
from rnnviz.app.dress import language, theme
from rnnviz.app.form.choice_edit import ListEdit
from rnnviz.app.form.device_words import why_not
from rnnviz.app.form.experiment_form import OF_TRANSFORMERS, OF_WINDOWS, Edit, ExperimentForm
from rnnviz.app.form.field_controls import SeedEdit
from rnnviz.app.form.log_slider import NumberEdit
from rnnviz.app.form.text_edit import FileEdit
from rnnviz.catalogue import changed, fields, load, presets
from rnnviz.experiment import Experiment
from rnnviz.views.palette import PALETTES, Theme

LEFT = Qt.MouseButton.LeftButton
RATE = "training.learning_rate"
Make = Callable[..., ExperimentForm]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Return what makes a form in a window of a given width, with the list of its edits."""
    forms = []

    def made(experiment: Experiment, baseline: Experiment | None = None, width: int = 300) -> ExperimentForm:
        form = ExperimentForm(PALETTES["dark"])
        qtbot.addWidget(form)
        form.resize(width, 560)
        form.show_experiment(experiment, baseline or experiment)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        forms.append(form)
        return form

    return made


def heard(form: ExperimentForm) -> list[Edit]:
    """Return the list to which every edit is added from now on."""
    edits: list[Edit] = []
    form.edited.connect(edits.append)
    return edits


def number(form: ExperimentForm, path: str) -> NumberEdit:
    control = form.rows[path].control
    assert isinstance(control, NumberEdit)
    return control


def listed(form: ExperimentForm, path: str) -> ListEdit:
    control = form.rows[path].control
    assert isinstance(control, ListEdit)
    return control


def choose(qtbot: QtBot, edit: ListEdit, choice: str) -> None:
    """Choose from a list with the keyboard."""
    edit.list.setFocus()
    QTest.keyClick(edit.list, Qt.Key.Key_Home)
    while edit.choices[edit.list.currentIndex()] != choice:
        before = edit.list.currentIndex()
        QTest.keyClick(edit.list, Qt.Key.Key_Down)
        assert edit.list.currentIndex() > before


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_field_but_hidden_ones_has_a_row_with_its_value(make: Make, name: str) -> None:
    experiment = load(name)
    form = make(experiment)
    wanted = {info.path for info in fields(experiment) if not info.hidden}
    assert set(form.rows) == wanted
    for path, row in form.rows.items():
        assert row.value == experiment.value(path)
        foreign = row.info.when == OF_TRANSFORMERS and experiment.model.kind != "transformer"
        foreign |= row.info.when == OF_WINDOWS and experiment.model.kind != "window"
        assert row.isVisibleTo(form) != foreign
        assert not row.reset.isVisibleTo(form)
        assert not row.dot.isVisibleTo(form)


def test_showing_says_nothing(make: Make) -> None:
    form = make(load("vanishing-rnn"))
    edits = heard(form)
    for name in presets():
        form.show_experiment(load(name), load(name))
    assert edits == []


def test_a_drag_is_told_as_it_goes_and_once_for_good(qtbot: QtBot, make: Make) -> None:
    experiment = load("vanishing-rnn")
    form = make(experiment)
    edits = heard(form)
    slider = number(form, RATE).slider
    at = QPoint(round(slider.value() / slider.maximum() * (slider.width() - 12) + 6), slider.height() // 2)
    for _ in range(2):
        QTest.mousePress(slider, LEFT, pos=at)
        for way in (10, 25, 40):
            QTest.mouseMove(slider, at + QPoint(way, 0))
            form.show_experiment(changed(experiment, {RATE: edits[-1].value}), experiment)
        QTest.mouseRelease(slider, LEFT, pos=at + QPoint(40, 0))
        form.show_experiment(experiment, experiment)
    assert [edit.final for edit in edits] == [False, False, False, True] * 2
    assert {edit.path for edit in edits} == {RATE}
    assert edits[3].value == edits[2].value > edits[0].value
    first, second = edits[:4], edits[4:]
    assert len({edit.serial for edit in first}) == len({edit.serial for edit in second}) == 1
    assert first[0].serial != second[0].serial


def test_what_differs_from_the_preset_is_marked_and_reset(qtbot: QtBot, make: Make) -> None:
    preset = load("vanishing-rnn")
    form = make(changed(preset, {RATE: 0.03}), preset)
    marked = [path for path, row in form.rows.items() if row.reset.isVisibleTo(form)]
    assert marked == [RATE]
    row = form.rows[RATE]
    assert row.dot.isVisibleTo(form)
    assert "0.001" in row.reset.toolTip()
    edits = heard(form)
    QTest.mouseClick(row.reset, LEFT)
    assert [(edit.path, edit.value, edit.final) for edit in edits] == [(RATE, 0.001, True)]
    assert not row.reset.isVisibleTo(form)
    assert number(form, RATE).field.text() == "0.001"


def test_another_cell_brings_its_own_rows_and_shared_ones_stay(qtbot: QtBot, make: Make) -> None:
    preset = load("vanishing-rnn")
    form = make(preset)
    edits = heard(form)
    control = form.rows["cell.kind"].control
    size, field = form.rows["cell.hidden_size"], number(form, "cell.hidden_size").field
    field.setFocus()
    control.settled.emit("lstm")
    assert [(edit.path, edit.value, edit.final) for edit in edits] == [("cell.kind", "lstm", True)]
    form.show_experiment(changed(preset, {"cell.kind": "lstm"}), preset)
    assert form.rows["cell.hidden_size"] is size
    assert field.hasFocus()
    assert "cell.forget_bias" in form.rows
    assert "cell.activation" not in form.rows
    assert form.rows["cell.kind"].control is control
    assert form.rows["cell.kind"].reset.isVisibleTo(form)
    wanted = [info.path for info in fields(load("adding-lstm")) if info.path.startswith("cell.")]
    qtbot.waitUntil(lambda: sorted(wanted, key=lambda path: form.rows[path].y()) == wanted)


def test_a_list_tells_its_choice(qtbot: QtBot, make: Make) -> None:
    form = make(load("vanishing-rnn"))
    edits = heard(form)
    choose(qtbot, listed(form, "training.optimizer"), "rmsprop")
    assert edits[-1].path == "training.optimizer"
    assert edits[-1].value == "rmsprop"
    assert all(edit.final for edit in edits)


def test_a_row_that_does_not_act_is_greyed_with_the_reason(make: Make) -> None:
    preset = load("vanishing-rnn")
    form = make(preset)
    assert form.rows["training.clip.max_norm"].control.isEnabled()
    row = form.rows["training.clip.max_value"]
    assert not row.control.isEnabled()
    assert "Acts only with clip: by value." in row.toolTip()
    form.show_experiment(changed(preset, {"training.clip.mode": "value"}), preset)
    assert row.control.isEnabled()
    assert "Acts only" not in row.toolTip()
    assert not form.rows["training.clip.max_norm"].control.isEnabled()


def test_fields_of_transformers_are_out_of_sight_elsewhere(make: Make) -> None:
    form = make(load("python-lstm"))
    assert form.rows["model.heads"].isHidden()
    assert not form.rows["model.layers"].isHidden()
    form.show_experiment(load("copy-transformer"), load("copy-transformer"))
    assert not form.rows["model.heads"].isHidden()
    form.show_experiment(load("python-lstm"), load("python-lstm"))
    form.reveal("model.heads")
    assert not form.rows["model.heads"].isHidden()


def test_attention_is_greyed_where_there_is_no_decoder(make: Make) -> None:
    attending = load("translate-attention")
    form = make(attending)
    assert form.rows["model.attention_size"].control.isEnabled()
    form.show_experiment(load("vanishing-rnn"), load("vanishing-rnn"))
    assert not form.rows["model.attention"].control.isEnabled()
    assert not form.rows["model.attention_size"].control.isEnabled()


def test_choices_that_cannot_be_made_are_greyed_with_the_reason(qtbot: QtBot, make: Make) -> None:
    form = make(load("vanishing-rnn"))
    form.set_unavailable("device", {"cuda": "There is no <b>GPU</b> here."})
    for _ in range(2):
        edit = listed(form, "device")
        model = edit.list.model()
        assert isinstance(model, QStandardItemModel)
        item = model.item(edit.choices.index("cuda"))
        assert not item.isEnabled()
        assert "&lt;b&gt;GPU" in item.toolTip()
        assert model.item(edit.choices.index("cpu")).isEnabled()
        form.show_experiment(load("hello-rnn"), load("hello-rnn"))
    form.set_unavailable("device", {})
    model = listed(form, "device").list.model()
    assert isinstance(model, QStandardItemModel)
    assert model.item(edit.choices.index("cuda")).isEnabled()


def test_what_the_task_rules_out_is_greyed(make: Make) -> None:
    form = make(load("vanishing-rnn"))
    model = listed(form, "model.input").list.model()
    assert isinstance(model, QStandardItemModel)
    enabled = [choice for row, choice in enumerate(listed(form, "model.input").choices) if model.item(row).isEnabled()]
    assert enabled == ["real"]


def test_a_problem_stands_until_the_next_edit(qtbot: QtBot, make: Make) -> None:
    form = make(load("vanishing-rnn"))
    assert form.show_problem(RATE, "much <b>too</b> large")
    row = form.rows[RATE]
    assert row.problem.isVisibleTo(form)
    assert row.problem.text() == "much <b>too</b> large"
    assert row.problem.textFormat() == Qt.TextFormat.PlainText
    form.show_experiment(load("vanishing-rnn"), load("vanishing-rnn"))
    assert row.problem.isVisibleTo(form)
    QTest.keyClick(number(form, RATE).slider, Qt.Key.Key_Up)
    assert not row.problem.isVisibleTo(form)
    assert not form.show_problem("no.such.field", "?")


def test_a_typed_number_out_of_range_is_explained_in_the_row(qtbot: QtBot, make: Make) -> None:
    form = make(load("vanishing-rnn"))
    edits = heard(form)
    field = number(form, "cell.hidden_size").field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "9999")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert edits == []
    assert form.rows["cell.hidden_size"].problem.text() == "hidden size must be between 1 and 4096, got 9999"


def test_another_seed_is_drawn(qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnnviz.app.form.field_controls.secrets.randbelow", lambda below: below - 1)
    form = make(load("vanishing-rnn"))
    edits = heard(form)
    control = form.rows["seed"].control
    assert isinstance(control, SeedEdit)
    QTest.mouseClick(control.button, LEFT)
    assert [(edit.path, edit.value, edit.final) for edit in edits][-1] == ("seed", 999_999, True)


def test_a_file_is_dropped_or_opened(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    form = make(load("python-lstm"))
    edits = heard(form)
    control = form.rows["task.path"].control
    assert isinstance(control, FileEdit)
    dropped, opened = tmp_path / "dropped.txt", tmp_path / "opened.txt"
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x"), QUrl.fromLocalFile(str(dropped))])
    drop = QDropEvent(
        QPointF(3, 3), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    control.dropEvent(drop)
    assert drop.isAccepted()
    QTest.mouseClick(control.button, LEFT)
    dialog = control.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(opened))
    dialog.reject()
    assert [(edit.path, edit.value, edit.final) for edit in edits] == [
        ("task.path", str(dropped), True),
        ("task.path", str(opened), True),
    ]


def test_tooltips_say_what_a_change_does_and_costs(make: Make) -> None:
    form = make(load("vanishing-rnn"))
    live, new = form.rows[RATE].toolTip(), form.rows["cell.hidden_size"].toolTip()
    assert "Length of each step of the optimizer." in live
    assert "Acts on the running model at once." in live
    assert "η" in live
    assert "Unit: units." in new
    assert "A change builds a new model." in new
    assert "From 1 to 4096." in new


def test_a_card_folds(qtbot: QtBot, make: Make) -> None:
    form = make(load("vanishing-rnn"))
    card = form.cards["cell"]
    QTest.mouseClick(card.header, LEFT)
    assert not form.rows["cell.kind"].isVisibleTo(form)
    form.show_experiment(load("adding-lstm"), load("adding-lstm"))
    assert not form.rows["cell.kind"].isVisibleTo(form)
    QTest.mouseClick(card.header, LEFT)
    assert form.rows["cell.kind"].isVisibleTo(form)


@pytest.fixture
def as_in_the_window(qapp: QApplication) -> Iterator[None]:
    yield
    language.install(qapp, "en")
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("as_in_the_window")
@pytest.mark.parametrize("spoken", ["en", "ko"])
@pytest.mark.parametrize("width", [250, 300])
@pytest.mark.parametrize("name", ["python-lstm", "translate-attention", "vanishing-rnn", "copying-gru"])
def test_nothing_is_clipped(
    qtbot: QtBot, qapp: QApplication, make: Make, spoken: language.Language, width: int, name: str
) -> None:
    name_of_theme: Theme = "light"
    theme.apply(qapp, name_of_theme)
    language.install(qapp, spoken)
    experiment = load(name)
    form = make(experiment, changed(experiment, {"seed": 5, RATE: 0.5, "training.optimizer": "sgd"}), width)
    inner = form.area.widget()
    viewport = form.area.viewport()
    assert inner is not None
    assert viewport is not None
    qtbot.waitUntil(lambda: inner.width() == viewport.width())
    assert inner.minimumSizeHint().width() <= viewport.width()
    for label in inner.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in (*inner.findChildren(QPushButton), *(card.header for card in form.cards.values())):
        assert button.width() >= button.sizeHint().width(), button.text()
    for box in inner.findChildren(QComboBox):
        assert box.width() >= box.fontMetrics().horizontalAdvance(box.currentText()) + 26, box.currentText()
    for tool in inner.findChildren(QToolButton):
        assert tool.mapTo(inner, QPoint(tool.width(), 0)).x() <= inner.width()


def test_why_there_is_no_device_is_said_in_korean(qapp: QApplication) -> None:
    """Every reason that the engine can give: its own words are read from its source."""
    source = Path(rnnviz.__file__).with_name("engine") / "machine" / "devices.py"
    reasons = re.findall(r'return "" if .* else "([^"]+)"|return "(this [^"]+)"', source.read_text(encoding="utf-8"))
    found = [first or second for first, second in reasons]
    assert len(found) == 4
    language.install(qapp, "ko")
    try:
        assert all(re.search("[가-힣]", why_not(reason)) for reason in [*found, ""])
    finally:
        language.install(qapp, "en")
