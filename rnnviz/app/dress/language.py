"""The window's language, switchable while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from rnnviz.resources import resources

Language = Literal["en", "ko"]
LANGUAGES: dict[Language, str] = {"en": "English", "ko": "한국어"}
"""The languages, each by its own name."""

_MARK = "rnnviz.translator"
_SHOWN = "rnnviz.language"


def install(app: QCoreApplication, language: Language) -> None:
    """Show the program, and Qt's own dialogs, in a language from now on.

    Widgets that exist keep their words: whoever made them makes them again.

    Raises
    ------
    FileNotFoundError
        The installation is damaged: our translation is missing or unreadable.
    """
    app.setProperty(_SHOWN, language)
    for old in app.findChildren(QTranslator, _MARK):
        app.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    if language == "en":
        return
    own = resources() / "translations" / f"rnnviz_{language}.qm"
    if not _install(app, own):
        raise FileNotFoundError(f"rnnviz's translation {own} is missing or unreadable: install rnnviz again")
    # Some distributions pack Qt's own translations apart; without them only Qt's own buttons stay English.
    _install(app, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm")


def system_language() -> Language:
    """Return the first of the system's preferred languages that there is a translation for."""
    for wanted in QLocale.system().uiLanguages():
        for language in LANGUAGES:
            if wanted.replace("_", "-").partition("-")[0] == language:
                return language
    return "en"


def shown_language() -> str:
    """Return the language that the program is shown in."""
    app = QCoreApplication.instance()
    return str((app.property(_SHOWN) if app is not None else None) or "en")


def window_locale() -> QLocale:
    """Return how dates are written in the window's language: the system's way, where that is in this language."""
    shown = QLocale(shown_language())
    system = QLocale()
    alike = (shown.language(), QLocale.Language.C) if shown.language() == QLocale.Language.English else (
        shown.language(),
    )
    return system if system.language() in alike else shown


def _install(app: QCoreApplication, file: Path) -> bool:
    translator = QTranslator(app)
    translator.setObjectName(_MARK)
    return translator.load(str(file)) and app.installTranslator(translator)
