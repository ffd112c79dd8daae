"""One text while a model writes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from torch import Tensor

from rnnviz.decoding import Decoding
from rnnviz.engine.generation.beam import Beam, Hypothesis
from rnnviz.engine.generation.prompt import NO_END, Prompt, beginning, example, joined, longest
from rnnviz.engine.generation.token import Token, token
from rnnviz.engine.generation.written_text import WrittenText
from rnnviz.engine.kinds import kind_of
from rnnviz.engine.networks.learner import Learner
from rnnviz.errors import BadInput
from rnnviz.measures.decoding import Floats, drawn, log_softmax, shaped
from rnnviz.tasks import Batch

End = Literal["", "length", "end", "positions"]


class Writing:
    """A text that grows from a prompt; it draws from a generator of its own.

    Parameters
    ----------
    learner : Learner
        With weights that stay (`Learner.frozen`).
    update : int
        Updates that they had seen.
    prompt : Prompt
    decoding : Decoding

    Attributes
    ----------
    ended : str
        Why it grows no more: "length", "end" (an end token), "positions" (the model has learnt no more); "" while
        it grows.
    """

    def __init__(self, learner: Learner, update: int, prompt: Prompt, decoding: Decoding) -> None:
        self.learner, self.update, self.prompt, self.decoding = learner, update, prompt, decoding
        self.ended: End = ""
        self._generator = np.random.Generator(np.random.PCG64(decoding.seed))
        self._kind = kind_of(learner.model)
        self._reader = self._kind.reader(learner, learner.entering(beginning(prompt)))
        self._tokens: list[Token] = []
        self._beam = Beam(decoding.beam_width, prompt.end) if decoding.method == "beam" else None
        self._begun = False
        self._to_read: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None = None
        self._seen: tuple[int, ...] = ()
        self._text: WrittenText | None = None
        whole = longest(learner)
        self._room = None if whole is None or prompt.pair else whole - len(prompt.codes)

    @property
    def hypotheses(self) -> list[Hypothesis]:
        """The texts of the beam, the likeliest first; the one text where there is no beam."""
        if self._beam is not None:
            return self._beam.all
        score = sum(each.log_p for each in self._tokens)
        return [Hypothesis(score, tuple(self._tokens), ended=self.ended == "end")]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """What is written; of a beam the likeliest text, which a later step may replace by another."""
        return self.hypotheses[0].tokens if self._beam is not None else tuple(self._tokens)

    @property
    def steps(self) -> int:
        """Symbols that have been written one after another."""
        return max((len(each.tokens) for each in self._beam.all), default=0) if self._beam else len(self._tokens)

    @property
    def codes(self) -> tuple[int, ...]:
        """The written symbols."""
        return tuple(each.symbol for each in self.tokens)

    @property
    def text(self) -> str:
        """What is written, without the end token."""
        codes = [code for code in self.codes if not (code == self.prompt.end and self.prompt.end != NO_END)]
        return joined(self.learner.task.output_symbols, codes)

    def step(self) -> None:
        """Write one more symbol; nothing where the text has ended.

        Raises
        ------
        BadInput
            The model's outputs are not finite.
        """
        if self.ended:
            return
        outputs = self._read()
        if self._beam is not None:
            self._to_read = self._beam.extend(log_softmax(outputs))
        else:
            self._tokens.append(self._chosen(outputs[0]))
        self._end()

    def as_read(self) -> WrittenText | None:
        """Return prompt and text as an example of a pass: of a long text the first steps; None before a first symbol.

        The same one as long as nothing more is written.
        """
        codes = self.codes
        if codes != self._seen:
            self._seen = codes
            found = self._as_example(np.array(codes, np.int64))
            self._text = WrittenText(example=found, from_step=len(self.prompt.codes) + int(self.prompt.pair))
        return self._text

    def _as_example(self, codes: npt.NDArray[np.int64]) -> Batch:
        if self.prompt.pair:
            return example(self.prompt, np.array([self.prompt.first, *codes[:-1]], np.int64)[:, None], codes[:, None])
        before = len(self.prompt.codes)
        whole = np.concatenate([self.prompt.codes, codes])
        whole = whole[: max(self._kind.longest_written, before + 1)]
        found = example(self.prompt, whole[:, None], np.append(whole[1:], 0)[:, None])
        loss_steps = np.zeros_like(found.loss_steps)
        loss_steps[before - 1 : len(whole) - 1] = True
        return replace(found, loss_steps=loss_steps)

    def _read(self) -> Floats:
        """Read what was written last; return the outputs (B, K)."""
        outputs: Tensor
        if not self._begun:
            self._begun = True
            outputs = self._reader.begin()
        elif self._to_read is not None:
            self._reader.keep(self._to_read[0])
            outputs = self._reader.read(self._to_read[1])
        else:
            outputs = self._reader.read(np.array([self._tokens[-1].symbol], np.int64))
        found = outputs.double().cpu().numpy()
        if not np.isfinite(found).all():
            raise BadInput(
                "the model's outputs are not finite after {count} symbols: it cannot write", count=self.steps
            )
        return found

    def _chosen(self, outputs: Floats) -> Token:
        rules, log_p = self.decoding, log_softmax(outputs)
        if rules.method == "greedy":
            return token(int(outputs.argmax()), log_p)
        log_q = shaped(outputs, temperature=rules.temperature, k=rules.top_k, p=rules.top_p)
        return token(drawn(log_q, float(self._generator.random())), log_p, log_q)

    def _end(self) -> None:
        over = self._beam.over if self._beam is not None else self._tokens[-1].symbol == self.prompt.end
        if over:
            self.ended = "end"
        elif self.steps >= self.decoding.length:
            self.ended = "length"
        elif self._room is not None and self.steps >= self._room:
            self.ended = "positions"
