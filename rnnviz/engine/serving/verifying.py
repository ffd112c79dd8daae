"""The checks of a run's picture, one part at a time, so that the engine hears commands between two of them.

A part of a long picture takes long: it is left off where nobody wants it any more, and where something comes that
cannot wait for it; then it is begun anew afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from rnnviz.engine.patience import Patience, Stopped
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, Checking
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.checks import Check, checks_to_message


class Verifying:
    """Checks of one run that are under way; the run must not learn meanwhile.

    Parameters
    ----------
    unwanted : callable
        Returns whether to leave off with a part that takes so many seconds already; it is asked in its midst.

    Attributes
    ----------
    patience : Patience
        How far all checks are, the part under way counted in part.
    reach_from : int or None
    """

    def __init__(
        self, run: Run, number: int, reach_from: int | None, outbox: Outbox,
        unwanted: Callable[[float], bool] = lambda _: False,
    ) -> None:
        self.began = self._part_began = time.monotonic()
        self.patience = Patience(lambda: unwanted(time.monotonic() - self._part_began), whole=True)
        self.reach_from = reach_from
        self._run = run
        self._number = number
        self._outbox = outbox
        self._checking = Checking(run, reach_from)
        self._checks: list[Check] = []

    def go_on(self) -> bool:
        """Make the next part; return whether there is more to do. The last one is followed by all checks."""
        self._part_began = time.monotonic()
        try:
            with self.patience.heard():
                self._checks += self._checking.go_on()
        except Stopped:
            return True
        except BadInput as problem:
            self._outbox.send(messages.bad(self._number, "verify", problem))
            return False
        self._outbox.send(messages.verifying(self._number, self._checking.done, COUNT, self._checking.share))
        if self._checking.done < COUNT:
            return True
        run = self._run
        self._outbox.send(
            checks_to_message(
                self._number, self._checks, update=run.updates, dtype=run.experiment.dtype, device=run.device
            )
        )
        return False
