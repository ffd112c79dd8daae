"""A short text of the weights as they are: one of the samples that show how a model improves."""

from __future__ import annotations

from rnnviz.decoding import Decoding
from rnnviz.engine.generation.prompt import prompt_of
from rnnviz.engine.generation.writing import Writing
from rnnviz.engine.networks.learner import Learner
from rnnviz.samples import Sample
from rnnviz.tasks import Batch, Task

LENGTH = 40


def usual_decoding(task: Task) -> Decoding:
    """Return how a model writes unless a person says otherwise: a translation greedily, a text by draws."""
    length = min(task.length, LENGTH)
    return Decoding(method="greedy" if task.model == "encoder_decoder" else "sample", length=length)


def sampled(learner: Learner, update: int, pinned: Batch, prompt: str, decoding: Decoding) -> Sample:
    """Return what a model writes after a prompt, at most so much as a sample needs.

    Raises
    ------
    BadInput
        The model cannot write, or does not know the prompt.
    """
    short = decoding.model_copy(update={"length": min(decoding.length, LENGTH)})
    writing = Writing(learner, update, prompt_of(learner, pinned, prompt), short)
    while not writing.ended:
        writing.step()
    tokens = writing.tokens
    return Sample(
        update=update, prompt=prompt, text=writing.text, log_p=sum(each.log_p for each in tokens) / len(tokens),
        symbols=len(tokens), method=short.method,
    )
