"""What is kept of a comparison, and the runs that go on from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rnnviz.app.compare.duel import Duel
from rnnviz.app.compare.rival import Rival
from rnnviz.app.gathering import columns
from rnnviz.app.live_run import LiveRun
from rnnviz.app.stored import live_run
from rnnviz.session.standing import Stand, Standing


class Keeper(QObject):
    """Makes of the snapshots of both what a session keeps."""

    kept = Signal(object)
    """Standing: both as they are at one update; None where nothing came of what was asked for."""

    def __init__(self, duel: Duel, rival: Rival, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duel, self._rival = duel, rival
        duel.kept.connect(self._take)

    @property
    def begun(self) -> Standing:
        """What is compared, as it begins."""
        a, b = (Stand(experiment=each) for each in (self._rival.base, self._rival.experiment))
        return Standing(a=a, b=b, same_size=self._rival.same_size)

    def _take(self, update: int | None) -> None:
        if update == 0:
            self.kept.emit(self.begun)
            return
        runs = [link.newest for link in self._duel.links]
        stands = [_stand(run) for run in runs if run is not None and update and run.snapshot_update == update]
        if len(stands) < 2:
            self.kept.emit(None)
            return
        assert update is not None
        self.kept.emit(Standing(a=stands[0], b=stands[1], update=update, same_size=self._rival.same_size))


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
