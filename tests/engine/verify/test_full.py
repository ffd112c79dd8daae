"""Verification where cells are full: no route may lose the digits that the others have, and no fault is forgiven."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import fused
from rnnviz.engine.passes.recorded import Recorded, unscaled
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import backward, cells, full, watched
from rnnviz.engine.verify import verify as verified
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.engine.ways import saturated
from rnnviz.link.checks import Check

STEPS, HIDDEN = 24, 4


def filled(cell: float, dtype: str, units: int | slice, output: float = 0.0) -> Run:
    """Return an LSTM of which some cells forget nothing and hold about ``cell`` at the end."""
    run = Run(load("highway-lstm", [
        f"task.length={STEPS}", f"cell.hidden_size={HIDDEN}", "cell.forget_bias=0", "threads=1", f"dtype={dtype}",
        "training.batch_size=3",
    ]))  # fmt: skip
    assert isinstance(run.learner.model, Stack)
    share = cell / STEPS / np.tanh(2)
    with torch.no_grad():
        for name, parameter in run.learner.model.layers[0].named_parameters():
            if "weight" in name:
                parameter.mul_(0.3)
        gates = run.learner.model.layers[0].get_parameter("bias_ih_l0").view(4, HIDDEN)
        gates[0, units], gates[1, units], gates[2, units] = float(np.log(share / (1 - share))), 20.0, 2.0
        gates[3] += output
    return run


def failures(checks: list[Check]) -> list[str]:
    return [check.key for check in checks if check.passed is False]


@pytest.mark.parametrize(
    ("cell", "dtype", "units"),
    [
        pytest.param(
            cell, dtype, units, marks=() if (cell, dtype, units) in ((13, "float64", 0), (17, "float64", slice(None)))
            else pytest.mark.soak,
        )
        for cell in (5, 9, 13, 17) for dtype in ("float32", "float64") for units in (0, slice(None))
    ],
)  # fmt: skip
def test_full_cells_are_verified(cell: int, dtype: str, units: int | slice) -> None:
    run = filled(cell, dtype, units)
    assert float(np.abs(run.probe()["layer0.cell"]).max()) == pytest.approx(cell, rel=0.35)
    checks = [check for part in verified(run) for check in part]
    assert failures(checks) == []
    assert {"decades/gradient_reach_log10/layer0.cell", f"truncated/gradient_lost@{STEPS // 3}/layer0.cell"} <= {
        check.key for check in checks if check.compared
    }


Fault = Callable[[pytest.MonkeyPatch], None]


def rounded_slope(patch: pytest.MonkeyPatch) -> None:
    """In the engine the slope of a full cell is made as torch makes it."""

    def wrong(cell: torch.Tensor, output: torch.Tensor, out: torch.Tensor | None = None) -> torch.Tensor:
        made = output * (1 - cell.tanh() ** 2)
        return made if out is None else out.copy_(made)

    patch.setattr(saturated, "slope", wrong)


def ten_tolerances(patch: pytest.MonkeyPatch) -> None:
    """Half-way back the reach is off by ten times what its logarithm may be."""
    plain = fused.fused

    def wrong(*given: object, **named: object) -> Recorded:
        found = plain(*given, **named)  # type: ignore[arg-type]
        mantissa = found.gradients["layer0.cell"].mantissa.clone()
        mantissa[STEPS // 2] *= 10 ** (10 * backward.DECADES["float64"] * (10 + STEPS))
        found.gradients["layer0.cell"] = unscaled(mantissa)
        return found

    patch.setattr(fused, "fused", wrong)


@pytest.mark.parametrize("fault", [rounded_slope, ten_tolerances], ids=lambda fault: fault.__name__)
def test_a_fault_in_full_cells_is_found(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    subject = Subject(filled(17, "float64", slice(None)))
    found = failures(list(backward.each_step(subject, Trajectory(subject))))
    assert "decades/gradient_norm_log10/layer0.cell" in found


def test_without_it_torchs_own_backward_is_wrong_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should torch come to keep these digits, `rnnviz.engine.verify.full` can go."""
    monkeypatch.setattr(full, "followed", lambda kind, p, x, state, after, rounded=None: after)
    monkeypatch.setattr(full, "tanh", torch.tanh)
    subject = Subject(filled(17, "float64", slice(None)))
    found = failures(list(backward.each_step(subject, Trajectory(subject))))
    assert "decades/gradient_norm_log10/layer0.cell" in found


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm", "lstm_1997", "lstm_peephole", "gru_before"])
def test_the_written_step_is_torchs_in_value_and_slope_where_nothing_is_full(kind: str) -> None:
    run = Run(load("vanishing-rnn", [f"cell.kind={kind}", "cell.hidden_size=3", "dtype=float64", "task.length=5"]))
    generator = torch.Generator().manual_seed(5)
    p = {
        name: torch.randn(shape, generator=generator, dtype=torch.float64)
        for name, shape in run.learner.model.by_scope["layer0"].cell.shapes(2).items()
    }
    x = torch.randn(1, 2, generator=generator, dtype=torch.float64)
    states = len(run.learner.model.by_scope["layer0"].cell.info.states)
    state = tuple(torch.randn(1, 3, generator=generator, dtype=torch.float64) for _ in range(states))
    sources = [value.requires_grad_() for value in (x, *state, *p.values())]
    after = cells._torch_step(run.experiment, p, x, state)
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(full, "SQUASHED", 0.0)
        made = full.followed(kind, p, x, state, after)
    for mine, theirs in zip(made, after, strict=True):
        assert mine is not theirs
        assert torch.equal(mine, theirs)
    ends = [torch.stack([(value * (i + 1)).sum() for i, value in enumerate(values)]).sum() for values in (made, after)]
    of_mine, of_theirs = (torch.autograd.grad(end, sources, retain_graph=True) for end in ends)
    for found, true in zip(of_mine, of_theirs, strict=True):
        torch.testing.assert_close(found, true, rtol=1e-12, atol=1e-13)


def test_what_rounded_slopes_may_do_to_what_is_learnt_is_little_unless_all_is_full() -> None:
    half_open, all_full = (Subject(filled(9, "float32", slice(None), output)) for output in (0.0, 22.0))
    for subject, least, most in ((half_open, 0.0, 1e-4), (all_full, 1e-3, np.inf)):
        name = "layer0.weight_hh_l0"
        share = subject.of_slopes(name) / np.abs(subject.cells.gradients(0)[name]).max()
        assert least < share < most
        assert failures(list(backward.training(subject, None))) == []
        assert failures(list(backward.parameters(subject, None))) == []


def test_truncation_in_full_cells_is_checked_by_rows_that_lose_nothing() -> None:
    run = filled(13, "float64", 0)
    subject = Subject(run, None, watched.watched(Subject(run)))
    found = list(watched.truncated(subject, Trajectory(subject)))
    assert failures(found) == []
    assert max(check.residual for check in found) < 1e-12
