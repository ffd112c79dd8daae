"""A picture of the whole window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtWidgets import QApplication, QWidget

from rnnviz.atomic import writing
from rnnviz.errors import BadInput


def picture(window: QWidget, path: Path, size: QSize | None = None) -> None:
    """Write a PNG of a window, whole or not at all; at another size the window is resized for it.

    Raises
    ------
    BadInput
        The file cannot be written.
    """
    before = window.size()
    if size is not None and size != before:
        window.resize(size)
    for _ in range(2):  # layouts that wait to be made may ask for others
        QApplication.sendPostedEvents()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    buffer.close()
    if window.size() != before:
        window.resize(before)
    try:
        with writing(path) as file:
            file.write(data.data())
    except OSError as problem:
        raise BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror) from None
