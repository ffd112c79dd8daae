"""Asks for the name of a file: which kinds there are, and under which name it would lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def asks_name(
    parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[str], None], *, folder: str = "",
    suffixes: Sequence[str] = (), name: str = "",
) -> QFileDialog:
    """Open a dialog that asks for a file and hands its path to ``then``.

    Parameters
    ----------
    kinds : sequence of str
        Filters of names.
    suffixes : sequence of str
        To be written: the ending of each kind, or one of all; without one a file is asked for that is there.
    """
    dialog = QFileDialog(parent, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(list(kinds))
    if suffixes:
        ends = list(suffixes) if len(suffixes) == len(kinds) else [suffixes[0]] * len(kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ends[0])
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(ends[list(kinds).index(kind)]))
        dialog.selectFile(name)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog
