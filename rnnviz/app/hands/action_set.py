"""The window's QActions, made from the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.dress.icons import icon
from rnnviz.app.hands.actions import ActionSpec, Menu, action_specs
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

_KEY = re.compile(r"\(&.\)")


class ActionSet:
    """Every action of the table as a QAction of the window; their words and icons can be made anew.

    Parameters
    ----------
    window : QMainWindow
    parts : mapping of str to object
        What the table's slots are looked up in: ``player.step_forward`` is ``parts["player"].step_forward``.
    keys : collection of str, optional
        The only ones of the table that this window has.
    """

    def __init__(
        self, window: QMainWindow, parts: Mapping[str, object], keys: Collection[str] | None = None
    ) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._tips: dict[str, str] = {}
        self._why: dict[str, str] = {}
        self._phases = QActionGroup(window)
        for spec in action_specs():
            if keys is not None and spec.key not in keys:
                continue
            action = QAction(window)
            action.setObjectName(f"action.{spec.key}")
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            self._connect(action, spec, parts)
            window.addAction(action)
            self._actions[spec.key] = action

    def _connect(self, action: QAction, spec: ActionSpec, parts: Mapping[str, object]) -> None:
        part, _, method = spec.slot.partition(".")
        slot: Callable[..., object] = getattr(parts[part], method)
        if spec.key.startswith("phase_"):
            action.setCheckable(True)
            self._phases.addAction(action)
        if spec.switch:
            action.setCheckable(True)
            action.triggered.connect(slot)
        elif spec.argument:
            action.triggered.connect(lambda _=False, argument=spec.argument: slot(argument))
        else:
            action.triggered.connect(lambda _=False: slot())

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def dress(self, palette: Palette) -> None:
        """Give every action its words in the language that is installed, and its icon in the palette's colours."""
        for spec in action_specs():
            action = self._actions.get(spec.key)
            if action is None:
                continue
            action.setText(spec.title)
            keys = shown_keys(spec)
            self._tips[spec.key] = f"{spec.tip} ({', '.join(keys)})" if keys else spec.tip
            action.setToolTip(plain(self._tips[spec.key]))
            if spec.icon:
                action.setIcon(icon(spec.icon, palette))

    def withhold(self, key: str, why: str) -> None:
        """Grey an action, and say why in its tooltip; "" lets it be chosen."""
        self._why[key] = why
        withhold(self._actions[key], why, self._tips.get(key, ""))

    def why(self, key: str) -> str:
        """Return why an action cannot be chosen now; "" where it can."""
        return self._why.get(key, "")

    def fill(self, menu_key: Menu, add: Callable[[QAction], object], line: Callable[[], object]) -> None:
        """Hand a menu's actions to ``add`` in order, with a ``line`` between groups."""
        specs = sorted((spec for spec in action_specs() if spec.menu == menu_key), key=lambda spec: spec.group)
        for before, spec in zip([None, *specs], specs, strict=False):
            if before is not None and before.group != spec.group:
                line()
            add(self._actions[spec.key])


def shown_keys(spec: ActionSpec) -> list[str]:
    """Return an action's keys as people of this system write them; a shifted sign goes without saying Shift."""
    keys = [key for key in spec.keys if not (key.startswith("Shift+") and key.removeprefix("Shift+") in spec.keys)]
    return [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys]


def menu_titles() -> dict[Menu, str]:
    """Return the menus' names in the language that is installed."""
    return {"file": tr("&File"), "edit": tr("&Edit"), "view": tr("&View"), "run": tr("&Run"), "help": tr("&Help")}


def menu_names() -> dict[Menu, str]:
    """Return the menus' names without their key: Run, and not 실행(R)."""
    return {menu: _KEY.sub("", title).replace("&", "") for menu, title in menu_titles().items()}
