"""Theme and language: chosen by the system or by a person, remembered, switched while the window is open."""

from __future__ import annotations

import gc
from typing import get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from rnnviz.app.dress import language, theme
from rnnviz.app.dress.language import LANGUAGES, Language
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.sweeping import unswept
from rnnviz.views.palette import PALETTES, Palette, Theme

THEMES: tuple[Theme, ...] = get_args(Theme)


class Appearance(QObject):
    """How the program looks and speaks; whoever shows words or colours makes them again on `changed`.

    Attributes
    ----------
    theme : "light" or "dark"
    language : "en" or "ko"
    scale : float
        How many times larger than usual text is.
    """

    changing = Signal(object)
    """This appearance: every widget is about to be dressed; whoever makes some anew afterwards may let go of them."""
    changed = Signal(object)
    """This appearance."""

    def __init__(self, app: QApplication, store: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._store = store
        themes: dict[str, Theme] = {name: name for name in THEMES}
        languages: dict[str, Language] = {name: name for name in LANGUAGES}
        self.theme: Theme = themes.get(store.text("theme", "")) or theme.system_theme(app)
        self.language: Language = languages.get(store.text("language", "")) or language.system_language()
        self.scale = 1.0
        self._larger: dict[int, float] = {}
        self._apply()

    @property
    def palette(self) -> Palette:
        """The theme's colours."""
        return PALETTES[self.theme]

    def turn_theme(self) -> None:
        """Change between light and dark."""
        self.set_theme("light" if self.theme == "dark" else "dark")

    def turn_language(self) -> None:
        """Change between English and Korean."""
        self.set_language("en" if self.language == "ko" else "ko")

    def set_theme(self, name: Theme) -> None:
        """Choose a theme, and remember it."""
        self._store.put("theme", name)
        if name != self.theme:
            self.theme = name
            self._apply()
            self.changed.emit(self)

    def set_language(self, name: Language) -> None:
        """Choose a language, and remember it."""
        self._store.put("language", name)
        if name != self.language:
            self.language = name
            self._apply()
            self.changed.emit(self)

    def enlarge(self, lecture: object, scale: float) -> None:
        """Make text so many times larger than usual for a lecture, 1 once it is over; the largest counts.

        Not remembered.
        """
        self._larger.pop(id(lecture), None)
        if scale != 1.0:
            self._larger[id(lecture)] = scale
        scale = max(self._larger.values(), default=1.0)
        if scale != self.scale:
            self.scale = scale
            self._apply()
            self.changed.emit(self)

    def _apply(self) -> None:
        """Give the application its words and colours.

        Qt goes through all widgets for that, with handlers in Python among them: a sweep meanwhile could delete one
        that is yet to come. What is garbage by now goes before.
        """
        self.changing.emit(self)
        if gc.isenabled():
            gc.collect()
        with unswept():
            language.install(self._app, self.language)
            theme.apply(self._app, self.theme, self.scale)
