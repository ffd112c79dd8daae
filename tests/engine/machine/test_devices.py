"""Where a model runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch.overrides import TorchFunctionMode

from rnnviz.catalogue import load
from rnnviz.engine.machine import devices
from rnnviz.engine.networks import estimate
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways import choice, learnt_loop
from rnnviz.engine.ways.layers import Layer
from rnnviz.errors import BadInput
from rnnviz.tasks import TASKS


def test_the_cpu_is_always_there_and_what_is_not_says_why() -> None:
    found = {device.key: device for device in devices.devices()}
    assert found["cpu"].available
    for device in found.values():
        assert bool(device.reason) != device.available


def test_the_cpu_says_its_threads_as_people_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for threads, title in ((1, "CPU, 1 thread"), (2, "CPU, 2 threads")):
        monkeypatch.setattr("torch.get_num_threads", lambda threads=threads: threads)
        assert devices.devices()[0].title == title


def test_auto_takes_an_accelerator_where_the_model_is_large_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_cuda_reason", lambda: "")
    large = load("vanishing-rnn", ["cell.hidden_size=256", "training.batch_size=32"])
    assert devices.resolve(large) == "cuda"
    assert devices.resolve(load("vanishing-rnn", ["cell.hidden_size=255"])) == "cpu"


def test_mps_has_no_float64(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_mps_reason", lambda: "")
    monkeypatch.setattr(devices, "_cuda_reason", lambda: "none")
    with pytest.raises(BadInput, match='device "mps" has no float64'):
        devices.resolve(load("vanishing-rnn", ["device=mps", "dtype=float64"]))
    large = ["cell.hidden_size=256", "training.batch_size=32"]
    assert devices.resolve(load("vanishing-rnn", [*large, "dtype=float64"])) == "cpu"
    assert devices.resolve(load("vanishing-rnn", large)) == "mps"


def test_a_gpu_multiplies_in_float32_what_is_in_float32(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings are there without a GPU: cuDNN's recurrent kernels would round to ten bits by default."""
    kernels: Any = torch.backends.cudnn.rnn
    products: Any = torch.backends.cuda.matmul
    before = kernels.fp32_precision, products.fp32_precision
    asked: list[str] = []
    exactly = devices.compute_exactly
    try:
        exactly("cpu")
        assert (kernels.fp32_precision, products.fp32_precision) == before
        exactly("cuda")
        assert (kernels.fp32_precision, products.fp32_precision) == ("ieee", "ieee")
    finally:
        kernels.fp32_precision, products.fp32_precision = before
    monkeypatch.setattr(devices, "compute_exactly", asked.append)
    run = Run(load("hello-rnn", ["threads=1"]))
    assert asked == [run.device] == ["cpu"]


def test_a_copy_has_its_weights_gathered_as_the_model_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies and moves part what cuDNN wants in one piece of memory."""
    gathered: list[int] = []
    monkeypatch.setattr(torch.nn.RNNBase, "flatten_parameters", lambda module: gathered.append(id(module)))
    run = Run(load("vanishing-rnn", ["threads=1", "cell.kind=lstm", "model.layers=2", "cell.hidden_size=5"]))
    frozen = run.learner.frozen()
    for learner in (run.learner, frozen):
        for layer in learner.model.by_scope.values():
            assert id(layer.fused) in gathered
            assert layer.fused is not None
            assert layer.fused.weight_hh_l0 is layer.get_parameter("weight_hh_l0")


def test_the_estimate_counts_the_weights_that_there_are() -> None:
    experiment = load("vanishing-rnn", ["cell.kind=lstm", "model.layers=2", "training.optimizer=sgd", "threads=1"])
    run = Run(experiment)
    counted = estimate.needed(experiment, TASKS["recall"](experiment.task))
    weights = run.parameters * 4 * 2
    activations = 4 * 100 * 32 * (2 * 10 * 64 + 8 + 3)
    assert counted == weights + activations


class NoFloat64(TorchFunctionMode):
    """A device that takes no float64, as Apple's."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func is torch.Tensor.to and isinstance(args[1], torch.device) and args[0].dtype == torch.float64:
            raise TypeError("this device has no float64")
        return func(*args, **(kwargs or {}))


def test_numbers_take_the_models_precision_before_they_go_to_its_device() -> None:
    run = Run(load("vanishing-rnn", ["threads=1", "task.length=12"]))
    with NoFloat64():
        found = run.learner.tensor(np.eye(3))
        run.probe()
    assert found.dtype == torch.float32


ELSEWHERE = [
    *(["vanishing-rnn", f"cell.kind={cell}", f"model.layers={n}"] for cell in ("rnn", "gru", "lstm") for n in (1, 2)),
    ["vanishing-rnn", "cell.kind=gru_before", "model.layers=2", "model.residual=true"],
    ["vanishing-rnn", "cell.kind=lstm_peephole", "model.layers=2", "model.bidirectional=true"],
    ["translate-attention"], ["translate-general", "cell.kind=lstm"], ["copy-transformer", "task.blanks=2"],
    ["sunspots-mlp"],
]  # fmt: skip
NEARBY = (
    "gradient_flow/*", "gradient_flow_coarse/*", "parameter_gradient_share/*", "parameter_gradient_flow/*",
    "batch_gradient_norm/*", "gradient_kept@5/*", "*_preactivation", "gradient/*", "update_ratio/*",
)


@pytest.mark.parametrize("sets", ELSEWHERE, ids=" ".join)
def test_nothing_is_made_on_another_device_than_the_models(sets: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the ways of accelerators, with a device as default on which nothing can be computed.

    A tensor that is made without saying where would meet the model's there, as the CPU's would meet a GPU's.
    """
    monkeypatch.setattr(choice, "name_of", lambda layer, *_: _of_an_accelerator(layer))
    monkeypatch.setattr(learnt_loop, "fits", lambda *_: False)
    small = ["threads=1", "cell.hidden_size=6", "training.batch_size=3", "training.loss_on=all"]
    length = ["task.length=9"] if sets[0] == "vanishing-rnn" else []
    run = Run(load(sets[0], [*small[: None if length else 3], *length, *sets[1:]]))
    run.watch(NEARBY)
    run.update()  # the optimizer makes its state
    with torch.device("meta"):
        run.update()
        trace = run.probe(tuple(pattern for pattern in NEARBY if "@" not in pattern or run.probe_maker.names.cut))
        run.learner.frozen().run(run.pinned)
    assert np.isfinite(trace["outputs"]).all()
    if "vanishing-rnn" in sets and "gru_before" not in sets[1] and "peephole" not in sets[1]:
        assert trace.path == "echo"


def _of_an_accelerator(layer: Layer) -> str:
    if not choice.has_one(layer):
        return ""
    return "echo" if layer.cell.torch_module() is not None else "loops"
