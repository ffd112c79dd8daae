"""Verification: every preset's picture holds in both precisions, and every kind of stack."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load, presets
from rnnviz.engine.verify import COUNT, cells, verify
from rnnviz.errors import BadInput
from rnnviz.link.checks import made
from tests.engine.verify.verifying import BRIEF, LSTM, SMALL, WILD, all_checks, keys, made_run

pytestmark = pytest.mark.usefixtures("own_threads")

SHORT = {
    "copying": ["task.blanks=5"], "adding": ["task.length=14"], "recall": ["task.length=22"],
    "char_lm": ["task.length=14"], "series": ["task.length=14"],
}
EIGHT = (
    "python-lstm", "hello-rnn", "adding-lstm", "copying-gru", "translate-attention", "vanishing-rnn", "exploding-rnn",
    "highway-lstm",
)
"""The presets that the contract names; in float64 the others are left to the soak."""


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        pytest.param(name, dtype, marks=pytest.mark.soak if dtype == "float64" and name not in EIGHT else ())
        for name in presets() for dtype in ("float32", "float64")
    ],
)  # fmt: skip
def test_every_preset_holds(name: str, dtype: str) -> None:
    whole = load(name)
    checks = all_checks(made_run(name, [*SMALL, *SHORT.get(whole.task.kind, []), f"dtype={dtype}"]))
    assert keys(checks) == set()
    assert len(made(checks)) > (25 if whole.model.kind == "window" else 50)  # a window has neither gates nor Jacobians
    arrays = {check.key for check in made(checks)}
    # whose steps are linear maps in closed form
    known = whole.cell.kind in ("rnn", "gru", "lstm") and whole.model.kind not in ("transformer", "window")
    of_maps = ("steps/", "jacobian/") if known else ()
    for kind in ("difference/", "sum/", "clip/", "flow/", "training/", *of_maps):
        assert any(key.startswith(kind) for key in arrays), kind
    assert "watching" in arrays


STACKS = [
    ["cell.kind=lstm", "model.layers=2"],
    ["cell.kind=gru", "model.layers=3", "training.loss_on=all"],
    ["cell.kind=rnn", "cell.activation=relu", "training.loss_on=all"],
    ["cell.kind=rnn", "cell.activation=identity"],
    ["cell.kind=lstm", "training.truncate=5"],
    ["cell.kind=gru", "training.clip.mode=value"],
    ["cell.kind=rnn", "probe=current"],
    ["cell.kind=gru_before", "training.loss_on=all"],
    ["cell.kind=lstm_1997"],
    ["cell.kind=lstm_peephole", "training.loss_on=all"],
]


@pytest.mark.parametrize("sets", STACKS, ids=" ".join)
def test_every_kind_of_stack_holds(sets: list[str]) -> None:
    assert keys(all_checks(made_run("vanishing-rnn", [*BRIEF, *sets]))) == set()


def test_a_cell_that_torch_cannot_say_is_unrolled_by_its_own_step_and_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(cells.LACKING, "lstm_peephole")
    found = all_checks(made_run("vanishing-rnn", [*BRIEF, "cell.kind=lstm_peephole"]))
    assert keys(found) == set()
    routes = {route for check in found for route in check.routes}
    assert "the cell's own step, float64" in routes
    assert "torch cells, float64" not in routes


PAIRS = [
    ["model.attention=dot", "model.input_feeding=true", "cell.kind=rnn", "dtype=float64"],
    ["model.attention=general", "cell.kind=lstm", "dtype=float64"],
]


@pytest.mark.parametrize("sets", PAIRS, ids=" ".join)
def test_every_score_holds_with_and_without_input_feeding(sets: list[str]) -> None:
    checks = all_checks(made_run("translate-attention", [*SMALL, *sets]))
    assert keys(checks) == set()
    arrays = {check.key for check in made(checks)}
    for name in ("decoder.attention_scores", "decoder.attention", "decoder.context", "decoder.attentional"):
        assert {f"torch/{name}", f"torch/gradient/{name}"} <= arrays, name


def test_states_that_are_carried_over_hold_too() -> None:
    run = made_run("python-lstm", ["probe=current", "threads=1", "cell.hidden_size=8", "task.length=20"], updates=3)
    assert run.current_states is not None
    assert keys(all_checks(run)) == set()


def test_norms_far_beyond_float32_hold() -> None:
    run = made_run("exploding-rnn", ["threads=1", "cell.hidden_size=24", "task.length=400", *WILD], updates=0)
    trace = run.probe()
    assert trace.path == "exact"
    assert trace["gradient_norm_log10/layer0.hidden"].max() > 39
    checks = all_checks(run)
    assert keys(checks) == set()
    assert "decades/gradient_norm_log10/layer0.hidden" in {check.key for check in made(checks)}


def test_the_loss_of_another_step_is_checked_where_it_is_followed_back() -> None:
    run = made_run("highway-lstm", [*LSTM, "training.loss_on=all"])
    assert keys([check for part in verify(run, 5) for check in part]) == set()
    with pytest.raises(BadInput, match="carries no loss"):
        next(verify(made_run("highway-lstm", LSTM), 5))


def test_it_leaves_the_run_as_it_was() -> None:
    one, other = (made_run("hello-rnn", ["threads=1"]) for _ in range(2))
    before = one.snapshot()
    parts = list(verify(one))
    assert len(parts) == COUNT
    after = one.snapshot()
    assert before.keys() == after.keys()
    for name in before:
        np.testing.assert_array_equal(before[name], after[name])
    assert torch.get_num_threads() == 1
    one.update()
    other.update()
    for name, value in one.learner.model.state_dict().items():
        assert torch.equal(value, other.learner.model.state_dict()[name])
