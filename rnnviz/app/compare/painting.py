"""Brings the newest pair to the screen: to the tracks of both columns, to what is between them, and in figures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from rnnviz.app.area.showing import READ
from rnnviz.app.area.workspace import Workspace, on_screen
from rnnviz.app.compare.duel import Pair
from rnnviz.app.compare.locking import redraw_stale
from rnnviz.app.compare.page import Page
from rnnviz.app.compare.side import Side
from rnnviz.app.compare.titles import title
from rnnviz.app.moment.player import Player
from rnnviz.app.painting import FED
from rnnviz.trace import Moment
from rnnviz.views.training.dock import Training


class Painting:
    """Paints what has changed.

    Parameters
    ----------
    sides : sequence of Side
    both : Workspace
        Of the curves of both.
    player : Player

    Attributes
    ----------
    pair : Pair or None
        What is to be shown.
    """

    def __init__(self, sides: Sequence[Side], both: Workspace, player: Player) -> None:
        self._sides, self._both, self._player = sides, both, player
        self._axis, self._selection = sides[0].workspace.axis, sides[0].workspace.selection
        self._page: Page | None = None
        self._curves: Training | None = None
        self.pair: Pair | None = None
        self._followed = 0
        self._shown: tuple[object, ...] = ()
        self._told_at = 0.0
        self._stages = ["", ""]

    def begin(self, page: Page, curves: Training) -> None:
        """Paint on a page that is new."""
        self._page, self._curves = page, curves
        self.forget()

    def forget(self) -> None:
        """Say everything again."""
        self._shown = ()

    def stager(self, place: int) -> Callable[[str], None]:
        """Return what is told what an engine waits for."""
        def follow(stage: str) -> None:
            self._stages[place] = stage
            self.forget()

        return follow

    def paint(self) -> None:
        """Show the newest pair at the player's moment."""
        pair, player, page = self.pair, self._player, self._page
        moment = player.moment
        assert page is not None
        page.keep_alike()
        if pair is None:
            self._tell(page, moment)
            return
        page.suit(pair)
        most = FED if player.training else None
        for side, trace in zip(self._sides, pair, strict=True):
            side.paint(trace, moment, most, player.playing, self._selection.reach_from)
        self._both.showing.paint(pair.left, moment, self._sides[0].history, None)
        version = self._sides[1].history.version
        if not player.training and version != self._followed:  # its rows may come after the other's
            self._followed = version
            if self._curves is not None:
                self._curves.redraw()
        redraw_stale(self._sides)
        for track in page.differences:
            if on_screen(track.widget):
                track.show_pair(*pair, moment)
        drawn = sum(  # a track that is new draws only once it has been laid out
            track.trace is trace for side, trace in zip(self._sides, pair, strict=True) for track in side.tracks
        )
        now = (pair, moment, self._axis.hover, self._sides[0].history.version, drawn)
        if now != self._shown:
            for stack in page.stacks:
                stack.ruler.mark(moment.t)
            running = player.playing or player.training
            if not running or time.perf_counter() - self._told_at >= READ:
                self._shown = now
                self._tell(page, moment)

    def _tell(self, page: Page, moment: Moment) -> None:
        """Say in figures what is shown."""
        self._told_at = time.perf_counter()
        for place, line in enumerate(page.titles):
            line.set_texts(*title(self._sides, place, self._stages[place]))
        if self.pair is None:
            return
        t = moment.t if self._axis.hover is None else self._axis.hover
        for stack in page.stacks:
            stack.read_out(t)
        said = [f"t {t}", *(track.readout(t) for track in page.differences)]
        page.readout.setText("   ".join(part for part in said if part))
        page.foot.follow(moment, self.pair.left.update)
