"""Words in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return an English text in the window's language (itself where no translator is installed).

    Write ``tr("Step {t}").format(t=...)``, never an f-string: the extractor reads literals.
    """
    return QCoreApplication.translate("rnnviz", text)
