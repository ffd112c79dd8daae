"""n-grams beside the network: what each says comes after the cursor, and what each scores on held-out text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.history import History
from rnnviz.measures.readout import softmax
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked
from rnnviz.views.base import Shared
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.frames.dock import Dock
from rnnviz.views.gate import visible
from rnnviz.views.jobs import JobResult
from rnnviz.views.ngram.table import Floats, NgramTable, Shown, ranked
from rnnviz.views.offer import Offer
from rnnviz.views.words.language import sentence, tr

PRESET = "python-mlp"
ROWS = 14
"""Symbols that are listed."""
NETWORK = "network"
BEHIND = 4
"""Symbols before the cursor that the longest n-gram sees besides its own."""
MOST = 400_000
"""Probabilities that travel at once; longer passes are asked for in parts, around the cursor."""
LONGEST_GRAM = 5
RECENT = 100_000
"""Updates among which the newest held-out score is looked for."""
LN2 = float(np.log(2.0))


class NgramView(Dock):
    """A table, and two lines of scores in it."""

    key = "ngram"
    title = "n-grams"
    purpose = (
        "What counting says comes next: n-grams of 1 to 5 symbols of the text that is learnt from, with Kneser-Ney "
        "smoothing, beside the network's own probabilities at the cursor; and the bits a symbol that each needs on "
        "held-out text. The pass itself lies in the text that was counted: the held-out rows say who has really learnt."
    )
    is_read = True

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._barren = False
        """This model reads no text that could be counted."""
        self.by = self.add_chooser("by", tr("Whose likeliest symbols are listed"), [
            (NETWORK, tr("by network")), *((str(n), tr("by {n}-gram").format(n=n)) for n in (5, 4, 3, 2, 1)),
        ])  # fmt: skip
        self.table = NgramTable(shared.palette, "view.ngram.table")
        self.column.addWidget(self.table, 1)
        self.jobs = JobBar("view.ngram.job")
        layout = self.widget.layout()
        assert layout is not None
        layout.addWidget(self.jobs)
        self.problem = ""
        self.symbols: tuple[str, ...] = ()
        self._first = 0
        self._chances = np.empty((0, 0, 0), np.float32)
        self._of: Array | None = None
        """Tokens that the chances follow."""
        self._run = -1
        self._held_out: Floats | None = None
        self._network = np.nan
        self._scored_for = -1
        self.asked = Asked(shared.jobs)

    def draw(self, trace: Trace) -> None:
        tokens, targets = trace.get("tokens"), trace.get("targets")
        reads = tokens is not None and targets is not None and targets.dtype.kind in "iu" and "inputs" in trace
        if trace.run != self._run:
            self._forget(trace.run)
        if not reads or self.problem:
            self._empty(
                self.problem
                or tr("n-grams are counted from a running text, and this task has none: {preset} fills this view.")
                .format(preset=PRESET)
            )
            return
        self._barren = False
        self.by.show()
        self._score(trace)

    def _empty(self, sentence: str) -> None:
        self._barren = True
        self.by.hide()
        self.heading.setText(tr("n-grams"))
        self.say(sentence, PRESET)

    def _forget(self, run: int) -> None:
        """Forget another run's text."""
        self.asked.close()
        self._run, self.problem, self.symbols, self._of = run, "", (), None
        self._chances = np.empty((0, 0, 0), np.float32)
        self._held_out, self._network, self._scored_for = None, np.nan, -1

    def mark(self, moment: Moment) -> None:
        trace = self.trace
        if trace is None or self.problem or self._barren:
            return
        t = min(moment.t, trace.length - 1)
        if not self._holds(trace, t):
            self._ask(trace, t)
            if not len(self._chances) or not self._holds(trace, t):
                self.heading.setText(tr("n-grams"))
                self.say(tr("Counting the text…"))
                return
        self.say("")
        token = visible(str(trace["tokens"][t]))
        self.heading.set_texts(tr("after “{token}” at t = {t}, per cent").format(token=token, t=t), f"“{token}”")
        self.table.next.show(self._shown(trace, t))

    def _holds(self, trace: Trace, t: int) -> bool:
        """Tell whether what the n-grams say of this step is here."""
        held = self._of is not None and np.array_equal(self._of, trace["tokens"])
        return held and self._first <= t < self._first + self._chances.shape[1]

    def _shown(self, trace: Trace, t: int) -> Shown:
        counted = self._chances[:, t - self._first].astype(np.float64)  # (orders, V)
        chances = np.vstack([counted, softmax(trace["outputs"][t].astype(np.float64))])
        came = int(trace["targets"][t]) if trace["loss_steps"][t] else -1
        key = self.by.key
        row = len(counted) if key == NETWORK else min(int(key), len(counted)) - 1
        places = ranked(chances[row], ROWS, came)
        with np.errstate(divide="ignore"):
            bits = -np.log2(chances[:, came]) if came >= 0 else np.full(len(chances), np.nan)
        held_out = np.full(len(chances), np.nan)
        if self._held_out is not None:
            held_out[:-1] = self._held_out / LN2
        held_out[-1] = self._network / LN2
        return Shown(
            symbols=tuple(self.symbols[place] for place in places), chances=chances[:, places].T,
            came=places.index(came) if came >= 0 else -1, bits=bits, held_out=held_out,
        )

    def follow(self, history: History) -> None:
        """Take the network's newest held-out loss."""
        if "validation_loss" not in history:
            return
        found = np.asarray(history["validation_loss"])[-RECENT:]
        known = np.flatnonzero(np.isfinite(found))
        if len(known) and found[known[-1]] != self._network:
            self._network = float(found[known[-1]])
            self.mark(self.moment)

    # asking the engine

    def _ask(self, trace: Trace, t: int) -> None:
        """Have the n-grams say what follows the steps around the cursor; one question at a time."""
        if "table" in self.asked:
            return
        tokens = trace["tokens"]
        span = max(1, MOST // (LONGEST_GRAM * max(trace["outputs"].shape[1], 1)))
        first = max(0, min(t - span // 2, len(tokens) - span))
        begin = max(0, first - BEHIND)
        words = [str(token) for token in tokens[begin : first + span]]
        arguments = {"tokens": words, "first": first - begin}
        job = self.asked.ask("table", "ngram_table", arguments, partial(self._take, tokens, first), self._fail)
        self.jobs.follow(job, tr("counting"))

    def _take(self, tokens: Array, first: int, result: JobResult) -> None:
        self._of, self._first = tokens, first
        self._chances = np.asarray(result.arrays["probabilities"])
        self.symbols = tuple(map(str, result.values["symbols"]))
        self.redraw()

    def _score(self, trace: Trace) -> None:
        """Have the n-grams scored on held-out text, once a run."""
        if self._scored_for != trace.run:
            self._scored_for = trace.run
            self.asked.ask("held_out", "ngram_held_out", {}, self._take_scores, self._fail)

    def _take_scores(self, result: JobResult) -> None:
        self._held_out = np.asarray(result.arrays["loss"], np.float64)
        if np.isnan(self._network):
            self._network = float(result.values["network"])
        self.redraw()

    def _fail(self, problem: BadInput) -> None:
        self.problem = sentence(problem)
        self.redraw()

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the probabilities at the cursor, and the held-out scores."""
        shown = self.table.next.shown
        if self.sentence or shown is None:
            return {}
        return {
            "symbols": np.array(shown.symbols), "probabilities": shown.chances, "bits": shown.bits,
            "held_out_bits": shown.held_out, "t": np.array(self.moment.t),
        }

    def findings(self) -> tuple[object, ...] | None:
        """Return what was counted, and of which run and tokens."""
        if self._held_out is None or self._of is None:
            return None
        return self._run, self.symbols, self._first, self._chances, self._of, self._held_out, self._network

    def take_findings(self, findings: object) -> None:
        """Have what was counted for another view."""
        assert isinstance(findings, tuple)
        self._run, self.symbols, self._first, self._chances, self._of, self._held_out, self._network = findings
        self._scored_for = self._run

    def offers(self) -> Sequence[Offer]:
        """Offer the preset that fills it."""
        return (self.preset_offer(PRESET),)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.asked.close()
        super().close()
