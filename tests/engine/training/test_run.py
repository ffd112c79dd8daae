"""A run: learning, repeating, live changes, snapshots, divergence."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load, to_toml
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.divergence import Diverged
from rnnviz.engine.training.record import described, metrics, write
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput

SMALL = {"threads": "1", "cell.hidden_size": "8", "task.length": "12", "training.batch_size": "4"}


def small(*sets: str) -> Run:
    chosen = SMALL | dict(text.split("=") for text in sets)
    return Run(load("vanishing-rnn", [f"{key}={value}" for key, value in chosen.items()]))


def weights(run: Run) -> dict[str, np.ndarray]:
    return {name: value.numpy().copy() for name, value in run.learner.model.state_dict().items()}


def part(state: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(prefix): value.clone() for name, value in state.items() if name.startswith(prefix)}


def same(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> bool:
    return a.keys() == b.keys() and all((a[name] == b[name]).all() for name in a)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_an_update_is_torchs_own(cell: str) -> None:
    """Loss, gradients, clipping and Adam against a model and a loop written with torch.nn alone."""
    run = small(f"cell.kind={cell}", "dtype=float64", "training.clip.max_norm=0.01")
    seed = np.random.SeedSequence(run.experiment.seed).spawn(3)[1]
    batch = run.task.batch(4, np.random.Generator(np.random.PCG64(seed)))
    start = run.learner.model.state_dict()
    plain = getattr(torch.nn, cell.upper())(8, 8, dtype=torch.float64)
    plain.load_state_dict(part(start, "layer0."))
    readout = torch.nn.Linear(8, 1, dtype=torch.float64)
    readout.load_state_dict(part(start, "readout."))
    both = [*plain.parameters(), *readout.parameters()]
    optimizer = torch.optim.Adam(both, lr=1e-3)
    outputs = readout(plain(torch.from_numpy(batch.inputs).double())[0])
    loss = (outputs[-1] - torch.from_numpy(batch.targets[-1]).double()).square().mean()
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(both, 0.01)
    optimizer.step()

    row = run.update()
    assert row["loss"] == pytest.approx(loss.item(), rel=1e-12)
    assert row["gradient_norm"] == pytest.approx(norm.item(), rel=1e-6)
    assert row["clip_coefficient"] == pytest.approx(0.01 / norm.item(), rel=1e-6)
    for name, value in plain.state_dict().items():
        torch.testing.assert_close(run.learner.model.state_dict()[f"layer0.{name}"], value, rtol=1e-4, atol=1e-7)


def test_the_same_experiment_gives_the_same_weights_and_watching_changes_nothing() -> None:
    one, other = small(), small()
    for _ in range(5):
        assert one.update()["loss"] == other.update()["loss"]
        other.probe(watch=("*",))
    assert same(weights(one), weights(other))
    assert not same(weights(one), weights(small("seed=9")))


def test_learning_lowers_the_loss() -> None:
    run = small("task.length=3", "training.learning_rate=0.01", "training.batch_size=64")
    losses = [run.update()["loss"] for _ in range(150)]
    assert np.mean(losses[-10:]) < 0.3 * np.mean(losses[:10])


def test_truncation_cuts_the_gradient_and_a_wide_window_does_not() -> None:
    full, wide, cut = small(), small("training.truncate=12"), small("training.truncate=4")
    norms = [run.update()["gradient_norm"] for run in (full, wide, cut)]
    assert norms[0] == norms[1] != norms[2]
    # Only the last window reaches the loss: the same as a pass over its four steps from a constant state.
    grads = {name: p.grad for name, p in cut.learner.model.named_parameters()}
    batch = cut.current
    assert batch is not None
    again = small("training.truncate=4")
    model = again.learner.model
    assert isinstance(model, Stack)
    x = torch.from_numpy(batch.inputs)
    with torch.no_grad():
        _, states = model(x[:8], model.start(4))
    outputs, _ = model(x[8:], states)
    (outputs[-1] - torch.from_numpy(batch.targets[-1])).square().mean().backward()
    limit = cut.experiment.training.clip.max_norm
    scale = min(1.0, limit / norms[2])
    for name, p in again.learner.model.named_parameters():
        assert p.grad is not None
        torch.testing.assert_close(grads[name], p.grad * scale, rtol=1e-4, atol=1e-7)


def test_live_changes_are_written_down_and_repeat_the_run() -> None:
    run = small()
    run.update()
    run.change("training.learning_rate", 0.05)
    run.update()
    run.change("training.batch_size", 7)
    run.change("training.clip.mode", "none")
    assert run.update()["learning_rate"] == 0.05
    again = Run(run.as_run)
    rows = [again.update() for _ in range(3)]
    assert same(weights(run), weights(again))
    assert [row["learning_rate"] for row in rows] == [1e-3, 0.05, 0.05]
    assert again.experiment.training.batch_size == 7
    assert run.as_run.training.learning_rate == 1e-3


def test_a_field_that_needs_a_new_model_is_refused_live() -> None:
    run = small()
    with pytest.raises(BadInput, match=r"cell.hidden_size cannot be changed live"):
        run.change("cell.hidden_size", 9)
    with pytest.raises(BadInput, match=r"training.learning_rate must be between 0 and 1e\+06, got -1.0"):
        run.change("training.learning_rate", -1.0)
    assert run.experiment.change == ()


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
def test_a_snapshot_goes_on_bit_for_bit(optimizer: str) -> None:
    run = small(f"training.optimizer={optimizer}")
    for _ in range(3):
        run.update()
    kept = run.snapshot()
    rows = [run.update() for _ in range(4)]
    again = small(f"training.optimizer={optimizer}")
    again.restore(kept)
    assert again.updates == 3
    assert [again.update()["loss"] for _ in range(4)] == [row["loss"] for row in rows]
    assert same(weights(run), weights(again))


def test_a_loss_that_is_not_finite_names_where_it_began() -> None:
    run = small("cell.activation=relu")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.bias_ih_l0")[0] = math.inf
    with pytest.raises(Diverged, match=r"update 1 is \w+: the parameter layer0.bias_ih_l0 is not finite"):
        run.update()
    assert run.updates == 0


def test_divergence_inside_a_pass_names_the_array_and_the_step() -> None:
    run = small("cell.activation=identity", "task.length=40")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0").mul_(100.0)
    with pytest.raises(Diverged, match=r"layer0.preactivation is the first that is not finite, at step \d+") as caught:
        run.update()
    assert 15 < caught.value.step < 30


def test_a_gradient_that_is_not_finite_skips_the_update() -> None:
    run = small()
    readout = run.learner.model.get_parameter("readout.weight")
    readout.register_hook(lambda grad: grad * math.inf)  # type: ignore[no-untyped-call]
    before = weights(run)
    row = run.update()
    assert math.isnan(row["clip_coefficient"])
    assert run.skipped == 1
    assert row["skipped"] == 1.0
    assert math.isnan(row["clip_cosine"])
    assert same(before, weights(run))


def test_sizes_beyond_memory_are_refused_before_they_are_allocated() -> None:
    with pytest.raises(BadInput, match=r"need about [\d.]+ GB, and [\d.]+ GB of memory are free"):
        Run(load("vanishing-rnn", ["cell.hidden_size=4096", "model.layers=64", "training.batch_size=4096",
                                   "task.length=10000"]))


@pytest.mark.skipif(torch.cuda.is_available(), reason="a machine with CUDA has the device")
def test_a_device_that_is_not_there_is_named_with_the_reason() -> None:
    with pytest.raises(BadInput, match='device "cuda" is not available: '):
        Run(load("vanishing-rnn", ["device=cuda"]))


def test_probing_the_current_batch_follows_it() -> None:
    run = small("probe=current")
    run.update()
    assert run.current is not None
    first = run.probe()
    np.testing.assert_array_equal(first["inputs"], run.current.inputs[:, 0])
    run.update()
    assert not np.array_equal(run.probe()["inputs"], first["inputs"])


def test_the_four_files_repeat_the_run(tmp_path: Path) -> None:
    run = small("training.validate_every=2")
    rows = [run.update() for _ in range(4)]
    files = write(tmp_path / "out", run, rows)
    assert [file.name for file in files] == ["experiment.toml", "weights.safetensors", "metrics.csv", "trace.npz"]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(file.name for file in files)
    again = Run(load(str(files[0])))
    for _ in range(again.experiment.training.updates):
        again.update()
    assert same(weights(run), weights(again))
    write(tmp_path / "again", again, rows)
    assert (tmp_path / "again" / files[1].name).read_bytes() == files[1].read_bytes()
    with np.load(files[3], allow_pickle=False) as saved:
        np.testing.assert_array_equal(saved["layer0.hidden"], run.probe()["layer0.hidden"])
        assert saved["tokens"].dtype.kind == "U"
    lines = files[2].read_text().splitlines()
    assert lines[0].startswith("update,loss,gradient_norm,clip_coefficient,learning_rate,seconds")
    assert len(lines) == 5
    assert "validation_loss" in lines[0]
    assert not dict(zip(lines[0].split(","), lines[1].split(","), strict=True))["validation_loss"]
    assert described(run).record["updates"] == 4
    assert 'device = "cpu"' in to_toml(described(run))


def test_metrics_leave_out_what_was_not_scored() -> None:
    text = metrics([{"update": 1.0, "loss": 0.5}, {"update": 2.0, "loss": 0.25, "accuracy": 1.0}])
    assert text.splitlines()[1:] == ["1,0.5,,,,,", "2,0.25,,,,,1.0"]


@pytest.mark.parametrize("mode", ["norm", "value"])
def test_the_row_tells_each_parameters_share_of_the_gradient(mode: str) -> None:
    run = small(f"training.clip.mode={mode}", "training.clip.max_norm=0.01", "training.clip.max_value=0.001")
    row = run.update()
    names = [f"gradient_norm/{name}" for name, _ in run.learner.model.named_parameters()]
    assert [name for name in row if "/" in name] == names
    assert math.hypot(*(row[name] for name in names)) == pytest.approx(row["gradient_norm"], rel=1e-12)
    assert row["skipped"] == 0.0
    if mode == "norm":
        assert row["clip_coefficient"] < 1
        for name, parameter in run.learner.model.named_parameters():
            assert parameter.grad is not None
            before = float(parameter.grad.norm()) / row["clip_coefficient"]
            assert row[f"gradient_norm/{name}"] == pytest.approx(before, rel=1e-5)
        assert (row["clip_cosine"], row["clipped_share"]) == (1.0, 0.0)
    else:
        assert 0 < row["clip_cosine"] < 1
        assert 0 < row["clipped_share"] < 1


def test_metrics_put_the_scores_before_what_clipping_did() -> None:
    row = {"update": 1.0, "clip_cosine": 1.0, "gradient_norm/readout.bias": 2.0, "accuracy": 0.5}
    text = metrics([row, {"update": 2.0, "validation_accuracy": 1.0}])
    names = text.splitlines()[0].split(",")
    assert names[6:] == ["accuracy", "validation_accuracy", "clip_cosine", "gradient_norm/readout.bias"]
