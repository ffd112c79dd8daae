"""What views ask of the window, beyond moving the cursor and choosing a unit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Requests(QObject):
    """Wishes of the views; the window connects each to whoever can grant it.

    Attributes
    ----------
    title_of : callable of str
        Returns what the window calls a preset, in the language that is installed.
    """

    update_asked = Signal(object)
    """Number of a past update to go to."""
    preset_asked = Signal(object)
    """Key of a preset to open: an empty view offers one that would fill it."""
    operation_asked = Signal(object)
    """`rnnviz.operation.Operation` to carry out on the shown pass."""
    text_asked = Signal(object)
    """Number of a text that the model has written, to be shown in the tracks; 0: the example again."""
    sampling_asked = Signal(object)
    """(prompt, `rnnviz.decoding.Decoding`) of the samples that are written through training from now on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title_of: Callable[[str], str] = str
