"""Next character of a real text, read in streams.

J. Elman, "Finding structure in time", Cognitive Science 14 (1990), and A. Karpathy, J. Johnson,
L. Fei-Fei, "Visualizing and understanding recurrent networks" (2015). The last tenth of the text
(at least one pass of it) is held out. Each of the B streams starts somewhere in the rest and reads
on from batch to batch, its state carried by value; at the end it begins again at the start of the
text, from the zero state.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Bools, Ints, Task
from rnnviz.tasks.corpus import corpus

_LOOK_AHEAD = 50_000
_OPENINGS = (r"^(?:def|class) ", r"(?<=\n\n)\S", r"(?<=\n)")
"""Where an example is pleasant to read from: a definition, a paragraph, a line; the first one found is taken."""


class CharLmFields(TaskFields):
    """Fields of the character model's task."""

    kind: Literal["char_lm"] = setting("char_lm", label="task", help="What the model learns.")
    path: str = setting(
        "", kind="file", label="text",
        help="A UTF-8 text file of your own, up to 256 MiB (line ends become \\n); "
        "empty takes Python source found on this machine.",
    )
    length: int = setting(
        100, low=2, high=10_000, scale="log", symbol="T", unit="characters", label="length",
        help="Steps of a pass: how far back a gradient can reach.",
    )


class CharLm(Task):
    """x_t a character of the text, target the character after it."""

    key = "char_lm"
    title = "Next character of a text"
    purpose = "Real text, one character a step; the network predicts the next one."
    Fields = CharLmFields
    fields: CharLmFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    asks_ahead = True

    def __init__(self, fields: CharLmFields) -> None:
        super().__init__(fields)
        self._text = text = corpus(fields.path)
        self.length = fields.length
        self.symbols = self.output_symbols = text.symbols
        self.input_size = self.output_size = len(text.symbols)
        self.data_sha256 = text.sha256
        window = self.length + 1
        size = len(text.codes)
        if size < 2 * window:
            raise BadInput(
                "{file} is too short: passes of {length} steps need {needed} characters, found {found}",
                file=text.name, length=self.length, needed=2 * window, found=size,
            )
        self.training_size = size - max(size // 10, window)
        self._last_start = self.training_size - window

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return the next T characters of each stream; the cursor (B,) is where each reads on."""
        if cursor is None or len(cursor) != size:
            starts = generator.integers(0, self._last_start + 1, size)
            return self._windows(starts, np.zeros(size, bool))
        goes_on = cursor <= self._last_start
        return self._windows(np.where(goes_on, cursor, 0), goes_on)

    def validation(self, size: int) -> Batch:
        """Return windows spread evenly over the held-out text, read from the zero state."""
        last = len(self._text.codes) - self.length - 1
        return self._windows(np.linspace(self.training_size, last, size).astype(np.int64))

    def held_out(self) -> Ints:
        """Return the held-out text."""
        return self._text.codes[self.training_size :].astype(np.int64)

    def example(self, generator: np.random.Generator) -> Batch:
        """Return a passage of the training text that begins where a reader would: at a definition or a line."""
        drawn = int(generator.integers(0, self._last_start + 1))
        stop = min(drawn + _LOOK_AHEAD, self._last_start)
        ahead = self._text.text(drawn, stop + len("class "))
        for opening in _OPENINGS:
            found = re.compile(opening, re.MULTILINE).search(ahead, 1)
            if found and drawn + found.start() <= self._last_start:
                drawn += found.start()
                break
        return self._windows(np.array([drawn]))

    def read_as(self, symbols: tuple[str, ...]) -> None:
        """Write the text in the symbols of a model that has learnt another one, in that model's order.

        Raises
        ------
        BadInput
            The text has characters that are none of them.
        """
        place = {symbol: index for index, symbol in enumerate(symbols)}
        lacking = [symbol for symbol in self._text.symbols if symbol not in place]
        if lacking:
            raise BadInput(
                "{file} has {count} different characters that the weights' vocabulary of {size} lacks, such as {some}: "
                "take a text without them",
                file=self._text.name, count=len(lacking), size=len(symbols), some=" ".join(map(repr, lacking[:5])),
            )
        table = np.array([place[symbol] for symbol in self._text.symbols], np.uint16)
        self._text = replace(self._text, codes=table[self._text.codes], symbols=symbols)
        self.symbols = self.output_symbols = symbols
        self.input_size = self.output_size = len(symbols)

    @property
    def training_codes(self) -> npt.NDArray[np.uint16]:
        """The text that is learnt from, as symbols."""
        return self._text.codes[: self.training_size]

    def _windows(self, starts: npt.NDArray[np.int64], carry: Bools | None = None) -> Batch:
        steps = np.arange(self.length + 1)[:, None]  # (T + 1, 1)
        symbols = self._text.codes[starts + steps].astype(np.int64)  # (T + 1, B)
        return Batch(
            inputs=symbols[:-1].copy(),
            targets=symbols[1:].copy(),
            loss_steps=np.ones((self.length, len(starts)), bool),
            carry=carry,
            cursor=None if carry is None else starts + self.length,
        )
