"""What the program is made of, to be copied into a report; and the list of keys."""

from __future__ import annotations

import platform

import numpy as np
import pyqtgraph
import PySide6
from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import rnnviz
from rnnviz.app.form.device_words import why_not
from rnnviz.app.form.field_words import choice_word
from rnnviz.app.hands.in_front import bring
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.link.frames import Header
from rnnviz.views.words.language import tr


def versions(link: EngineLink) -> str:
    """Return what a report needs, a line each; the engine's part where the engine runs."""
    lines = [
        f"rnnviz {rnnviz.__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"PySide6 {PySide6.__version__}, Qt {qVersion()}, {QGuiApplication.platformName()}",
        f"pyqtgraph {pyqtgraph.__version__}, numpy {np.__version__}",
    ]
    if link.engine is not None:
        words = tr("torch {version}, threads: {count}")
        lines.append(words.format(version=link.engine["torch"], count=link.engine["threads"]))
        lines += [f"{_named(device)}: {_state(device)}" for device in link.engine["devices"]]
    if link.run is not None and link.run.started:
        started = link.run.started
        words = tr("run {number} on {device}, {count} parameters")
        device = choice_word("device", started["device"])
        lines.append(words.format(number=link.run.number, device=device, count=f"{started['parameters']:,}"))
    return "\n".join(lines)


def _named(device: Header) -> str:
    """Return what the form calls a device, with the maker's name where the engine found one."""
    name = choice_word("device", device["key"])
    return f"{name} ({device['title']})" if device["key"] == "cuda" and device["available"] else name


def _state(device: Header) -> str:
    return tr("available") if device["available"] else why_not(device["reason"])


class Help(QObject):
    """Opens the two windows of the help menu; none of them holds up the main one."""

    def __init__(self, window: QWidget, link: EngineLink) -> None:
        super().__init__(window)
        self._window = window
        self._link = link

    def show_about(self) -> None:
        """Show the versions, with a button that copies them."""
        text = QPlainTextEdit(versions(self._link))
        text.setObjectName("about.versions")
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        dialog = self._dialog(tr("About rnnviz"), text)
        dialog.setObjectName("about")
        buttons = dialog.findChild(QDialogButtonBox)
        assert buttons is not None
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)

        def take() -> None:
            QGuiApplication.clipboard().setText(text.toPlainText())
            copy.setText(tr("Copied"))

        copy.clicked.connect(take)
        dialog.resize(560, 300)
        dialog.show()
        dialog.activateWindow()

    def show_keys(self) -> None:
        """Show every action that has a key."""
        from rnnviz.app.hands.keys_sheet import KeysSheet  # the window is there sooner without

        bring(self._window, KeysSheet, "keys_sheet", lambda: KeysSheet(self._window))

    def _dialog(self, title: str, content: QWidget) -> QDialog:
        dialog = QDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.close)
        layout = QVBoxLayout(dialog)
        layout.addWidget(content)
        layout.addWidget(buttons)
        return dialog
