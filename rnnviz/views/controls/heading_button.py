"""A small button in a view's heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton

from rnnviz.views.gate import plain


def heading_button(name: str, words: str, tip: str) -> QToolButton:
    """Return a button as small as its words, which a click does not take the keys to.

    Parameters
    ----------
    name : str
        Its object name, ``view.training.pin``.
    words : str
    tip : str
        What it does.
    """
    button = QToolButton()
    button.setObjectName(name)
    button.setText(words)
    button.setAccessibleName(tip)
    button.setToolTip(plain(tip))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
