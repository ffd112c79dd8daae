"""Every view draws the pass over a text that a model has written: shorter or longer than the example, no alignment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.decoding import Decoding
from rnnviz.engine.generation import Writing, prompt_of, usual_prompt
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment
from rnnviz.views import VIEWS, View
from rnnviz.views.base import Shared
from rnnviz.views.later import Kind, Later
from tests.views.engine_jobs import Engine

MODELS: dict[str, dict[str, Any]] = {
    "pair": {
        "task": {"kind": "reversal"}, "cell": {"kind": "lstm", "hidden_size": 6}, "model": {"attention": "additive"},
    },
    "transformer": {
        "task": {"kind": "dyck", "length": 10}, "cell": {"kind": "rnn", "hidden_size": 8},
        "model": {"kind": "transformer", "heads": 2, "feedforward": 8},
    },
}  # fmt: skip
FEW = ("tokens", "loss", "attention", "text")
OTHERS = tuple(key for key in VIEWS if key not in (*FEW, "cliff", "training", "clipping", "history", "generation"))


def kind_of(found: Kind) -> type[View]:
    return found.kind if isinstance(found, Later) else found


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("keys", [FEW, pytest.param(OTHERS, marks=pytest.mark.soak)], ids=["few", "others"])
def test_views_draw_the_example_a_growing_text_and_the_example_again(
    stand: Callable[[type[View]], View], shared: Shared, kind: str, keys: tuple[str, ...]
) -> None:
    torch.set_num_threads(1)
    run = Run(from_values(MODELS[kind]))
    engine = Engine(shared.jobs, run)
    prompt = prompt_of(run.learner, run.pinned, usual_prompt(run.task, run.pinned))
    writing = Writing(run.learner, 0, prompt, Decoding(method="greedy", length=12))
    number = run.writings.keep(writing)
    traces = [run.probe()]
    for _ in range(2):
        writing.step()
        traces.append(run.probe(writing=number))
    while not writing.ended:
        writing.step()
    traces += [run.probe(writing=number), run.probe()]
    for key in keys:
        view = stand(kind_of(VIEWS[key]))
        for trace in traces:
            shown = replace(trace, run=1)
            view.shared.axis.set_length(shown.length)
            view.shared.selection.fit(shown.scopes, 6)
            for moment in (Moment("forward", shown.length - 1), Moment("backward", 0)):
                view.show(shown, moment)
                engine.answer()
        view.widget.grab()
