"""A text that the model has written, shown in the tracks in place of the example, and growing there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rnnviz.app.moment.player import Player
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.decoding import Decoding
from rnnviz.trace import Trace
from rnnviz.views.requests import Requests


class ShownText(QObject):
    """Grants what the generation view asks: traces of a text instead of the example, until a person goes back.

    Play stops for it; Train goes on: then the text is read by the weights as they become. While the text grows the
    cursor stands at its newest step.

    Attributes
    ----------
    trace : Trace or None
        The trace of the text that is shown; None while the example is.
    """

    changed = Signal(object)
    """This: another trace of a text is shown, or none any more."""

    def __init__(self, link: EngineLink, player: Player, requests: Requests, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._player = player
        self.trace: Trace | None = None
        requests.text_asked.connect(self.show)
        requests.sampling_asked.connect(self._sample)
        player.traced.connect(self._follow)

    def show(self, writing: object) -> None:
        """Show a text by its number; 0: the example."""
        number = writing if isinstance(writing, int) else 0
        if number:
            self._player.set_playing(False)
            self._player.stop_waiting()
        self._link.read(number)

    def leave(self) -> None:
        """Show the example again."""
        self.show(0)

    def _sample(self, wish: tuple[str, Decoding]) -> None:
        self._link.sample(wish[0], wish[1].model_dump(mode="json"))

    def _follow(self, trace: Trace) -> None:
        before = self.trace
        self.trace = trace if trace.is_written else None
        if self.trace is not None and (before is None or before.length < trace.length) and not self._player.playing:
            self._player.scrub(trace.length - 1)
        if before is not self.trace:
            self.changed.emit(self)
