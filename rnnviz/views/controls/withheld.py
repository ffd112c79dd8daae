"""An entry or a control that cannot be chosen now: its tooltip says why."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from rnnviz.views.gate import plain


def withhold(entry: QAction | QWidget, why: str, tip: str = "") -> None:
    """Grey an entry, and say why in its tooltip.

    Parameters
    ----------
    entry : QAction or QWidget
    why : str
        The reason, in the window's language; "" lets it be chosen.
    tip : str
        What the tooltip says where it can be chosen.
    """
    entry.setEnabled(not why)
    entry.setToolTip(plain(why or tip))
