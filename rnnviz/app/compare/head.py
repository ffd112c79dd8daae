"""The head of a comparison: in what the rival differs, and whether it has as many parameters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from rnnviz.app.compare.rival import Rival
from rnnviz.app.dress.icons import icon
from rnnviz.app.form.field_controls import control_for
from rnnviz.app.form.field_words import explained, label
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

PRESET = "preset"
ALWAYS = "training.learning_rate"
"""A field that acts in every model."""
WIDTH = 230
"""Pixels of a field's control."""


class Head(QFrame):
    """Chooses the rival, one field at a time.

    Attributes
    ----------
    fields : Chooser
        Which field the control beside it sets.
    control : QWidget
    same_size : QToolButton
    differs : ElidedLabel
    """

    failed = Signal(object)
    """BadInput: what was typed cannot be taken."""

    def __init__(self, rival: Rival, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("compare.head")
        self.setProperty("card", True)
        self._rival = rival
        self._palette = palette
        self.fields = Chooser("compare.field", tr("The field in which B differs from A"))
        self.fields.setMaximumWidth(190)
        self.fields.chosen.connect(self.choose)
        self.control: QWidget = QWidget()
        self.same_size = QToolButton()
        self.same_size.setObjectName("compare.same_size")
        self.same_size.setText(tr("same number of parameters"))
        self.same_size.setCheckable(True)
        self.same_size.setProperty("framed", True)
        self.same_size.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.same_size.setToolTip(plain(tr(
            "Give B the hidden size whose number of parameters is nearest to that of A, so that a larger model does "
            "not win by its size"
        )))
        self.same_size.toggled.connect(rival.set_same_size)
        self.differs = ElidedLabel(tr("In what B differs from A"), fills=True)
        self.differs.setProperty("quiet", True)
        self.again = QToolButton()
        self.again.setObjectName("compare.again")
        self.again.setIcon(icon("reset", palette))
        self.again.setToolTip(plain(tr("Make B the same as A")))
        self.again.setAccessibleName(tr("Make B the same as A"))
        self.again.clicked.connect(lambda: rival.copy_base())
        self.menu = QToolButton()
        self.menu.setObjectName("compare.tracks")
        self.menu.setText(tr("Tracks"))
        self.menu.setToolTip(plain(tr("Which tracks are shown, on both sides")))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setProperty("framed", True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 6, 4)
        self._row.setSpacing(8)
        self._name = QLabel(tr("B differs in"))
        self._row.addWidget(self._name)
        for widget in (self.fields, self.control, self.same_size):
            self._row.addWidget(widget)
        self._row.addWidget(self.differs, 1)
        self._row.addWidget(self.again)
        self._row.addWidget(self.menu)
        self._field = "cell.kind"
        self._lecturing = False
        self.follow()

    def set_lecturing(self, on: bool) -> None:
        """Leave only what is said for a lecture, or bring back what acts."""
        self._lecturing = on
        for widget in (self.fields, self.control, self.same_size, self.again, self.menu):
            widget.setVisible(not on)
        self._name.setText(tr("B differs in:") if on else tr("B differs in"))

    @property
    def field(self) -> str:
        """Path of the field that can be set."""
        return self.fields.key

    def follow(self) -> None:
        """Show the rival as it is."""
        rival = self._rival
        entries = [(info.path, label(info)) for info in rival.fields]
        if rival.presets:
            entries.append((PRESET, tr("a preset on the same task")))
        self.fields.set_entries(entries)
        if self._field not in dict(entries):  # of another kind of model
            self._field = ALWAYS
        self.fields.take(self._field)
        with QSignalBlocker(self.same_size):
            self.same_size.setChecked(rival.same_size)
        self.differs.setText(", ".join(rival.differences) or tr("nothing: both are the same"))
        self.again.setEnabled(bool(rival.differences))
        self._make_control()

    def offer_tracks(self, switches: Iterable[QAction]) -> None:
        """Offer to show and hide tracks."""
        menu = QMenu(self)
        menu.addActions(list(switches))
        self.menu.setMenu(menu)

    def choose(self, field: object) -> None:
        """Offer the control of another field."""
        self._field = str(field)
        self.fields.take(self._field)
        self._make_control()

    def _make_control(self) -> None:
        made = self._preset_list() if self.field == PRESET else self._field_control()
        made.setMaximumWidth(WIDTH)
        made.setObjectName("compare.value")
        if self._lecturing:
            made.hide()
        self._row.replaceWidget(self.control, made)
        self.control.hide()
        self.control.deleteLater()  # later: it may be what was just used
        self.control = made

    def _preset_list(self) -> QWidget:
        entries = [("", tr("choose…")), *((key, tr(title)) for key, title in self._rival.presets)]
        made = Chooser("compare.value", tr("Be this preset, with the seed and the batches of A"), entries)
        made.chosen.connect(lambda key: self._rival.take(str(key)) if key else None)
        return made

    def _field_control(self) -> QWidget:
        info = next((info for info in self._rival.fields if info.path == self.field), None)
        if info is None:
            return QWidget()
        made = control_for(info, self._rival.experiment.value(info.path), self._palette)
        made.set_name(label(info))
        made.set_home(self._rival.base.value(info.path) if _has(self._rival, info.path) else info.default)
        made.setToolTip(explained(info))
        # queued: the control goes when the rival is another one
        made.settled.connect(lambda value: self._rival.set(info.path, value), Qt.ConnectionType.QueuedConnection)
        made.refused.connect(self.failed)
        return made


def _has(rival: Rival, path: str) -> bool:
    section, _, name = path.rpartition(".")
    return hasattr(rival.base.value(section), name)
