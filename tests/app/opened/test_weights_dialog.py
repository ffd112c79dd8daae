"""Weights that are opened in the window: the table, the choice, and the run that comes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from rnnviz.app.main_window import MainWindow
from rnnviz.app.opened.series_dialog import SeriesDialog
from rnnviz.app.opened.weights_dialog import Replay, WeightsDialog
from rnnviz.catalogue import load
from rnnviz.views.palette import PALETTES
from rnnviz.weights import read
from tests.app.driving import LONG, action, click, drop, edit, find, said, trace

Arrays = dict[str, np.ndarray]


def module(prefix: str, gates: int, d: int, h: int, layers: int = 1) -> Arrays:
    generator = np.random.default_rng(4)
    found = {}
    for k in range(layers):
        found[f"{prefix}weight_ih_l{k}"] = generator.normal(0, 0.3, (gates * h, h if k else d)).astype(np.float32)
        found[f"{prefix}weight_hh_l{k}"] = generator.normal(0, 0.3, (gates * h, h)).astype(np.float32)
        found |= {f"{prefix}bias_{way}_l{k}": np.zeros(gates * h, np.float32) for way in ("ih", "hh")}
    return found


def saved(path: Path, *parts: Arrays) -> Path:
    save_file({name: value for part in parts for name, value in part.items()}, path)
    return path


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def dialog(parent: QWidget, path: Path, now: str = "hello-rnn") -> WeightsDialog:
    return WeightsDialog(parent, read(str(path)), load(now), PALETTES["light"])


def lines(table: QTableWidget) -> list[list[str]]:
    return [[_text(table, row, column) for column in range(4)] for row in range(table.rowCount())]


def _text(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def open_dialog(window: MainWindow) -> WeightsDialog:
    return find(window, WeightsDialog, "weights")


def test_every_key_is_listed_with_what_it_should_be(parent: QWidget, tmp_path: Path) -> None:
    head = {"fc.weight": np.zeros((2, 5), np.float32), "fc.bias": np.zeros(2, np.float32)}
    shown = dialog(parent, saved(tmp_path / "w.safetensors", module("a.rnn.", 3, 2, 5), head, {"x": np.zeros(1)}))
    assert lines(shown.table) == [
        ["a.rnn.weight_ih_l0", "(15, D)", "(15, 2) F32", "fits"],
        ["a.rnn.weight_hh_l0", "(15, 5)", "(15, 5) F32", "fits"],
        ["a.rnn.bias_ih_l0", "(15,)", "(15,) F32", "fits"],
        ["a.rnn.bias_hh_l0", "(15,)", "(15,) F32", "fits"],
        ["fc.bias", "(K,)", "(2,) F32", "readout"],
        ["fc.weight", "(K, 5)", "(2, 5) F32", "readout"],
        ["x", "–", "(1,) F64", "not used"],
    ]
    assert shown.module.currentText() == "a.rnn: GRU (reset after), layers 1, inputs 2, hidden size 5"
    assert shown.open_button.isEnabled()
    assert shown.problem.isHidden()


def test_what_cannot_be_opened_says_why_and_cannot_be(parent: QWidget, tmp_path: Path) -> None:
    wrong = module("", 4, 2, 5)
    wrong["weight_hh_l0"] = np.ascontiguousarray(wrong["weight_hh_l0"].T)
    wrong["weight_hr_l0"] = np.zeros((3, 5), np.float32)
    del wrong["bias_hh_l0"]
    shown = dialog(parent, saved(tmp_path / "w.safetensors", wrong))
    assert {line[0]: line[3] for line in lines(shown.table)} == {
        "weight_ih_l0": "fits", "weight_hh_l0": "looks transposed", "bias_ih_l0": "fits", "bias_hh_l0": "missing",
        "weight_hr_l0": "a projection",
    }
    assert not shown.open_button.isEnabled()
    assert shown.problem.text().startswith("w.safetensors: weight_hh_l0 looks transposed: it is (5, 20) F32")


def test_what_keeps_a_module_from_being_opened_stands_first_and_can_be_copied(parent: QWidget, tmp_path: Path) -> None:
    wrong = module("rnn.", 4, 2, 5, layers=3)
    wrong["rnn.bias_hh_l2"] = wrong["rnn.bias_hh_l2"][:7]
    wrong["rnn.weight_ih_l2"] = np.ascontiguousarray(wrong["rnn.weight_ih_l2"].T)
    shown = dialog(parent, saved(tmp_path / "w.safetensors", wrong, module("other.", 1, 2, 3)))
    shown.module.setCurrentIndex([each.name for each in shown.found].index("rnn"))
    first, second, third, *_, last = lines(shown.table)
    assert first == ["rnn.weight_ih_l2", "(20, 5)", "(5, 20) F32", "looks transposed"]
    assert second == ["rnn.bias_hh_l2", "(20,)", "(7,) F32", "another shape"]
    assert third[3] == "fits"
    assert last[3] == "not used: of other"
    assert "rnn.weight_ih_l2" in shown.problem.text()
    copy = shown.table.actions()[0]
    copy.trigger()
    assert len(QApplication.clipboard().text().splitlines()) == 1 + shown.table.rowCount()
    shown.table.selectRow(0)
    copy.trigger()
    assert QApplication.clipboard().text() == (
        "key\texpected\tfound\tverdict\nrnn.weight_ih_l2\t(20, 5)\t(5, 20) F32\tlooks transposed\n"
    )


def test_the_largest_of_several_is_chosen_and_values_that_are_no_numbers_are_told(
    parent: QWidget, tmp_path: Path
) -> None:
    large = module("b.", 3, 4, 6)
    large["b.weight_hh_l0"][0, :3] = [np.nan, np.inf, np.nan]
    shown = dialog(parent, saved(tmp_path / "w.safetensors", module("a.", 1, 4, 3), large))
    assert shown.picked.name == "b"
    verdicts = {line[0]: line[3] for line in lines(shown.table)}
    assert verdicts["b.weight_hh_l0"] == "fits, but 3 are NaN or infinite"
    assert verdicts["b.weight_ih_l0"] == "fits"
    assert shown.open_button.isEnabled()


def test_the_module_and_the_text_that_are_chosen_are_handed_on(qtbot: QtBot, parent: QWidget, tmp_path: Path) -> None:
    path = saved(tmp_path / "w.safetensors", module("a.", 3, 2, 5), module("b.", 4, 30, 6))
    shown = dialog(parent, path)
    shown.module.setCurrentIndex(0)
    assert shown.task.currentData() == "series"
    shown.module.setCurrentIndex(1)
    assert lines(shown.table)[0] == ["b.weight_ih_l0", "(24, D)", "(24, 30) F32", "fits"]
    shown.task.setCurrentIndex(shown.task.findData("char_lm"))
    shown.path.set_value("/data/poem.txt")
    with qtbot.waitSignal(shown.chosen) as got:
        shown.open_button.click()
    assert got.args == [Replay("char_lm", {
        "model.weights": str(path), "model.weights_prefix": "b", "task.path": "/data/poem.txt",
    })]  # fmt: skip


@pytest.mark.parametrize(("now", "outputs", "likely"), [
    ("python-lstm", 14, "char_lm"), ("python-lstm", 2, "series"), ("series-gru", 14, "series"),
])  # fmt: skip
def test_a_small_vocabulary_is_taken_for_symbols_where_a_text_is_read(
    parent: QWidget, tmp_path: Path, now: str, outputs: int, likely: str
) -> None:
    head = {"fc.weight": np.zeros((outputs, 5), np.float32), "fc.bias": np.zeros(outputs, np.float32)}
    shown = dialog(parent, saved(tmp_path / "w.safetensors", module("", 4, 14, 5), head), now)
    assert shown.task.currentData() == likely


@pytest.mark.parametrize(("now", "kinds"), [
    ("adding-lstm", ["char_lm", "series", "adding"]), ("translate-attention", ["char_lm", "series"]),
    ("python-lstm", ["char_lm", "series"]),
])  # fmt: skip
def test_the_present_task_is_offered_where_the_weights_could_learn_it(
    parent: QWidget, tmp_path: Path, now: str, kinds: list[str]
) -> None:
    shown = dialog(parent, saved(tmp_path / "w.safetensors", module("", 4, 40, 5)), now)
    assert [shown.task.itemData(index) for index in range(shown.task.count())] == kinds
    assert shown.task.currentData() == "char_lm"


def test_weights_that_are_dropped_run_once_chosen_and_undo_brings_back_what_ran(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    tensors = module("deep.rnn.", 4, 2, 6, layers=2)
    before = resting.editing.now
    drop(resting, saved(tmp_path / "mine.safetensors", tensors))
    shown = open_dialog(resting)
    assert resting.editing.now == before
    click(shown.open_button)
    now = resting.editing.now
    assert (now.name, now.task.kind, now.cell.kind, now.cell.hidden_size) == ("mine", "series", "lstm", 6)
    assert (now.model.layers, now.model.weights) == (2, str(tmp_path / "mine.safetensors"))
    qtbot.waitUntil(lambda: "layer1.hidden" in trace(resting).arrays, timeout=LONG)
    x = np.asarray(trace(resting)["inputs"], float)[0]
    i, _, g, o = np.split(tensors["deep.rnn.weight_ih_l0"] @ x, 4)
    hidden = np.tanh(np.tanh(g) / (1 + np.exp(-i))) / (1 + np.exp(-o))
    np.testing.assert_allclose(trace(resting)["layer0.hidden"][0], hidden, rtol=1e-4, atol=1e-6)
    qtbot.waitUntil(lambda: "weights" in said(resting), timeout=LONG)
    notice = next(notice for notice in resting.notices.shown if notice.key == "weights")
    assert notice.text == "The weights of mine.safetensors run. What to know of them stands under Details."
    assert "has no readout for 2 outputs: the readout is fresh" in notice.details
    action(resting, "next_update").trigger()
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    resting.documents.save_experiment(str(tmp_path / "saved.toml"))
    assert len(str(load(str(tmp_path / "saved.toml")).record["weights_sha256"])) == 64
    action(resting, "undo").trigger()
    qtbot.waitUntil(lambda: "layer1.hidden" not in trace(resting).arrays, timeout=LONG)
    assert resting.editing.now == before
    assert "weights" not in said(resting)


def test_weights_with_nan_are_warned_of(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    tensors = module("", 1, 1, 4)
    tensors["weight_hh_l0"][1, :2] = np.nan
    drop(resting, saved(tmp_path / "w.safetensors", tensors))
    open_dialog(resting).open_button.click()
    qtbot.waitUntil(lambda: "weights" in said(resting), timeout=LONG)
    notice = next(notice for notice in resting.notices.shown if notice.key == "weights")
    assert notice.level == "warning"
    assert "weight_hh_l0 has 2 values that are NaN or infinite" in notice.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.safetensors", b"", "is empty"),
        ("a.safetensors", b"\0" * 100, "not a safetensors file"),
        ("a.pt", b"PK\x03\x04", "safetensors.torch.save_file"),
        ("a.bin", b"x", "safetensors.torch.save_file"),
        ("a.csv", b"1\nx\n", 'line 2, column 1 is not a number: "x"'),
        ("b.csv", b"1,2\n3\n", "line 2 must have as many columns as the lines before it, 2, got 1"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence_and_the_run_stays(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    before = resting.editing.now
    drop(resting, tmp_path / name)
    qtbot.waitUntil(lambda: len(resting.notices.shown) == 1, timeout=LONG)
    assert words in resting.notices.shown[0].text
    assert resting.editing.now == before


def test_a_file_without_recurrent_layers_says_so(resting: MainWindow, tmp_path: Path) -> None:
    drop(resting, saved(tmp_path / "w.safetensors", {"fc.weight": np.zeros((2, 2))}))
    assert "no key ends in weight_hh_l0 or weight_hh; it has fc.weight" in resting.notices.shown[0].text


def test_the_form_takes_sizes_from_weights_and_refuses_others(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    resting.editing.open(load("series-gru"))
    path = saved(tmp_path / "w.safetensors", module("", 3, 1, 9))
    edit(resting, "model.weights", str(path))
    assert resting.editing.now.cell.hidden_size == 9
    row = resting.parts.form.rows["model.weights"]
    assert not resting.parts.form.rows["cell.hidden_size"].control.isEnabled()
    assert resting.parts.form.rows["model.weights_prefix"].control.isEnabled()
    edit(resting, "cell.hidden_size", 10)
    qtbot.waitUntil(lambda: resting.editing.now.cell.hidden_size == 9, timeout=LONG)
    assert "clear model.weights" in resting.parts.form.rows["cell.hidden_size"].problem.text()
    path.unlink()
    edit(resting, "training.learning_rate", 0.001)
    assert resting.editing.now.training.learning_rate == 0.001
    edit(resting, "model.weights", "")
    assert resting.editing.now.model.weights == ""
    assert row.value == ""
    assert resting.parts.form.rows["cell.hidden_size"].control.isEnabled()
    assert not resting.parts.form.rows["model.weights_prefix"].control.isEnabled()
    edit(resting, "cell.hidden_size", 10)
    assert resting.editing.now.cell.hidden_size == 10


def test_a_series_that_is_dropped_is_learnt(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "flow.csv"
    file.write_text("".join(f"{i % 7}\n" for i in range(300)))
    drop(resting, file)
    qtbot.waitUntil(lambda: resting.editing.now.task.kind == "series", timeout=LONG)
    assert resting.findChild(SeriesDialog) is None  # one column leaves nothing to be asked
    assert resting.editing.now.value("task.path") == str(file)
