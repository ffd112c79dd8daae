"""A person's weights in a model: what runs is what torch's own module computes with the same tensors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from rnnviz.assembly import as_values, changed, from_values
from rnnviz.catalogue import load
from rnnviz.engine.training import record
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.tasks import TASKS
from rnnviz.tasks.char_lm import CharLmFields

pytestmark = pytest.mark.usefixtures("one_thread")

MODULES = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
TEXT = "the quick brown fox jumps over the lazy dog\n" * 40


def made(kind: str, inputs: int, hidden: int, layers: int = 1, seed: int = 0, **options: Any) -> nn.RNNBase:
    torch.manual_seed(seed)
    found = MODULES[kind](inputs, hidden, layers, **options)
    assert isinstance(found, nn.RNNBase)
    return found


def saved(path: Path, parts: Mapping[str, nn.Module | Tensor], metadata: dict[str, str] | None = None) -> str:
    """Write modules, each behind its prefix, and tensors as they are."""
    tensors: dict[str, Tensor] = {}
    for prefix, part in parts.items():
        if isinstance(part, Tensor):
            tensors[prefix] = part.contiguous()
        else:
            tensors |= {f"{prefix}{name}": value.contiguous() for name, value in part.state_dict().items()}
    save_file(tensors, path, metadata)
    return str(path)


def series(weights: str, **given: Any) -> Experiment:
    named = {key.replace("__", "."): value for key, value in given.items()}
    return changed(load("series-gru"), {"model.weights": weights, "task.length": 20, "threads": 1, **named})


def said(run: Run) -> list[str]:
    return [str(remark.words) for remark in run.learner.weights.remarks]


@pytest.mark.parametrize("kind", MODULES)
@pytest.mark.parametrize(("layers", "prefix"), [(1, ""), (3, "model.encoder.rnn."), (2, "a.0.b_l0.")])
def test_the_hidden_states_are_those_of_torchs_module(tmp_path: Path, kind: str, layers: int, prefix: str) -> None:
    module, head = made(kind, 3, 7, layers), nn.Linear(7, 3)
    file = saved(tmp_path / "w.safetensors", {prefix: module, "fc.": head})
    experiment = series(file, task__columns=3)
    assert (experiment.cell.kind, experiment.cell.hidden_size, experiment.model.layers) == (kind, 7, layers)
    trace = Run(experiment).probe()
    x = torch.from_numpy(np.array(trace["inputs"]))
    below = x[:, None]
    for k in range(layers):
        one = MODULES[kind](below.shape[-1], 7)
        one.load_state_dict({
            name.replace(f"_l{k}", "_l0"): v for name, v in module.state_dict().items() if name.endswith(f"_l{k}")
        })  # fmt: skip
        below = one(below)[0]
        np.testing.assert_allclose(trace[f"layer{k}.hidden"], below[:, 0].detach().numpy(), rtol=1e-5, atol=1e-6)
    whole = module(x[:, None])[0][:, 0]
    np.testing.assert_allclose(trace[f"layer{layers - 1}.hidden"], whole.detach().numpy(), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(trace["outputs"], head(whole).detach().numpy(), rtol=1e-5, atol=1e-6)


def test_without_updates_the_same_weights_come_out_bit_for_bit(tmp_path: Path) -> None:
    module, head = made("lstm", 1, 6, 2), nn.Linear(6, 1)
    file = saved(tmp_path / "w.safetensors", {"net.lstm.": module, "out.": head})
    record.write(tmp_path / "run", Run(series(file)), [])
    out = load_file(tmp_path / "run" / "weights.safetensors")
    for name, value in module.state_dict().items():
        assert torch.equal(out[f"layer{name[-1]}.{name[:-1]}0"], value)
    assert torch.equal(out["readout.weight"], head.weight)
    assert torch.equal(out["readout.bias"], head.bias)
    again = series(str(tmp_path / "run" / "weights.safetensors"))
    record.write(tmp_path / "again", Run(again), [])
    one, other = ((tmp_path / each / "weights.safetensors").read_bytes() for each in ("run", "again"))
    assert one == other


def test_training_goes_on_from_the_weights_and_its_file_repeats_the_run(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"": made("gru", 1, 5)})
    run = Run(series(file))
    start = run.learner.model.state_dict()["layer0.weight_hh_l0"].clone()
    rows = [run.update() for _ in range(30)]
    assert np.mean([row["loss"] for row in rows[-5:]]) < np.mean([row["loss"] for row in rows[:5]])
    assert not torch.equal(run.learner.model.state_dict()["layer0.weight_hh_l0"], start)
    written = record.write(tmp_path / "run", run, rows)[0]
    again = load(str(written))
    assert again.record["weights_sha256"] == run.learner.weights.sha256
    second = Run(again)
    for _ in range(30):
        second.update()
    for name, value in run.learner.model.state_dict().items():
        assert torch.equal(second.learner.model.state_dict()[name], value), name


def test_another_file_in_the_place_of_the_recorded_one_is_said(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"": made("gru", 1, 5)})
    written = record.write(tmp_path / "run", Run(series(file)), [])[0]
    assert not any("recorded run" in words for words in said(Run(load(str(written)))))
    saved(tmp_path / "w.safetensors", {"": made("gru", 1, 5, seed=1)})
    run = Run(load(str(written)))
    assert "is not the file of the recorded run" in said(run)[0]
    assert run.learner.weights.remarks[0].warning


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_numbers_of_every_type_become_the_experiments(tmp_path: Path, dtype: torch.dtype, precision: str) -> None:
    module = made("gru", 1, 5).to(dtype)
    run = Run(series(saved(tmp_path / "w.safetensors", {"": module}), dtype=precision))
    for name, value in module.state_dict().items():
        here = run.learner.model.state_dict()[f"layer0.{name}"]
        assert torch.equal(here, value.to(getattr(torch, precision))), name


def test_missing_biases_are_zero_and_stay_so_said(tmp_path: Path) -> None:
    module = made("lstm", 1, 4, bias=False)
    run = Run(series(saved(tmp_path / "w.safetensors", {"": module})))
    state = run.learner.model.state_dict()
    assert not state["layer0.bias_ih_l0"].any()
    assert not state["layer0.bias_hh_l0"].any()
    assert any("has no biases: they start at zero" in words for words in said(run))
    trace = run.probe()
    hidden = module(torch.from_numpy(np.array(trace["inputs"]))[:, None])[0][:, 0]
    np.testing.assert_allclose(trace["layer0.hidden"], hidden.detach().numpy(), rtol=1e-5, atol=1e-6)


def test_the_experiments_activation_decides_what_an_rnn_computes(tmp_path: Path) -> None:
    module = made("rnn", 1, 4, nonlinearity="relu")
    run = Run(series(saved(tmp_path / "w.safetensors", {"": module}), cell__activation="relu"))
    trace = run.probe()
    hidden = module(torch.from_numpy(np.array(trace["inputs"]))[:, None])[0][:, 0]
    np.testing.assert_allclose(trace["layer0.hidden"], hidden.detach().numpy(), rtol=1e-5, atol=1e-6)
    assert any("cell.activation is relu" in words for words in said(run))


def test_a_readout_of_another_size_stays_fresh_and_is_said(tmp_path: Path) -> None:
    fresh = Run(series(saved(tmp_path / "a.safetensors", {"": made("gru", 1, 5)})))
    assert any("has no readout for 1 outputs" in words for words in said(fresh))
    other = Run(series(saved(tmp_path / "b.safetensors", {"": made("gru", 1, 5), "fc.": nn.Linear(5, 9)})))
    assert any("fc.weight has 9 outputs where the task has 1" in words for words in said(other))
    for name in ("readout.weight", "readout.bias"):
        assert torch.equal(fresh.learner.model.state_dict()[name], other.learner.model.state_dict()[name])


def test_a_readout_is_known_by_its_name_and_size(tmp_path: Path) -> None:
    head = nn.Linear(5, 1)
    parts = {"norm.": nn.Linear(5, 1), "rnn.": made("gru", 1, 5), "head.2.": head, "fc.": nn.Linear(5, 4)}
    run = Run(series(saved(tmp_path / "w.safetensors", parts)))
    assert torch.equal(run.learner.model.state_dict()["readout.weight"], head.weight)
    assert any("4 tensors are not used: " in words for words in said(run))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_weights_that_are_not_finite_load_and_are_counted(tmp_path: Path, value: float) -> None:
    module = made("lstm", 1, 4)
    with torch.no_grad():
        module.state_dict()["weight_hh_l0"][0, :3] = value
    run = Run(series(saved(tmp_path / "w.safetensors", {"rnn.": module})))
    first = run.learner.weights.remarks[0]
    assert first.warning
    assert "rnn.weight_hh_l0 has 3 values that are NaN or infinite" in str(first.words)
    assert not np.isfinite(run.probe()["layer0.hidden"]).all() or np.isinf(value)


def test_weights_beyond_the_experiments_precision_are_counted(tmp_path: Path) -> None:
    module = made("gru", 1, 4).double()
    with torch.no_grad():
        module.state_dict()["bias_ih_l0"][:2] = 1e300
    file = saved(tmp_path / "w.safetensors", {"": module})
    assert "bias_ih_l0 has 2 values that are NaN or infinite" in said(Run(series(file)))[0]
    assert not any("infinite" in words for words in said(Run(series(file, dtype="float64"))))


def test_sizes_that_no_experiment_may_have_name_the_file(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"": made("rnn", 1, 4097)})
    with pytest.raises(BadInput, match=r"w\.safetensors: cell\.hidden_size must be between 1 and 4096, got 4097"):
        series(file)


def text_experiment(tmp_path: Path, weights: str, text: str = TEXT, **given: Any) -> Experiment:
    (tmp_path / "text.txt").write_text(text)
    named = {key.replace("__", "."): value for key, value in given.items()}
    values = {"model.weights": weights, "task.path": str(tmp_path / "text.txt"), "task.length": 20, "threads": 1}
    return changed(load("python-lstm"), {**values, **named})


def test_a_character_model_is_replayed_on_a_text(tmp_path: Path) -> None:
    symbols = sorted(set(TEXT))
    module, head = made("lstm", len(symbols), 8, 2), nn.Linear(8, len(symbols))
    file = saved(tmp_path / "w.safetensors", {"lstm.": module, "decoder.": head})
    run = Run(text_experiment(tmp_path, file))
    assert run.experiment.model.input == "one_hot"
    trace = run.probe()
    index = torch.tensor([symbols.index(token) for token in trace["tokens"]])
    x = nn.functional.one_hot(index, len(symbols)).float()[:, None]
    np.testing.assert_allclose(
        trace["outputs"], head(module(x)[0])[:, 0].detach().numpy(), rtol=1e-5, atol=1e-6
    )
    assert any("order of their code points" in words for words in said(run))


@pytest.mark.parametrize("as_object", [False, True])
def test_symbols_that_the_file_names_are_read_in_its_order(tmp_path: Path, as_object: bool) -> None:
    symbols = [*sorted(set(TEXT), reverse=True), "é", "→"]
    named: Any = {symbol: index for index, symbol in enumerate(symbols)} if as_object else symbols
    module, head = made("gru", len(symbols), 8), nn.Linear(8, len(symbols))
    file = saved(tmp_path / "w.safetensors", {"": module, "out.": head}, {"vocabulary": json.dumps(named)})
    run = Run(text_experiment(tmp_path, file))
    trace = run.probe()
    index = torch.tensor([symbols.index(token) for token in trace["tokens"]])
    hidden = module(nn.functional.one_hot(index, len(symbols)).float()[:, None])[0][:, 0]
    np.testing.assert_allclose(trace["layer0.hidden"], hidden.detach().numpy(), rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(trace["targets"][:-1], index[1:])
    assert not any("code points" in words for words in said(run))


def test_a_run_of_ones_own_goes_on_with_another_text(tmp_path: Path) -> None:
    first = Run(text_experiment(tmp_path, "", cell__hidden_size=6))
    record.write(tmp_path / "run", first, [])
    file = str(tmp_path / "run" / "weights.safetensors")
    second = Run(text_experiment(tmp_path, file, "a lazy fox\n" * 60))
    assert second.task.symbols == first.task.symbols
    assert said(second) == []
    with pytest.raises(BadInput, match=r"has 3 different characters that the weights' vocabulary of 28 lacks"):
        Run(text_experiment(tmp_path, file, "A lazy FoX\n" * 60))


def test_an_embedding_of_the_file_is_used(tmp_path: Path) -> None:
    symbols = sorted(set(TEXT))
    table, module = nn.Embedding(len(symbols), 5), made("gru", 5, 8)
    file = saved(tmp_path / "w.safetensors", {"encoder.": table, "rnn.": module, "decoder.": nn.Linear(8, 28)})
    experiment = text_experiment(tmp_path, file)
    assert (experiment.model.input, experiment.model.embedding_size) == ("embedding", 5)
    run = Run(experiment)
    assert torch.equal(run.learner.model.state_dict()["inputs.weight"], table.weight)
    trace = run.probe()
    index = torch.tensor([symbols.index(token) for token in trace["tokens"]])
    hidden = module(table(index)[:, None])[0][:, 0]
    np.testing.assert_allclose(trace["layer0.hidden"], hidden.detach().numpy(), rtol=1e-5, atol=1e-6)


def test_an_embedding_of_other_symbols_is_fresh_and_warned_of(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"emb.": nn.Embedding(99, 5), "rnn.": made("gru", 5, 8)})
    run = Run(text_experiment(tmp_path, file))
    assert "embedding of 99 symbols where the task has 28" in said(run)[0]
    assert run.learner.weights.remarks[0].warning
    bare = Run(text_experiment(tmp_path, saved(tmp_path / "v.safetensors", {"": made("gru", 5, 8)}),
                               model__input="embedding"))  # fmt: skip
    assert bare.experiment.model.embedding_size == 5
    assert any("has no embedding: it is fresh" in words for words in said(bare))


def test_another_number_of_inputs_is_one_sentence_with_both(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"rnn.": made("gru", 3, 5)})
    with pytest.raises(BadInput, match=r"rnn\.weight_ih_l0 reads 3 numbers a step, and the task gives 1: take"):
        Run(series(file))
    with pytest.raises(BadInput, match=r"reads 3 symbols, and the task has 28: take a text with the 3 symbols"):
        Run(text_experiment(tmp_path, file))


def test_one_of_several_modules_is_picked_by_its_prefix(tmp_path: Path) -> None:
    low, high = made("gru", 1, 5, seed=1), made("gru", 1, 5, seed=2)
    file = saved(tmp_path / "w.safetensors", {"a.rnn.": low, "b.rnn.": high})
    with pytest.raises(BadInput, match=r"has several recurrent modules: choose one of a\.rnn, b\.rnn as model"):
        series(file)
    run = Run(series(file, model__weights_prefix="b.rnn"))
    assert torch.equal(run.learner.model.state_dict()["layer0.weight_hh_l0"], high.state_dict()["weight_hh_l0"])
    assert from_values(as_values(run.experiment)) == run.experiment


def test_a_snapshot_goes_back_over_the_files_weights(tmp_path: Path) -> None:
    file = saved(tmp_path / "w.safetensors", {"": made("gru", 1, 5)})
    run = Run(series(file))
    for _ in range(3):
        run.update()
    again = Run(series(file))
    again.restore(run.snapshot())
    for name, value in run.learner.model.state_dict().items():
        assert torch.equal(again.learner.model.state_dict()[name], value)


def test_a_text_that_is_read_in_other_symbols_says_the_same() -> None:
    task = TASKS["char_lm"](CharLmFields(length=30))
    before = task.tokens(task.example(np.random.default_rng(3)))
    task.read_as((*reversed(task.symbols), "☃"))  # type: ignore[attr-defined]
    np.testing.assert_array_equal(task.tokens(task.example(np.random.default_rng(3))), before)
    assert task.input_size == task.output_size == len(task.symbols)
