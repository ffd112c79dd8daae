"""The numbers of a model that runs, worked out by hand, give the loss and gradients of its trace."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.catalogue import changed, load
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.trace import Trace
from rnnviz.worked import Example, read
from rnnviz.worked.of_trace import WATCH, typed_of
from rnnviz.worked.passes import backward, forward


def traced(name: str, **fields: object) -> Trace:
    run = Run(changed(load(name), fields))
    run.update()
    return run.probe(("*", "gradient/*", *WATCH))


def test_hello_as_it_is_learnt() -> None:
    trace = traced("hello-rnn")
    found = read(typed_of(trace, "tanh"))
    assert isinstance(found, Example)
    f = forward(found)
    b = backward(found, f)
    assert f.loss == pytest.approx(float(trace["loss"]), abs=1e-6)
    np.testing.assert_allclose(f.h[1:], trace["layer0.hidden"], atol=1e-6)
    np.testing.assert_allclose(b.h, trace["gradient/layer0.hidden"], atol=1e-6)


def test_other_models_are_refused_by_name() -> None:
    with pytest.raises(BadInput, match="Elman RNN of one layer; this model is gru"):
        typed_of(traced("hello-rnn", **{"cell.kind": "gru"}), "tanh")
    with pytest.raises(BadInput, match="this model has 11, 4 and 4, and 4 steps"):
        typed_of(traced("hello-rnn", **{"cell.hidden_size": 11}), "tanh")


def test_a_model_that_computes_more_is_refused() -> None:
    trace = traced("hello-rnn")
    arrays = {name: trace[name] for name in trace}
    more = Trace(arrays={**arrays, "outputs": trace["outputs"] + 1}, cells=trace.cells)
    with pytest.raises(BadInput, match="more than the equations"):
        typed_of(more, "tanh")
