"""Which text is read: a held-out one, a file, what is on the clipboard, or the example of the tracks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from rnnviz.views.controls.chooser import Chooser, Entry
from rnnviz.views.words.language import tr

HELD_OUT, EXAMPLE, CLIPBOARD, FILE = "held_out", "example", "clipboard", "file"


def sources() -> list[Entry]:
    """Return what there is to choose from."""
    return [
        (HELD_OUT, tr("held-out text")), (EXAMPLE, tr("the example")), (CLIPBOARD, tr("the clipboard")),
        (FILE, tr("a file…")),
    ]


class Source:
    """What is chosen, with the file and the clipboard's text as they were when they were chosen."""

    def __init__(self, chooser: Chooser) -> None:
        self._chooser = chooser
        self._path = ""
        self._clip = ""

    @property
    def key(self) -> str:
        """What is chosen."""
        return self._chooser.key

    @property
    def live(self) -> bool:
        """Whether the example of the trace is shown, rather than a text that was read."""
        return self.key == EXAMPLE

    @property
    def arguments(self) -> dict[str, object]:
        """What the engine's job ``text`` is to read."""
        if self.key == CLIPBOARD:
            return {"source": "text", "text": self._clip}
        if self.key == FILE:
            return {"source": FILE, "path": self._path}
        return {"source": self.key}

    def kept(self) -> tuple[str, str, str]:
        """Return what is chosen, and the file and the clipboard's text as they were."""
        return self.key, self._path, self._clip

    def take(self, kept: tuple[str, str, str]) -> None:
        """Choose what was chosen elsewhere."""
        key, self._path, self._clip = kept
        self._chooser.take(key)

    def take_clipboard(self) -> None:
        """Take what is on the clipboard now."""
        self._clip = QApplication.clipboard().text()

    def take_file(self, path: str) -> None:
        """Choose a file."""
        self._path = path
        self._chooser.take(FILE)


def ask_file(over: QWidget, take: Callable[[str], None]) -> None:
    """Ask for a file over a widget, and hand its path on."""
    dialog = QFileDialog(over, tr("Read a text"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
