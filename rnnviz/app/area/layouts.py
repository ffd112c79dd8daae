"""Layouts by name: three designs, and those that a person saves."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMainWindow

from rnnviz.app.area.layout import Layout
from rnnviz.app.settings_store import SettingsStore
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.words.language import tr

LONGEST = 60
"""Letters of a name."""
MOST = 50


class Layouts(QObject):
    """Applies designs, and keeps layouts under names.

    Parameters
    ----------
    front : callable
        Returns the dock that says most of the model, which a lecture then shows.
    predicts : callable
        Returns whether it predicts numbers, which a lecture then shows too.
    gated : callable
        Returns whether its cell has gates, without which a lecture shows the hidden units.
    say : callable
        Told in a sentence what was done.
    """

    changed = Signal(object)
    """This object: the names are others."""

    def __init__(
        self, window: QMainWindow, layout: Layout, store: SettingsStore, front: Callable[[], str],
        predicts: Callable[[], bool], gated: Callable[[], bool], say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._layout = layout
        self._store = store
        self._front = front
        self._predicts = predicts
        self._gated = gated
        self._say = say
        self._places = _places(store.text("layouts/names", ""))

    @property
    def names(self) -> list[str]:
        """What a person has saved, in the order of saving."""
        return list(self._places)

    def explore(self) -> None:
        """Lay out as at first."""
        self._layout.explore()

    def lecture(self) -> None:
        """Lay out for an audience: three tracks, one large dock."""
        self._layout.lecture(self._front(), numbers=self._predicts(), gates=self._gated())

    @property
    def subject(self) -> str:
        """What a lecture has to show of the present model, in a word for a group of the settings."""
        return "-".join((self._front(), *["numbers"] * self._predicts(), *["gates"] * self._gated()))

    def research(self) -> None:
        """Lay out for study: gradients, spectra, gates and weights in tabs."""
        self._layout.research()

    def apply(self, name: str) -> None:
        """Lay out as when this name was given."""
        if name in self._places:
            self._layout.take(self._layout.read(self._places[name]))

    def save(self, name: str) -> None:
        """Keep the present layout under a name; an older one of that name is replaced."""
        name = " ".join(name.split())[:LONGEST]
        if not name:
            return
        if name not in self._places and len(self._places) >= MOST:
            self._say(tr("There are {most} layouts already: delete one first.").format(most=MOST))
            return
        used = set(self._places.values())
        free = next(place for n in range(MOST + 1) if (place := f"layouts/{n}/") not in used)
        self._places.setdefault(name, free)
        self._layout.keep(self._places[name], self._layout.present())
        self._write()
        self._say(tr("This layout is saved as “{name}”.").format(name=name))

    def rename(self, old: str, new: str) -> None:
        """Give a layout another name; the place in the list stays."""
        new = " ".join(new.split())[:LONGEST]
        if old not in self._places or not new or new == old:
            return
        if new in self._places:
            self._say(tr("There is a layout “{name}” already.").format(name=new))
            return
        self._places = {new if name == old else name: place for name, place in self._places.items()}
        self._write()

    def delete(self, name: str) -> None:
        """Forget a layout."""
        place = self._places.pop(name, None)
        if place is not None:
            parts = ("docks", "tracks/order", "tracks/hidden", "tracks/folded", "tracks/heights")
            self._store.forget(*(f"{place}{part}" for part in parts))
            self._write()
            self._say(tr("The layout “{name}” is deleted.").format(name=name))

    # asking

    def ask_save(self) -> None:
        """Ask for a name, and keep the present layout under it."""
        self._ask(tr("Save layout"), tr("Name"), "", self.save)

    def ask_rename(self, name: str) -> None:
        """Ask for another name."""
        self._ask(tr("Rename layout"), tr("Name"), name, lambda new: self.rename(name, new))

    def _ask(self, title: str, label: str, text: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("layout_name")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(then)
        dialog.open()
        (box,) = dialog.findChildren(QDialogButtonBox)

        def follow(name: str) -> None:
            why = "" if name.strip() else tr("Type a name first.")
            withhold(box.button(QDialogButtonBox.StandardButton.Ok), why)

        dialog.textValueChanged.connect(follow)
        follow(text)

    def _write(self) -> None:
        self._store.put("layouts/names", json.dumps(list(self._places.items())))
        self._store.sync()
        self.changed.emit(self)


def _places(text: str) -> dict[str, str]:
    """Return the names and where each is kept; nothing where the settings are damaged."""
    try:
        found = json.loads(text or "[]")
        return {str(name): str(place) for name, place in found if str(place).startswith("layouts/")}
    except (ValueError, TypeError):
        return {}
