"""The table of kinds: each has its line, and everything that it offers runs on a small model and is right."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from rnnviz import models
from rnnviz.assembly import from_values
from rnnviz.engine import kinds
from rnnviz.engine.generation.prompt import beginning, can_write, prompt_of, usual_prompt
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.kinds import KINDS, Asked, kind_of
from rnnviz.engine.networks.learner import NETWORKS
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.training.divergence import first_not_finite
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify.subject import TRUTHS
from rnnviz.engine.ways.choice import Ways
from rnnviz.errors import BadInput
from rnnviz.models import MODELS, TaskSizes
from rnnviz.operation import Operation
from rnnviz.tasks import PairBatch
from tests.views.engine_jobs import returned

TEXT: dict[str, Any] = {"kind": "dyck", "length": 9, "kinds": 2}
SMALL: dict[str, dict[str, Any]] = {
    "stack": {"task": TEXT, "model": {"layers": 2}},
    "bidirectional": {"task": TEXT, "model": {"layers": 2, "bidirectional": True}},
    "encoder_decoder": {"task": {"kind": "reversal"}, "model": {"attention": "additive"}},
    "transformer": {"task": TEXT, "model": {"kind": "transformer", "heads": 2, "feedforward": 5, "layers": 2}},
    "window": {"task": TEXT, "model": {"kind": "window", "window": 3, "hidden_layers": 1}},
}  # fmt: skip
COMMON = {
    "dtype": "float64", "threads": 1, "cell": {"kind": "lstm", "hidden_size": 6}, "training": {"batch_size": 3},
}  # fmt: skip


def made(key: str) -> Run:
    return Run(from_values({**COMMON, **SMALL[key]}))


@cache
def run_of(key: str) -> Run:
    """A run whose weights stay."""
    return made(key)


def asked(run: Run) -> Asked:
    """Everything that there is of a pass: as much of its loss at every step, and that of the last step alone."""
    example, names = run.pinned, run.probe_maker.names
    if isinstance(example, PairBatch):
        example = cropped(example)
    here = example.loss_steps[:, 0]
    last = int(np.flatnonzero(here)[-1])
    return Asked(
        learner=run.learner, names=names, example=example, states=None, reach=last, ways=Ways(),
        weights=np.stack([here / here.sum(), np.arange(len(here)) == last]).astype(float),
        gradients=frozenset(names.others), extras=frozenset(names.extras),
    )


def test_every_model_has_a_kind_and_every_table_by_kind_has_every_model() -> None:
    assert set(SMALL) == set(KINDS)
    assert {run_of(key).learner.model.kind for key in SMALL} == set(KINDS) == set(TRUTHS)
    assert {run_of(key).experiment.model.kind for key in SMALL} == set(MODELS) == set(NETWORKS)


def test_every_file_of_a_kind_is_in_its_table() -> None:
    for package, table, shared in ((models, MODELS, {"spec"}), (kinds, KINDS, {"kind", "recurrent"})):
        assert package.__file__
        files = {path.stem for path in Path(package.__file__).parent.glob("*.py")} - {"__init__"}
        assert files == set(table) | shared


@pytest.mark.parametrize("key", KINDS)
def test_what_is_said_of_a_model_before_it_is_made_is_so(key: str) -> None:
    run = run_of(key)
    experiment, task, model = run.experiment, run.task, run.learner.model
    spec = MODELS[experiment.model.kind]
    sizes = TaskSizes(task.input_size, task.output_size, len(task.output_symbols), task.length)
    assert spec.parameters(experiment, sizes) == run.parameters
    assert spec.attends(experiment.model) == bool(model.heads)
    assert spec.has_cell == run.probe_maker.names.recurrent
    assert experiment.cell.hidden_size % spec.multiple(experiment.model) == 0
    read = run.learner.entering(run.pinned)
    other = read.inputs.clone()
    other[-1] = (other[-1] + 1) % len(task.symbols)
    with torch.no_grad():
        before, after = (model.run(one)[0][0] for one in (read, read._replace(inputs=other)))
    assert bool(spec.sees_ahead(experiment.model)) == (not torch.equal(before, after))


@pytest.mark.parametrize("key", KINDS)
def test_the_fastest_path_is_the_readable_one_in_every_array_that_is_named(key: str) -> None:
    run, names = run_of(key), run_of(key).probe_maker.names
    kind = kind_of(run.learner.model)
    fast, slow = kind.record(asked(run)), kind.readable(asked(run))
    torch.testing.assert_close(fast.outputs, slow.outputs, rtol=1e-9, atol=1e-12)
    for name in map(layer_name, (*names.values, *names.extras)):
        torch.testing.assert_close(fast.values[name], slow.values[name], rtol=1e-9, atol=1e-12, msg=name)
    for name in names.states:
        for copy in range(2):
            true = slow.gradients[name].values(copy)
            np.testing.assert_allclose(fast.gradients[name].values(copy), true, rtol=1e-8, atol=1e-14, err_msg=name)
    for name in map(layer_name, names.others):
        assert name in slow.gradients or name not in fast.gradients


@pytest.mark.parametrize("key", KINDS)
def test_every_state_is_reached_by_the_loss_and_nothing_is_beyond_float64(key: str) -> None:
    run = run_of(key)
    kind, whole = kind_of(run.learner.model), asked(run)
    found = kind.record(whole)
    for name in whole.names.states:
        logs = found.gradients[name].log10_norm()[0]
        assert np.isfinite(kind.reached(whole, name, logs, 0, whole.reach)).all()
    assert not kind.beyond(whole, found)


@pytest.mark.parametrize("key", KINDS)
def test_arrays_are_as_wide_as_they_are_said_to_be(key: str) -> None:
    run = run_of(key)
    names = run.probe_maker.names
    trace = run.probe(tuple(names.extras))
    operable = run.operable()
    for name in (*names.values, *names.extras):
        assert operable.arrays[name].size == trace[name].shape[-1], name
        assert operable.arrays[name].length == trace[name].shape[-2], name


@pytest.mark.parametrize("key", KINDS)
def test_layers_are_linear_maps_where_they_are_said_to_be(key: str) -> None:
    run = run_of(key)
    model, names = run.learner.model, run.probe_maker.names
    kind = kind_of(model)
    steps = kind.linearised(model, kind.record(asked(run)).values, None)
    assert list(steps) == (list(names.cells) if names.linear else [])
    for scope, step in steps.items():
        assert step.hidden.shape[1] == 6, scope


@pytest.mark.parametrize("key", KINDS)
def test_what_reads_on_says_what_a_pass_over_the_same_text_says(key: str) -> None:
    run = run_of(key)
    if not can_write(run.learner):
        return
    prompt = prompt_of(run.learner, run.pinned, usual_prompt(run.task, run.pinned))
    first = run.learner.entering(beginning(prompt))
    reader = kind_of(run.learner.model).reader(run.learner, first)
    said = reader.begin()
    with torch.no_grad():
        torch.testing.assert_close(said, run.learner.model.run(first)[0][-1])
        reader.keep(np.array([0, 0]))
        said = reader.read(np.array([1, 2]))
        for copy, symbol in enumerate((1, 2)):
            longer = first._replace(inputs=torch.cat([first.inputs, torch.tensor([[symbol]])]))
            torch.testing.assert_close(said[copy], run.learner.model.run(longer)[0][-1, 0])


@pytest.mark.parametrize("key", KINDS)
def test_a_kind_reads_and_writes_or_says_why_not(key: str) -> None:
    run = run_of(key)
    kind = kind_of(run.learner.model)
    for reason, job, given in (
        (kind.why_unread(run.learner.model), "text", {"source": "text", "text": "".join(run.task.symbols[:4])}),
        (kind.why_silent(run.learner.model), "writable", {}),
    ):
        if reason is None:
            assert returned(JOBS[job](run, given)).values
        elif any(len(symbol) != 1 for symbol in run.task.symbols):
            assert str(reason)
        else:
            with pytest.raises(BadInput) as refused:
                returned(JOBS[job](run, given))
            assert str(refused.value) == str(reason)


@pytest.mark.parametrize("key", KINDS)
def test_every_head_can_be_silenced_and_matters(key: str) -> None:
    run = run_of(key)
    heads = run.learner.model.heads
    assert bool(heads) == (key in ("encoder_decoder", "transformer"))
    plain = run.probe()
    for head in heads:
        index = (head.number,) if len(heads) > 1 else ()
        operation = Operation(kind="silence", target=f"{head.scope}.context", index=index)
        found = run.probe(operations=[operation])
        assert not found[operation.target][:, head.units].any()
        assert not np.allclose(found["outputs"], plain["outputs"])


@pytest.mark.parametrize("key", KINDS)
def test_outputs_that_are_not_finite_are_named_with_their_first_step(key: str) -> None:
    run = made(key)
    with torch.no_grad():
        run.learner.model.readout.weight.fill_(1.7e308)
        signs = torch.tensor([1.0, -1.0], dtype=torch.float64).repeat(run.task.output_size)[: run.task.output_size]
        run.learner.model.readout.bias.copy_(1.7e308 * signs)
    place = first_not_finite(run.learner, run.newest_batch()[0], None)
    assert place.array == "readout.outputs"
    with torch.no_grad():
        bad = ~run.learner.run(run.newest_batch()[0]).outputs.isfinite().flatten(1).all(1)
    assert place.step == int(bad.nonzero()[0, 0])
