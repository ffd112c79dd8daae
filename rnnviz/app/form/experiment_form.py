"""The form: every field of the experiment that a person may change, in cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from rnnviz.app.form.card import Card
from rnnviz.app.form.choice_edit import choices_of
from rnnviz.app.form.field_row import Edit, FieldRow
from rnnviz.app.form.field_words import choice_word, label
from rnnviz.app.form.inactive_field import why_inactive
from rnnviz.catalogue import fields, models_of
from rnnviz.experiment import Experiment
from rnnviz.settings import FieldInfo
from rnnviz.tasks import TASKS
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

__all__ = ["Edit", "ExperimentForm"]

OF_TRANSFORMERS, OF_WINDOWS = ("kind", ("transformer",)), ("kind", ("window",))
"""Fields of transformers alone are six, those of windows four, and out of sight where there is none."""
_WIDTH = 250
_CARDS = ("task", "model", "cell", "training", "training.clip", "run")


class ExperimentForm(QWidget):
    """Shows an experiment, and says what a person does to it; it changes nothing by itself."""

    edited = Signal(object)
    """Edit: a field was changed, by a drag that goes on or for good."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._unavailable: dict[str, dict[str, str]] = {}
        self._experiment: Experiment | None = None
        self.rows: dict[str, FieldRow] = {}
        self.cards = {key: Card(_title(key), palette) for key in _CARDS}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(8)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.setMinimumWidth(_WIDTH)

    def wear(self, palette: Palette) -> None:
        """Take the colours of another theme; what is typed, folded and scrolled to stays."""
        self._palette = palette
        for card in self.cards.values():
            card.wear(palette)
        for row in self.rows.values():
            row.wear(palette)

    def follow(self, before: ExperimentForm) -> None:
        """Take the place of a form in another language or size: what is folded and half typed stays."""
        for key, card in self.cards.items():
            card.header.setChecked(before.cards[key].header.isChecked())
        for path, row in self.rows.items():
            if path in before.rows:
                row.resume(before.rows[path])

    def places(self) -> tuple[str, int]:
        """Return the path of the field that has the keyboard, or "", and how far the form is scrolled."""
        focus = QApplication.focusWidget()
        held = (path for path, row in self.rows.items() if focus is not None and row.isAncestorOf(focus))
        return next(held, ""), self.area.verticalScrollBar().value()

    def take_places(self, places: tuple[str, int]) -> None:
        """Have the keyboard and the scroll bar where another form had them."""
        path, scrolled = places
        row = self.rows.get(path)
        if row is not None:
            row.take_focus()
        QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(scrolled))  # once it has its height

    def take_up(self) -> bool:
        """Give the keyboard back to the field in which something is half typed; whether there is one."""
        typed = next((row for row in self.rows.values() if row.control.unfinished() is not None), None)
        if typed is not None:
            typed.take_focus()
        return typed is not None

    def show_experiment(self, experiment: Experiment, baseline: Experiment) -> None:
        """Show an experiment, marking what differs from ``baseline``; nothing is emitted.

        Rows of fields that both the shown and the new experiment have are kept, with the focus.
        """
        self._experiment = experiment
        infos = [info for info in fields(experiment) if not info.hidden]
        kept = {info.path: self.rows[info.path] for info in infos if self._fits(info)}
        for path, row in self.rows.items():
            if path not in kept:
                row.hide()
                row.deleteLater()
        self.rows = {info.path: kept.get(info.path) or self._row(info, experiment) for info in infos}
        for key, card in self.cards.items():
            rows: list[QWidget] = [self.rows[info.path] for info in infos if _card(info.path) == key]
            card.set_rows(rows)
            card.setVisible(bool(rows))
        for info in infos:
            row = self.rows[info.path]
            row.show_value(experiment.value(info.path), _home(baseline, info))
            row.set_inactive(self._why_inactive(info))
            row.setVisible(info.when not in (OF_TRANSFORMERS, OF_WINDOWS) or info.when[1] == (experiment.model.kind,))
            row.set_unavailable(self._reasons(info.path))

    def set_unavailable(self, path: str, reasons: Mapping[str, str]) -> None:
        """Grey some choices of a field, each with the reason as its tooltip."""
        self._unavailable[path] = dict(reasons)
        if path in self.rows:
            self.rows[path].set_unavailable(self._reasons(path))

    def show_problem(self, path: str, sentence: str) -> bool:
        """Mark a row with what is wrong until its next edit; False where there is no such row."""
        row = self.rows.get(path)
        if row is None:
            return False
        row.show_problem(sentence)
        self.area.ensureWidgetVisible(row)
        return True

    def reveal(self, path: str) -> None:
        """Bring a row into sight, its card unfolded, and give its control the keyboard."""
        row = self.rows.get(path)
        if row is not None:
            self.cards[_card(path)].header.setChecked(True)
            row.show()
            QApplication.sendPostedEvents()  # an unfolded card has its place only then
            self.area.ensureWidgetVisible(row)
            row.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fits(self, info: FieldInfo) -> bool:
        """Return whether the row that is shown for this path serves the field as well."""
        row = self.rows.get(info.path)
        if row is None or choices_of(row.info) != choices_of(info):
            return False
        return replace(row.info, default=info.default, choices=info.choices) == info

    def _row(self, info: FieldInfo, experiment: Experiment) -> FieldRow:
        row = FieldRow(info, experiment.value(info.path), self._palette)
        row.edited.connect(self.edited)
        return row

    def _why_inactive(self, info: FieldInfo) -> str:
        if self._experiment is not None and (reason := why_inactive(info.path, self._experiment)):
            return reason
        if info.when is None or self._experiment is None:
            return ""
        name, words = info.when
        sibling = f"{info.path.rpartition('.')[0]}.{name}".lstrip(".")
        if str(self._experiment.value(sibling)) in words:
            return ""
        row = self.rows.get(sibling)
        wanted = ", ".join(choice_word(sibling, word) for word in words)
        return tr("Acts only with {field}: {values}.").format(field=label(row.info) if row else name, values=wanted)

    def _reasons(self, path: str) -> dict[str, str]:
        """Return the choices of a field that cannot be made: the task rules some out, the machine others."""
        reasons = dict(self._unavailable.get(path, {}))
        if self._experiment is not None and path in ("model.kind", "model.input"):
            task = TASKS[self._experiment.task.kind]
            allowed: tuple[str, ...] = models_of(task) if path == "model.kind" else task.inputs
            words = tr("The task “{task}” needs: {choices}.").format(
                task=tr(task.title), choices=", ".join(choice_word(path, choice) for choice in allowed)
            )
            reasons |= {choice: words for choice in self.rows[path].info.choices if choice not in allowed}
        return reasons


def _title(key: str) -> str:
    titles = {
        "task": tr("Task"),
        "model": tr("Model"),
        "cell": tr("Cell"),
        "training": tr("Training"),
        "training.clip": tr("Gradient clipping"),
        "run": tr("Run"),
    }
    return titles[key]


def _card(path: str) -> str:
    section = path.rpartition(".")[0]
    return section if section in _CARDS else "run"


def _home(baseline: Experiment, info: FieldInfo) -> Any:
    """Return the preset's value of a field; the field's default where the preset has no such field."""
    try:
        return baseline.value(info.path)
    except AttributeError:
        return info.default
