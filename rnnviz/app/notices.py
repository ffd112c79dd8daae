"""Notices: bars inside the window that say what went wrong and offer what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rnnviz.app.dress.icons import icon
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

Choice = tuple[str, Callable[[], object]]
"""The words of a button, and what pressing it does."""
MOST = 3
"""Bars shown at once; the oldest makes way."""
MOST_LINES = 3
"""Lines of a sentence beside its buttons; where it would have more, they stand under it."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to say.

    Attributes
    ----------
    key : str
        A notice replaces the one of the same key.
    text : str
        One or two sentences, already translated; taken as plain text.
    level : "info", "warning" or "error"
    choices : tuple of (label, function)
        Buttons; pressing one calls the function and closes the bar.
    details : str
        Longer text (the end of a log), shown on demand.
    seconds : float
        After which it goes by itself; 0: never.
    """

    key: str
    text: str
    level: Literal["info", "warning", "error"] = "warning"
    choices: tuple[Choice, ...] = ()
    details: str = ""
    seconds: float = 0.0


class NoticeBar(QFrame):
    """One notice: its sentence, its buttons, a close button."""

    def __init__(self, notice: Notice, palette: Palette, close: Callable[[], None]) -> None:
        super().__init__()
        self.notice = notice
        self.going = QTimer(self, singleShot=True)
        self._palette = palette
        self.setObjectName(f"notice.{notice.key}")
        edge = {"info": palette.accent, "warning": palette.warning, "error": palette.error}[notice.level]
        self.setStyleSheet(
            f"NoticeBar {{ background: {palette.panel}; border: 1px solid {palette.border};"
            f" border-left: 4px solid {edge}; border-radius: 4px; }}"
        )
        sentence = QLabel(notice.text)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence, self._buttons = sentence, QHBoxLayout()
        self._buttons.addStretch(1)
        for label, act in notice.choices:
            button = QPushButton(label)
            button.clicked.connect(act)
            button.clicked.connect(close)
            self._buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        if notice.details:
            self._add_details(self._buttons, layout)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.addWidget(sentence, 1)
        self._beside.addLayout(self._buttons)
        row = QHBoxLayout()
        row.addLayout(self._beside, 1)
        layout.insertLayout(0, row)
        shut = QToolButton()
        shut.setIcon(icon("close", self._palette))
        shut.setToolTip(tr("Close this notice"))
        shut.setAccessibleName(tr("Close this notice"))
        shut.clicked.connect(close)
        row.addWidget(shut)
        self._row, self._shut = row, shut

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the buttons under the sentence where beside it they would break it into many lines."""
        super().resizeEvent(event)
        others = self._buttons.sizeHint().width() + self._shut.sizeHint().width() + 4 * self._beside.spacing()
        room = self.contentsRect().width() - 16 - others
        height = self._sentence.heightForWidth(max(room, 1))
        lines = height // self._sentence.fontMetrics().lineSpacing()
        many = self._buttons.count() > 1 and (room < 1 or lines > MOST_LINES)
        way = QBoxLayout.Direction.TopToBottom if many else QBoxLayout.Direction.LeftToRight
        if way != self._beside.direction():
            self._beside.setDirection(way)
            self._row.setAlignment(self._shut, Qt.AlignmentFlag.AlignTop if many else Qt.AlignmentFlag.AlignVCenter)

    def _add_details(self, row: QHBoxLayout, layout: QVBoxLayout) -> None:
        details = QPlainTextEdit(self.notice.details)
        details.setReadOnly(True)
        details.setMaximumHeight(140)
        details.hide()
        button = QPushButton(tr("Details"))
        button.setCheckable(True)
        button.toggled.connect(details.setVisible)
        row.addWidget(button)
        layout.addWidget(details)


class Notices(QWidget):
    """Where notices appear; takes no room while there are none."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("notices")
        self._palette = palette
        self._bars: dict[str, NoticeBar] = {}
        self._makes: dict[str, Callable[[], Notice]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(6, 0, 6, 0)
        self._layout.setSpacing(4)
        self.hide()

    @property
    def shown(self) -> tuple[Notice, ...]:
        """What is said at present, oldest first."""
        return tuple(bar.notice for bar in self._bars.values())

    def dress(self, palette: Palette) -> None:
        """Say what is said in other colours, and in the language of now; what goes by itself goes no later."""
        self._palette = palette
        for key, bar in list(self._bars.items()):
            left = bar.going.remainingTime()
            self.say(self._makes.get(key, bar.notice))
            if left >= 0:
                self._bars[key].going.start(left)

    def say(self, said: Notice | Callable[[], Notice]) -> None:
        """Show a notice; one that is given as a function is made again where the language is another one."""
        notice = said if isinstance(said, Notice) else said()
        self.withdraw(notice.key)
        if not isinstance(said, Notice):
            self._makes[notice.key] = said
        while len(self._bars) >= MOST:
            self.withdraw(next(iter(self._bars)))
        bar = NoticeBar(notice, self._palette, lambda: self.withdraw(notice.key))
        bar.going.timeout.connect(lambda: self.withdraw(notice.key))
        if notice.seconds:
            bar.going.start(round(1000 * notice.seconds))
        self._bars[notice.key] = bar
        self._layout.addWidget(bar)
        self.show()

    def withdraw(self, key: str) -> None:
        """Take a notice away, if it is there."""
        bar = self._bars.pop(key, None)
        self._makes.pop(key, None)
        if bar is not None:
            bar.going.stop()
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))
