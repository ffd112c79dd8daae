"""A text as it has come so far: what each of its symbols was to the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rnnviz.trace import Array
from rnnviz.views.jobs import JobResult

COLUMNS = ("symbol", "log_p", "log_q", "rank", "entropy", "choices", "likeliest", "probabilities")


@dataclass(eq=False)
class Text:
    """One text.

    Attributes
    ----------
    run : int
        Number of the run whose model writes it.
    number : int
        What the engine calls it; 0 until its first answer.
    update : int
        Updates that the weights had seen.
    prompt, symbols : list of str
        What it goes on from, and what was written.
    text : str
        What was written, in one piece.
    ended : str
        Why no more comes: "length", "end", "positions"; "" while it grows.
    texts : list of (ln p, text, whether it has ended)
        Of a beam, the likeliest first.
    tail : int
        Last symbols that the tracks cannot show.
    columns : dict of str to array
        A row for each written symbol; see `rnnviz.engine.generation.token`.
    names : dict of int to str
        Text of every symbol among the likeliest.
    version : int
        Counts up with each answer.
    """

    run: int
    number: int = 0
    update: int = 0
    prompt: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    text: str = ""
    ended: str = ""
    texts: list[tuple[float, str, bool]] = field(default_factory=list)
    tail: int = 0
    columns: dict[str, Array] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    version: int = 0

    def take(self, result: JobResult) -> None:
        """Take an answer of the job: the symbols from one on."""
        values, begin = result.values, int(result.values["begin"])
        self.version += 1
        self.number, self.update, self.ended = int(values["writing"]), int(values["update"]), str(values["ended"])
        self.prompt, self.text, self.tail = list(values["prompt"]), str(values["text"]), int(values["tail"])
        self.symbols = [*self.symbols[:begin], *values["symbols"]]
        self.texts = [(float(score), str(text), bool(over)) for score, text, over in values["texts"]]
        self.names |= {int(code): str(name) for code, name in values["names"].items()}
        for name in COLUMNS:
            new = result.arrays[name]
            old = self.columns.get(name)
            if old is not None and begin:
                new = np.concatenate([old[:begin], new]) if len(new) else old[:begin]
            self.columns[name] = new

    def __len__(self) -> int:
        return len(self.symbols)

    @property
    def cells(self) -> list[str]:
        """Prompt and text, symbol by symbol."""
        return [*self.prompt, *self.symbols]

    def spread(self, values: Array) -> Array:
        """Return a number of each written symbol on prompt and text, 0 in the prompt."""
        return np.concatenate([np.zeros(len(self.prompt)), values])

    def guesses(self, place: int) -> list[tuple[str, float]]:
        """Return the likeliest symbols where one was written, with their p."""
        row: Any = self.columns["likeliest"][place].tolist()
        return [
            (self.names[code], p) for code, p in zip(row, self.columns["probabilities"][place].tolist(), strict=True)
        ]
