"""The checks of a run's picture, one part at a time, so that the engine hears commands between two of them."""

from __future__ import annotations

import time

from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, verify
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.checks import Check, checks_to_message


class Verifying:
    """Checks of one run that are under way; the run must not learn meanwhile."""

    def __init__(self, run: Run, number: int, reach_from: int | None, outbox: Outbox) -> None:
        self.began = time.monotonic()
        self._run = run
        self._number = number
        self._outbox = outbox
        self._parts = verify(run, reach_from)
        self._checks: list[Check] = []
        self._done = 0

    def go_on(self) -> bool:
        """Make the next part; return whether there is more to do. The last one is followed by all checks."""
        try:
            self._checks += next(self._parts)
        except BadInput as problem:
            self._outbox.send(messages.bad(self._number, "verify", problem))
            return False
        self._done += 1
        self._outbox.send(messages.verifying(self._number, self._done, COUNT))
        if self._done < COUNT:
            return True
        run = self._run
        self._outbox.send(
            checks_to_message(
                self._number, self._checks, update=run.updates, dtype=run.experiment.dtype, device=run.device
            )
        )
        return False
