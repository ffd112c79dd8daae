"""Samples through training: between two updates the model writes a short text, which the window keeps."""

from __future__ import annotations

import contextlib

from rnnviz.decoding import Decoding
from rnnviz.engine.generation import can_write, sampled, usual_decoding, usual_prompt
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.frames import Header
from rnnviz.samples import due
from rnnviz.validation import build


class Sampling:
    """The samples of one run, at the updates that `rnnviz.samples.due` names.

    Writing draws from a generator of its own, on a copy of the weights: what is learnt does not change. All samples
    of a long run together take about as long as thirty of its updates.
    """

    def __init__(self, run: Run, number: int, outbox: Outbox) -> None:
        self._run = run
        self._number = number
        self._outbox = outbox
        self._on = can_write(run.learner)
        self._prompt = usual_prompt(run.task, run.pinned) if self._on else ""
        self._decoding = usual_decoding(run.task)

    def ask(self, header: Header) -> None:
        """Go on from another prompt, or write in another way, from now on."""
        try:
            self._prompt, self._decoding = str(header["prompt"]), build(Decoding, header["decoding"])
        except BadInput as problem:
            self._outbox.send(messages.bad(self._number, "sampling", problem))

    def take(self) -> None:
        """Write a sample where one is due."""
        run = self._run
        if not self._on or not due(run.updates):
            return
        with contextlib.suppress(BadInput):  # weights that are not finite write nothing
            made = sampled(run.learner.frozen(), run.updates, run.pinned, self._prompt, self._decoding)
            self._outbox.send(messages.sample(self._number, made))
