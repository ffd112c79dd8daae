"""The table of checks: what was compared, how far the routes are apart, and how far they may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.verify.progress import Progress
from rnnviz.app.verify.route_words import route_words
from rnnviz.link.checks import Check, failed, made, ordered, sentence, table
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

FINE = 1000
"""Places of the bar: a part of a long picture takes long."""
FIGURES = (2, 3)
"""Columns of figures, which stand to the right."""


class VerifyDialog(QDialog):
    """A window of its own beside the main one; it holds nothing up."""

    asked = Signal(object)
    """Check again; None."""
    cancelled = Signal(object)
    """Leave off; None."""

    def __init__(self, window: QWidget, palette: Palette) -> None:
        super().__init__(window)
        self.setObjectName("verification")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Verify this picture"))
        self._palette = palette
        self._checks: tuple[Check, ...] = ()
        self._shown: tuple[Check, ...] | None = None
        about = QLabel(
            tr(
                "Each number that is drawn is computed again by other routes: step by step, by torch's own modules "
                "and cells in float64, by finite differences, and by sums that must come out."
            )
        )
        about.setWordWrap(True)
        about.setProperty("quiet", True)
        self.summary = QLabel()
        self.summary.setObjectName("verification.summary")
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self.summary)
        layout.addWidget(self.bar)
        self.table = self._table()
        layout.addWidget(self.table, 1)
        layout.addWidget(self._buttons())
        self.resize(1040, 640)

    def take_over(self, before: VerifyDialog) -> None:
        """Stand where a table in another language or other colours stood."""
        self.table.selectRow(before.table.currentRow())
        self.table.verticalScrollBar().setValue(before.table.verticalScrollBar().value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave off with the checks under way by Esc; else it closes."""
        if event.key() == Qt.Key.Key_Escape and self.stop.isEnabled():
            event.accept()
            self.cancelled.emit(None)
        else:
            super().keyPressEvent(event)

    def _table(self) -> QTableWidget:
        columns = [tr("Check"), tr("Routes"), tr("Residual"), tr("Tolerance"), tr("Verdict")]
        made_of = QTableWidget(0, len(columns))
        made_of.setObjectName("verification.table")
        made_of.setHorizontalHeaderLabels(columns)
        made_of.verticalHeader().hide()
        made_of.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made_of.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        made_of.setAlternatingRowColors(True)
        made_of.setShowGrid(False)
        made_of.setWordWrap(False)
        made_of.verticalHeader().setDefaultSectionSize(made_of.fontMetrics().height() + 8)
        header = made_of.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return made_of

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.again: QPushButton = box.addButton(tr("Verify again"), role)
        self.again.clicked.connect(lambda: self.asked.emit(None))
        self.stop: QPushButton = box.addButton(tr("Stop"), role)
        self.stop.setObjectName("verification.stop")
        self.stop.clicked.connect(lambda: self.cancelled.emit(None))
        self.copy: QPushButton = box.addButton(tr("Copy"), role)
        self.copy.setObjectName("verification.copy")
        self.copy.clicked.connect(self._copy)
        return box

    def say(self, checks: Sequence[Check], about: str, progress: Progress | None, ended: str = "") -> None:
        """Show checks, and how far those under way have come.

        Parameters
        ----------
        checks : sequence of Check
            Of the last picture that was checked to the end; none at first.
        about : str
            What that picture was of.
        progress : Progress or None
            While the engine checks.
        ended : str
            Why those that were asked for last came to no end.
        """
        self._checks = tuple(checks)
        self.bar.setVisible(progress is not None)
        withhold(self.stop, "" if progress is not None else tr("Nothing is being checked."))
        withhold(self.again, "" if progress is None else tr("A check is under way."))
        withhold(self.copy, "" if checks else tr("No check has ended yet."))
        if progress is not None:
            self.bar.setRange(0, FINE)
            self.bar.setValue(int(FINE * progress.share))
            words = tr("Checking: {done} of {total} parts. Learning waits until it is done.")
            self.summary.setText(words.format(done=progress.done, total=progress.total or "…"))
        else:
            summary = _summary(checks) if checks or not ended else ""
            self.summary.setText(" ".join(part for part in (ended, summary, about) if part))
        if self._shown != self._checks:
            self._shown = self._checks
            self._fill()

    def _fill(self) -> None:
        rows = ordered(self._checks)
        self.table.setRowCount(len(rows))
        for place, check in enumerate(rows):
            for column, (text, tip) in enumerate(_cells(check)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain(tip))
                if column in FIGURES:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    item.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
                if check.passed is False:
                    item.setForeground(QColor(self._palette.error))
                elif not check.compared:
                    item.setForeground(QColor(self._palette.muted))
                self.table.setItem(place, column, item)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join([*table(self._checks), sentence(self._checks)]))


def _cells(check: Check) -> list[tuple[str, str]]:
    """Return the text and tooltip of each column."""
    title = tr(check.title).format(**check.values)
    note = tr(check.note).format(**check.values) if check.note else ""
    verdict = tr("not compared") if check.passed is None else tr("agrees") if check.passed else tr("differs")
    figures = (number(check.residual), number(check.tolerance)) if check.compared else ("", "")
    return [
        (title, f"{title}\n{check.key}"),
        (route_words(check.routes), " = ".join(check.routes)),
        *((figure, "") for figure in figures),
        (f"{verdict} *" if note and check.compared else verdict, note),
    ]


def _summary(checks: Sequence[Check]) -> str:
    """Return what came of all checks."""
    done, wrong = made(checks), failed(checks)
    if not done:
        return tr("Nothing has been checked yet.") if not checks else tr("Nothing could be compared.")
    worst = max(done, key=lambda check: check.ratio)
    if wrong:
        words = tr("{differ} of {total} differ; the worst is {ratio} times its tolerance: {key}.")
    else:
        words = tr("{count} of {total} agree; the nearest to its tolerance has {ratio} of it: {key}.")
    return words.format(
        differ=len(wrong), count=len(done) - len(wrong), total=len(done), ratio=f"{worst.ratio:.2g}", key=worst.key
    )
