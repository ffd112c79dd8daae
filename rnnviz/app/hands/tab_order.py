"""The order in which Tab goes through a window: as it is read, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(parts: Sequence[QWidget]) -> None:
    """Have Tab go from part to part; within each what takes it keeps its order."""
    if not parts:
        return
    window = parts[0].window()
    found: dict[QWidget, list[QWidget]] = {part: [] for part in parts}
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            owner: QWidget | None = each
            while owner is not None and owner not in found:
                owner = owner.parentWidget()
            if owner is not None:
                found[owner].append(each)
        each = each.nextInFocusChain()
    for one, other in pairwise(widget for part in parts for widget in found[part]):
        QWidget.setTabOrder(one, other)
