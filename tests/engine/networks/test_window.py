"""A window of the last steps: what it sees, what it cannot remember, and least squares reached by gradient."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from rnnviz.catalogue import from_values, infos_of, load
from rnnviz.engine.networks.estimate import needed
from rnnviz.engine.networks.window import Window, onward, windows
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, verify
from rnnviz.errors import BadInput
from rnnviz.measures import autoregression
from rnnviz.tasks import TASKS
from rnnviz.tasks.series import Series

SMALL: dict[str, Any] = {
    "dtype": "float64", "threads": 1, "seed": 3,
    "task": {"kind": "series", "generated": "ar2", "columns": 2, "length": 12},
    "model": {"kind": "window", "window": 4, "hidden_layers": 2},
    "cell": {"kind": "rnn", "hidden_size": 5},
    "training": {"batch_size": 3},
}  # fmt: skip


def made(given: dict[str, Any] | None = None) -> Run:
    return Run(from_values(SMALL, given))


def model_of(run: Run) -> Window:
    model = run.learner.model
    assert isinstance(model, Window)
    return model


def by_hand(x: np.ndarray, steps: int) -> np.ndarray:
    """Windows (T, p · D) of numbers (T, D), zeros before the first, the newest first."""
    padded = np.vstack([np.zeros((steps - 1, x.shape[1])), x])
    return np.stack([padded[t : t + steps][::-1].ravel() for t in range(len(x))])


def test_windows_hold_the_last_steps_the_newest_first() -> None:
    x = np.random.default_rng(0).standard_normal((7, 2))
    found = windows(torch.from_numpy(x)[:, None], torch.zeros(1, 6, dtype=torch.float64), 3)
    np.testing.assert_array_equal(found[:, 0].numpy(), by_hand(x, 3))
    half = windows(torch.from_numpy(x[4:])[:, None], found[3], 3)  # goes on from where a pass before has ended
    np.testing.assert_array_equal(half[:, 0].numpy(), by_hand(x, 3)[4:])


def test_later_windows_pass_back_to_the_numbers_they_share() -> None:
    x = torch.randn(8, 1, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    weights = torch.randn(8, 1, 6, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    held, rows = torch.zeros(1, 6, dtype=torch.float64, requires_grad=True), []
    for x_t in x:
        held = torch.cat([x_t, held[:, :-2]], 1)
        rows.append(held)
    true = torch.autograd.grad((torch.stack(rows) * weights).sum(), rows)
    np.testing.assert_allclose(onward(weights, 2).numpy(), torch.stack(true).numpy(), rtol=0, atol=1e-14)


def test_a_window_with_hidden_layers_is_torchs_linear_on_unfolded_windows() -> None:
    run = made()
    model = model_of(run)
    state = model.state_dict()
    twin = nn.Sequential(nn.Linear(8, 5), nn.Tanh(), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 2)).double()
    names = ("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias", "readout.weight", "readout.bias")
    twin.load_state_dict(dict(zip(twin.state_dict(), (state[name] for name in names), strict=True)))
    trace = run.probe()
    seen = torch.from_numpy(by_hand(run.pinned.inputs[:, 0], 4)).requires_grad_()
    outputs = twin(seen)
    np.testing.assert_allclose(trace["outputs"], outputs.detach().numpy(), rtol=0, atol=1e-13)
    loss = (outputs - torch.from_numpy(run.pinned.targets[:, 0])).square().mean()
    true = torch.autograd.grad(loss, list(twin.parameters()))
    assert float(trace["loss"]) == pytest.approx(float(loss.detach()), rel=1e-12)
    own = dict(model.named_parameters())
    found = torch.autograd.grad(run.learner.run(run.pinned).loss, [own[name] for name in names])
    for name, gradient, twins in zip(names, found, true, strict=True):
        np.testing.assert_allclose(gradient.numpy(), twins.numpy(), rtol=0, atol=1e-13, err_msg=name)


def test_no_gradient_reaches_beyond_the_window() -> None:
    trace = made().probe(reach_from=8)
    logs = trace["gradient_reach_log10/layer0.hidden"]
    assert np.isfinite(logs[5:9]).all()
    assert np.isneginf(logs[:5]).all()
    assert np.isneginf(logs[9:]).all()
    for scope in ("layer1", "layer2"):  # a hidden layer says nothing to another step
        assert np.flatnonzero(trace[f"gradient_reach/{scope}.hidden"]).tolist() == [8]


def test_what_was_read_before_the_window_changes_nothing() -> None:
    run = made()
    inputs = run.learner.tensor(run.pinned.inputs)
    changed = inputs.clone()
    changed[2] += 1
    model = model_of(run)
    with torch.no_grad():
        before, after = (model(x, model.start(1))[0] for x in (inputs, changed))
    same = (before == after).all(-1).flatten().tolist()
    assert same == [t < 2 or t > 5 for t in range(12)]


def test_a_text_that_goes_on_fills_the_window_from_the_pass_before(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("to be or not to be, that is the question " * 20, "utf-8")
    sets = ["threads=1", "training.batch_size=2", "task.length=20", f"task.path={text}"]
    run = Run(load("python-mlp", sets))
    for _ in range(2):
        run.update()
    assert run.current is not None
    assert run.current.carry is not None
    assert run.current.carry.all()
    assert run.current_states is not None
    embedded = run.current_states[0][0].reshape(2, 8, -1)
    assert (embedded.norm(dim=-1) > 0).all()  # eight characters of each stream
    assert not any(value.any() for state in run.current_states[1:] for value in state)


@pytest.mark.parametrize("given", [
    {}, {"model.hidden_layers": 0, "model.short_windows": "left_out"},
    {"model.window": 1, "model.nonlinearity": "relu"},
    {"model.window": 40, "dtype": "float32", "model.nonlinearity": "identity"},
    {"task.kind": "copying", "model.input": "embedding", "model.embedding_size": 3},
])  # fmt: skip
def test_every_number_of_it_is_verified(given: dict[str, Any]) -> None:
    run = made(given)
    run.update()
    parts = list(verify(run))
    assert len(parts) == COUNT
    checks = [check for part in parts for check in part]
    assert [check.key for check in checks if check.passed is False] == []
    passed = {check.key for check in checks if check.passed}
    top = f"layer{run.experiment.model.hidden_layers}"
    assert {
        "torch/outputs", f"torch/gradient/{top}.hidden", "memory/gradient_reach/layer0.hidden",
        "difference/states/layer0", "difference/parameters/readout", "training/readout.bias", "watching",
    } <= passed


def test_a_wrong_gradient_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rnnviz.engine.passes.windows.onward", lambda direct, width: direct)
    failed = {check.key for part in verify(made()) for check in part if check.passed is False}
    assert {"torch/gradient/layer0.hidden", "readable/gradient/layer0.hidden"} <= failed


def series_of(path: Path, values: np.ndarray) -> str:
    np.savetxt(path, values, fmt="%.17g")
    return str(path)


def test_descent_on_all_full_windows_arrives_at_least_squares(tmp_path: Path) -> None:
    draw = np.random.default_rng(7)
    values = np.zeros(242)
    for t in range(2, len(values)):
        values[t] = 0.9 * values[t - 1] - 0.5 * values[t - 2] + draw.standard_normal()
    run = Run(from_values({
        "dtype": "float64", "threads": 1,
        "task": {"kind": "series", "path": series_of(tmp_path / "ar.csv", values), "length": 120},
        "model": {"kind": "window", "window": 3, "hidden_layers": 0, "short_windows": "left_out"},
        "cell": {"kind": "rnn"},
        "training": {"batch_size": 1, "optimizer": "momentum", "learning_rate": 0.05, "clip": {"mode": "none"}},
    }))  # fmt: skip
    task = run.task
    assert isinstance(task, Series)
    assert task.training_size == task.length + 1  # so that the one window of the training part is the whole of it
    for _ in range(400):
        run.update()
    weight, bias = model_of(run).readout.weight.detach()[0].numpy(), float(model_of(run).readout.bias.detach()[0])
    fit = autoregression.fit(task.values[: task.training_size, 0], 3)
    np.testing.assert_allclose([bias, *weight], fit.coefficients, rtol=0, atol=1e-6)


def test_short_windows_left_out_carry_no_loss_in_learning_and_do_in_scores() -> None:
    run = made({"model.short_windows": "left_out"})
    steps = run.probe()["loss_steps"]
    assert np.flatnonzero(~steps).tolist() == [0, 1, 2]
    assert run.learner.scored(run.task.validation(2)).loss_steps.all()
    whole = made({"model.short_windows": "left_out", "model.window": 40})  # longer than a pass: every step is short
    assert whole.probe()["loss_steps"].all()


@pytest.mark.parametrize(("given", "said"), [
    ({"training.truncate": 4}, "training.truncate must be 0 for a window"),
    ({"model.window": 0}, "model.window must be between 1 and 1024, got 0"),
    ({"model.hidden_layers": 17}, "model.hidden_layers must be between 0 and 16, got 17"),
    ({"task.kind": "translate"}, "model.kind must be"),
])  # fmt: skip
def test_what_a_window_cannot_be_is_said(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        from_values(SMALL, {"model.kind": "window", **given})


def test_a_window_wider_than_a_state_is_refused() -> None:
    with pytest.raises(BadInput, match=r"model\.window must be at most 409 where a step has 10 numbers, got 600"):
        Run(load("copying-gru", ["model.kind=window", "model.window=600"]))


def test_its_memory_is_estimated_from_its_own_sizes() -> None:
    small, wide = (from_values(SMALL, {"model.window": window}) for window in (4, 400))
    tasks = [TASKS["series"](each.task) for each in (small, wide)]
    assert needed(wide, tasks[1]) > needed(small, tasks[0]) + 8 * 4 * 2 * 396 * 5


def test_a_trace_says_what_each_layer_is() -> None:
    run = made({"model.nonlinearity": "relu"})
    trace = run.probe(("layer1.preactivation",))
    assert [trace.cells[scope].key for scope in trace.scopes] == ["window", "window_units", "window_units"]
    assert all(infos_of(run.experiment)[info.key] == info for info in trace.cells.values())
    np.testing.assert_allclose(trace["layer1.hidden"], np.maximum(trace["layer1.preactivation"], 0), rtol=0, atol=0)
