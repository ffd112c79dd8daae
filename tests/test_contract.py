"""What others rely on: a script that knows the files alone reproduces them with torch's own modules."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from rnnviz.cli import main

PRESETS = ["hello-rnn", "adding-lstm", "copying-gru", "python-lstm"]
UPDATES = 5
MODULES = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
GATES = {"lstm": ("input_gate", "forget_gate", "candidate", "output_gate"), "gru": ("reset_gate", "update_gate")}


def rnnviz(*words: str, apart: bool) -> None:
    """Run the command, in a process of its own or in this one."""
    if apart:
        subprocess.run([sys.executable, "-m", "rnnviz", *words], check=True)
        return
    before = torch.get_num_threads()
    try:
        assert main(words) == 0
    finally:
        torch.set_num_threads(before)


@pytest.fixture(scope="module", params=PRESETS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the four files, as the command line leaves it."""
    name = str(request.param)
    out = tmp_path_factory.mktemp("runs") / name
    rnnviz("run", name, "--updates", str(UPDATES), "--out", str(out), "--quiet", apart=name == "hello-rnn")
    return out


def one_step_at_a_time(kind: str, weights: dict[str, Tensor], x: Tensor) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Run torch's cell over the inputs, keeping every state for its gradient, and gates by their formulas."""
    size = weights["weight_hh_l0"].shape[1]
    cell = {"rnn": nn.RNNCell, "gru": nn.GRUCell, "lstm": nn.LSTMCell}[kind](x.shape[1], size, dtype=x.dtype)
    cell.load_state_dict({name.removesuffix("_l0"): value for name, value in weights.items()})
    h = c = torch.zeros(1, size, dtype=x.dtype)
    kept: dict[str, list[Tensor]] = {}
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    for x_t in x:
        from_x = nn.functional.linear(x_t, cell.weight_ih, cell.bias_ih).chunk(blocks)
        from_h = nn.functional.linear(h[0], cell.weight_hh, cell.bias_hh).chunk(blocks)
        for name, a, b in zip(GATES.get(kind, ()), from_x, from_h, strict=False):
            kept.setdefault(name, []).append((a + b).tanh() if name == "candidate" else (a + b).sigmoid())
        if kind == "lstm":
            h, c = cell(x_t[None], (h, c))
            c.retain_grad()
            kept.setdefault("cell", []).append(c[0])
            kept.setdefault("cell_leaf", []).append(c)
        else:
            h = cell(x_t[None], h)
        h.retain_grad()
        kept.setdefault("hidden_leaf", []).append(h)
    leaves = kept["hidden_leaf"], kept.get("cell_leaf", [])
    return {name: torch.stack(values) for name, values in kept.items() if "leaf" not in name}, [*leaves[0], *leaves[1]]


def test_the_files_are_reproduced_with_torchs_modules(folder: Path) -> None:
    experiment = tomllib.loads((folder / "experiment.toml").read_text("utf-8"))
    weights = {name: value.double() for name, value in load_file(folder / "weights.safetensors").items()}
    with np.load(folder / "trace.npz", allow_pickle=False) as file:
        trace = dict(file)
    kind = experiment["cell"]["kind"]
    layer = {name.removeprefix("layer0."): value for name, value in weights.items() if name.startswith("layer0.")}
    x = torch.from_numpy(trace["inputs"]).double()
    options = {"nonlinearity": experiment["cell"]["activation"]} if kind == "rnn" else {}
    module = MODULES[kind](x.shape[1], experiment["cell"]["hidden_size"], dtype=torch.float64, **options)
    module.load_state_dict(layer)
    hidden, _ = module(x[:, None])
    np.testing.assert_allclose(trace["layer0.hidden"], hidden[:, 0].detach().numpy(), rtol=1e-4, atol=1e-5)
    outputs = nn.functional.linear(hidden[:, 0], weights["readout.weight"], weights["readout.bias"])
    np.testing.assert_allclose(trace["outputs"], outputs.detach().numpy(), rtol=1e-4, atol=1e-5)

    values, leaves = one_step_at_a_time(kind, layer, x)
    for name, value in values.items():
        np.testing.assert_allclose(trace[f"layer0.{name}"], value.detach().numpy(), rtol=1e-4, atol=1e-5)

    length = len(x)
    targets, here = torch.from_numpy(trace["targets"]), trace["loss_steps"]
    states = [*leaves[:length]]
    y = nn.functional.linear(torch.cat(states), weights["readout.weight"], weights["readout.bias"])
    if targets.dtype == torch.int64:
        each = nn.functional.cross_entropy(y, targets, reduction="none")
    else:
        each = (y - targets.double()).square().mean(-1)
    by_time = torch.where(torch.from_numpy(here), each / here.sum(), 0.0)
    np.testing.assert_allclose(trace["loss_by_time"], by_time.detach().numpy(), rtol=1e-4, atol=1e-5)
    assert float(trace["loss"]) == pytest.approx(by_time.sum().item(), rel=1e-4)
    for key, loss in (("norm", by_time.sum()), ("reach", each[int(trace["reach_from"])])):
        found = torch.autograd.grad(loss, leaves, retain_graph=True, allow_unused=True)
        norms = np.array([0.0 if g is None else float(g.norm()) for g in found]).reshape(-1, length)
        for name, row in zip(("hidden", "cell"), norms, strict=False):
            np.testing.assert_allclose(trace[f"gradient_{key}/layer0.{name}"], row, rtol=1e-3, atol=1e-9)
            with np.errstate(divide="ignore"):  # the last decimals are float32
                np.testing.assert_allclose(trace[f"gradient_{key}_log10/layer0.{name}"], np.log10(row), atol=0.03)
    assert int(trace["reach_from"]) == np.flatnonzero(here)[-1]
    assert trace["tokens"].dtype.kind == "U"


def test_metrics_have_the_columns_that_others_read(folder: Path) -> None:
    with open(folder / "metrics.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["update"]) for row in rows] == list(range(1, UPDATES + 1))
    for row in rows:
        assert float(row["gradient_norm"]) >= 0
        assert 0 < float(row["clip_coefficient"]) <= 1
        assert float(row["seconds"]) > 0
    assert list(rows[0])[:6] == ["update", "loss", "gradient_norm", "clip_coefficient", "learning_rate", "seconds"]


def test_the_experiment_file_repeats_the_weights_bit_for_bit(folder: Path, tmp_path: Path) -> None:
    """Where the first ran in this process the second has one of its own for the LSTM that reads a text."""
    apart = folder.name == "python-lstm"
    rnnviz("run", str(folder / "experiment.toml"), "--out", str(tmp_path), "--quiet", apart=apart)
    assert (tmp_path / "weights.safetensors").read_bytes() == (folder / "weights.safetensors").read_bytes()
