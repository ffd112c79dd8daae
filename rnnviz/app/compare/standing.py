"""What is kept of a comparison, and the runs that go on from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from rnnviz.app.changing.stored import live_run
from rnnviz.app.compare.duel import Duel
from rnnviz.app.compare.rival import Rival
from rnnviz.app.files.gathering import columns
from rnnviz.app.running.live_run import LiveRun
from rnnviz.session.standing import Stand, Standing


class Keeper(QObject):
    """Makes of the snapshots of both what a session keeps.

    Parameters
    ----------
    place : callable
        Returns where the window stands.
    standing : Standing, optional
        What the window goes on with.

    Attributes
    ----------
    standing : Standing
        Both as they were kept last, or as they began.
    """

    kept = Signal(object)
    """Standing: both as they are at one update; None where nothing came of what was asked for."""

    def __init__(
        self, duel: Duel, rival: Rival, place: Callable[[], Mapping[str, Any]], standing: Standing | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._duel, self._rival, self._place = duel, rival, place
        self.standing = standing or self.begun
        duel.resume = lambda: runs_of(self.standing)
        duel.began.connect(self._begin)
        duel.kept.connect(self._take)

    @property
    def begun(self) -> Standing:
        """What is compared, as it begins."""
        a, b = (Stand(experiment=each) for each in (self._rival.base, self._rival.experiment))
        return Standing(a=a, b=b, same_size=self._rival.same_size)

    @property
    def placed(self) -> Standing:
        """What was kept last, in a window that stands where it stands now."""
        return replace(self.standing, place=self._place())

    def _begin(self, duel: Duel) -> None:
        """Forget what was kept of models that there are no more."""
        if duel.fresh:
            self.standing = self.begun

    def _take(self, update: int | None) -> None:
        if update == 0:
            self._keep(self.begun)
            return
        runs = [link.newest for link in self._duel.links]
        stands = [_stand(run) for run in runs if run is not None and update and run.snapshot_update == update]
        if len(stands) < 2:
            self.kept.emit(None)
            return
        assert update is not None
        self._keep(Standing(a=stands[0], b=stands[1], update=update, same_size=self._rival.same_size))

    def _keep(self, standing: Standing) -> None:
        self.standing = standing
        self.standing = self.placed
        self.kept.emit(self.standing)


def _stand(run: LiveRun) -> Stand:
    return Stand(experiment=run.experiment, snapshot=run.snapshot, columns=columns(run.history, run.snapshot_update))


def runs_of(standing: Standing) -> tuple[LiveRun, LiveRun] | None:
    """Return runs that an engine can go on with; None where the comparison stood at its beginning."""
    if not standing.update:
        return None
    a, b = (
        live_run(stand.experiment, standing.update, stand.snapshot, stand.columns, ())
        for stand in (standing.a, standing.b)
    )
    return a, b
