"""What every task promises, over the table."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import numpy as np
import pytest

import rnnviz.tasks
from rnnviz.tasks import TASKS, Batch, PairBatch, Task

every_task = pytest.mark.parametrize("key", TASKS)
ARRAYS = ("inputs", "targets", "loss_steps", "source", "source_lengths", "lengths", "alignment")


def made(key: str) -> Task:
    return TASKS[key](TASKS[key].Fields())


def arrays(batch: Batch) -> dict[str, np.ndarray]:
    return {name: getattr(batch, name) for name in ARRAYS if hasattr(batch, name)}


def same(one: Batch, other: Batch) -> bool:
    first, second = arrays(one), arrays(other)
    return all(np.array_equal(first[name], second[name]) for name in first)


def test_every_module_that_defines_a_task_is_in_the_table() -> None:
    found = set()
    for module in pkgutil.iter_modules(rnnviz.tasks.__path__, "rnnviz.tasks."):
        for _, thing in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(thing, Task) and thing.__module__ == module.name and not inspect.isabstract(thing):
                found.add(thing)
    assert found == set(TASKS.values())
    assert list(TASKS) == sorted(TASKS)


def test_tasks_need_no_torch_and_the_default_text_imports_no_module_that_it_reads() -> None:
    code = (
        "import sys; from rnnviz.tasks.corpus import corpus; before = set(sys.modules); corpus('');"
        "new = {name for name in sys.modules if name not in before and not name.startswith('encodings')};"
        "assert not new, new; assert 'torch' not in before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@every_task
def test_says_what_it_is(key: str) -> None:
    task = made(key)
    assert task.key == key == task.Fields().kind
    assert task.title
    assert task.purpose.endswith(".")
    assert task.inputs
    if task.symbols:
        assert len(task.symbols) == len(set(task.symbols)) == task.input_size
        assert all(task.symbols)
    if task.loss == "cross_entropy":
        assert len(task.output_symbols) == len(set(task.output_symbols)) == task.output_size


@every_task
@pytest.mark.parametrize("size", [1, 5])
def test_batches_have_the_promised_shapes(key: str, size: int) -> None:
    task = made(key)
    for batch in (task.batch(size, np.random.default_rng(0)), task.validation(size)):
        steps = len(batch.loss_steps)
        assert batch.size == size
        assert batch.loss_steps.shape == (steps, size)
        assert batch.loss_steps.dtype == bool
        assert batch.loss_steps.any(axis=0).all()
        if task.model == "stack":
            assert steps == task.length
        else:
            assert steps <= task.length
        numbers = "real" in task.inputs
        assert batch.inputs.shape == (steps, size, task.input_size) if numbers else (steps, size)
        assert batch.inputs.dtype == (np.float32 if numbers else np.int64)
        squared = task.loss == "squared_error"
        assert batch.targets.shape == (steps, size, task.output_size) if squared else (steps, size)
        assert batch.targets.dtype == (np.float32 if squared else np.int64)
        assert not batch.targets[~batch.loss_steps].any()
        if not numbers:
            readable = len(task.output_symbols) if isinstance(batch, PairBatch) else task.input_size
            assert batch.inputs.min() >= 0
            assert batch.inputs.max() < readable
        if not squared:
            assert batch.targets.min() >= 0
            assert batch.targets.max() < task.output_size


@every_task
def test_arrays_are_finite_and_can_become_tensors_without_a_copy(key: str) -> None:
    for name, array in arrays(made(key).batch(3, np.random.default_rng(0))).items():
        assert np.isfinite(array).all(), name
        assert array.flags.writeable, name
        assert array.flags.c_contiguous, name


@every_task
def test_the_same_seed_makes_the_same_batches(key: str) -> None:
    one, other = made(key), made(key)
    first, second = np.random.default_rng(5), np.random.default_rng(5)
    cursors: list[np.ndarray | None] = [None, None]
    for _ in range(3):
        a, b = one.batch(4, first, cursors[0]), other.batch(4, second, cursors[1])
        assert same(a, b)
        cursors = [a.cursor, b.cursor]
    if key != "hello":
        assert not same(one.batch(4, np.random.default_rng(6)), one.batch(4, np.random.default_rng(7)))


@every_task
def test_held_out_data_are_fixed_and_draw_from_nothing(key: str) -> None:
    task = made(key)
    generator = np.random.default_rng(1)
    before = task.validation(8)
    task.batch(8, generator)
    assert same(before, task.validation(8))
    assert same(before, made(key).validation(8))
    if key != "hello":  # one word is all there is
        assert not same(before, task.batch(8, np.random.default_rng(0)))


@every_task
def test_the_pinned_example_is_one_and_the_same(key: str) -> None:
    task = made(key)
    example = task.example(np.random.default_rng(2))
    assert example.size == 1
    assert example.carry is None or not example.carry.any()
    assert same(example, made(key).example(np.random.default_rng(2)))
    tokens = task.tokens(example)
    source = int(example.source_lengths[0]) if isinstance(example, PairBatch) else 0
    assert tokens.shape == (source + len(example.loss_steps),)
    assert all(tokens)


@every_task
def test_perfect_answers_score_one(key: str) -> None:
    task = made(key)
    batch = task.validation(16)
    scores = task.scores(batch.targets, batch, 0.0)
    assert scores.get("accuracy", 1.0) == 1.0
    assert scores.get("perplexity", 1.0) == 1.0
    if task.loss == "cross_entropy":
        wrong = task.scores((batch.targets + 1) % task.output_size, batch, 2.0)
        assert wrong["accuracy"] == 0.0
        assert wrong["perplexity"] == pytest.approx(np.exp(2.0))


@every_task
def test_its_shape_is_where_its_losses_fall(key: str) -> None:
    task = made(key)
    here = task.batch(1, np.random.default_rng(0)).loss_steps[:, 0]
    if task.model == "encoder_decoder":
        assert task.shape == "many_to_many_delayed"
    elif here.sum() == 1:
        assert here[-1]
        assert task.shape == "many_to_one"
    else:
        first = int(np.argmax(here))
        assert task.shape == ("many_to_many_delayed" if first > 1 else "many_to_many")
