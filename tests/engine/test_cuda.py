"""An NVIDIA GPU gives the CPU's numbers: cuDNN's kernels, the echo input, and all that is made from them.

Tolerances: 5e-5 absolute in float64, as cuDNN's own RNN tests in torch have it; 1e-4 in float32 without
TF32, which a run switches off; gradients that have passed many steps relative to their largest value.
"""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import verify
from rnnviz.link.checks import failed, made
from rnnviz.trace import Trace

pytestmark = pytest.mark.gpu

CELLS = ["rnn", "gru", "lstm"]
TOLERANCE = {"float64": 5e-5, "float32": 1e-4}
WATCHED = (
    "gradient_flow/*", "parameter_gradient_share/*", "parameter_gradient_by_step/*", "jacobian_norm/*",
    "batch_gradient_norm/*", "gradient_kept@5/*", "*_preactivation", "gradient/*", "parameter_gradient_flow/*",
)


def both(*sets: str, length: int = 40) -> tuple[Run, Run]:
    here, there = (Run(load("vanishing-rnn", [*sets, f"task.length={length}", f"device={d}"])) for d in ("cpu", "cuda"))
    return here, there


def close(here: Trace, there: Trace, tolerance: float) -> None:
    assert set(here) == set(there)
    for name in here:
        mine, theirs = here[name], there[name]
        if mine.dtype.kind != "f" or "residual" in name:
            continue
        if "log10" in name:
            finite = np.isfinite(mine) & (mine > -25)
            np.testing.assert_allclose(theirs[finite], mine[finite], rtol=0, atol=0.01, err_msg=name)
        else:
            largest = max(float(np.abs(mine).max(initial=0.0)), 1e-30)
            np.testing.assert_allclose(theirs / largest, mine / largest, rtol=0, atol=tolerance, err_msg=name)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("layers", [1, 2])
def test_every_array_of_a_trace(cell: str, dtype: str, layers: int) -> None:
    here, there = both(f"cell.kind={cell}", f"dtype={dtype}", f"model.layers={layers}", "training.loss_on=all")
    assert there.probe().path == "echo"
    close(here.probe(WATCHED), there.probe(WATCHED), TOLERANCE[dtype])


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("cell", CELLS)
def test_a_training_step(cell: str, dtype: str) -> None:
    here, there = both(f"cell.kind={cell}", f"dtype={dtype}")
    for _ in range(3):
        mine, theirs = here.update(), there.update()
        assert theirs["loss"] == pytest.approx(mine["loss"], abs=TOLERANCE[dtype])
        assert theirs["gradient_norm"] == pytest.approx(mine["gradient_norm"], rel=100 * TOLERANCE[dtype])
    for a, b in zip(here.learner.model.parameters(), there.learner.model.parameters(), strict=True):
        torch.testing.assert_close(b.cpu(), a, rtol=0, atol=10 * TOLERANCE[dtype])


@pytest.mark.parametrize("attention", ["none", "additive"])
def test_an_encoder_decoder(attention: str) -> None:
    sets = ["cell.hidden_size=16", "training.batch_size=4", f"model.attention={attention}"]
    here, there = (Run(load("translate-attention", [*sets, f"device={d}"])) for d in ("cpu", "cuda"))
    close(here.probe(("gradient_flow/*",)), there.probe(("gradient_flow/*",)), TOLERANCE["float32"])


@pytest.mark.parametrize("dtype", TOLERANCE)
def test_a_transformer(dtype: str) -> None:
    sets = ["cell.hidden_size=16", "training.batch_size=4", f"dtype={dtype}"]
    here, there = (Run(load("copy-transformer", [*sets, f"device={d}"])) for d in ("cpu", "cuda"))
    watch = ("gradient_flow/*", "gradient/*")
    close(here.probe(watch), there.probe(watch), TOLERANCE[dtype])
    mine, theirs = here.update(), there.update()
    assert theirs["loss"] == pytest.approx(mine["loss"], abs=TOLERANCE[dtype])


@pytest.mark.parametrize("cell", [*CELLS, "gru_before", "lstm_peephole"])
def test_layers_that_read_both_ways(cell: str) -> None:
    here, there = both(f"cell.kind={cell}", "model.layers=2", "model.bidirectional=true", "training.loss_on=all")
    watch = ("gradient_flow/*", "parameter_gradient_flow/*", "parameter_gradient_share/*", "jacobian_norm/*")
    close(here.probe(watch), there.probe(watch), TOLERANCE["float32"])


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("preset", ["adding-lstm", "copying-gru", "vanishing-rnn", "translate-attention"])
def test_every_check_of_verify_holds(preset: str, dtype: str) -> None:
    run = Run(load(preset, [f"dtype={dtype}", "cell.hidden_size=16", "training.batch_size=4", "device=cuda"]))
    run.update()
    checks = [check for part in verify(run) for check in part]
    assert [check.key for check in failed(checks)] == []
    assert len(made(checks)) > 50


def test_float32_is_multiplied_in_float32() -> None:
    """cuDNN's kernels round to ten bits (TF32) unless they are told not to."""
    both("cell.kind=lstm")
    assert torch.backends.cuda.matmul.fp32_precision == "ieee"
    assert torch.backends.cudnn.rnn.fp32_precision == "ieee"  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", CELLS)
def test_a_copy_that_stays_has_its_weights_in_one_piece(cell: str) -> None:
    """Else cuDNN warns at every call, which is an error here."""
    _, there = both(f"cell.kind={cell}")
    there.probe_maker.on(there.learner.frozen()).trace(there.pinned, None, (), None)
    there.learner.frozen().run(there.pinned)


def test_full_cells_keep_their_digits() -> None:
    """cuDNN makes 1 − tanh² c from tanh c as oneDNN does; `rnnviz.engine.ways.saturated` does the steps anew."""
    sets = ["task.length=60", "cell.hidden_size=6", "cell.forget_bias=-1", "training.loss_on=all"]
    here, there = (Run(load("highway-lstm", [*sets, f"device={d}"])) for d in ("cpu", "cuda"))
    for run in (here, there):
        assert isinstance(run.learner.model, Stack)
        with torch.no_grad():
            gates = run.learner.model.layers[0].get_parameter("bias_ih_l0").view(4, 6)
            gates[0, 0], gates[1, 0], gates[2, 0] = -1.0, 6.0, 2.0
            run.learner.model.layers[0].get_parameter("weight_hh_l0").mul_(0.8)
    mine, theirs = here.probe(), there.probe()
    for name in ("gradient_reach_log10/layer0.hidden", "gradient_reach_log10/layer0.cell"):
        np.testing.assert_allclose(theirs[name], mine[name], rtol=0, atol=1e-3, err_msg=name)


def test_norms_beyond_float32() -> None:
    here, there = both("cell.kind=lstm", "cell.recurrent_gain=0.02", length=200)
    mine, theirs = here.probe(), there.probe()
    assert theirs.path == "exact"
    name = "gradient_reach_log10/layer0.hidden"
    np.testing.assert_allclose(theirs[name], mine[name], rtol=0, atol=0.05)


def test_the_same_seed_gives_the_same_run_on_the_gpu_nearly() -> None:
    """Bit for bit is promised on the CPU alone; here the losses agree to rounding."""
    rows = []
    for _ in range(2):
        run = Run(load("vanishing-rnn", ["cell.kind=gru", "device=cuda"]))
        rows.append([run.update()["loss"] for _ in range(5)])
    np.testing.assert_allclose(rows[0], rows[1], rtol=1e-5)
