"""What is kept of the weights and of an update: against torch's own numbers, and at no price where nobody looks."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput

EVERY = ("weight/*", "weight_norm/*", "weight_gradient/*", "weight_gradient_norm/*", "weight_update/*",
         "update_ratio/*")  # fmt: skip


def made(cell: str, **training: object) -> Run:
    values = {
        "task": {"kind": "copying", "blanks": 3}, "cell": {"kind": cell, "hidden_size": 5}, "dtype": "float64",
        "training": {"batch_size": 3, "clip": {"mode": "norm", "max_norm": 1e-3}, **training},
    }
    return Run(from_values(values))


def weights(run: Run) -> dict[str, np.ndarray]:
    return {name: p.detach().numpy().copy() for name, p in run.learner.model.named_parameters()}


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm", "lstm_peephole"])
def test_what_is_kept_of_an_update_is_what_it_did(cell: str) -> None:
    """The gradient before clipping by a backward pass of its own; the change and its ratio by subtraction."""
    run, twin = made(cell), made(cell)
    for each in (run, twin):
        each.update()  # peepholes begin at zero
    run.watch(EVERY)
    before = weights(run)
    row, after = run.update(), weights(run)
    trace = run.probe(EVERY)
    twin.update()  # draws the same batch; back at the old weights its loss gives the same gradient
    with torch.no_grad():
        for name, p in twin.learner.model.named_parameters():
            p.copy_(torch.from_numpy(before[name]))
            p.grad = None
    assert twin.current is not None
    twin.learner.run(twin.current, twin.current_states).loss.backward()  # type: ignore[no-untyped-call]
    assert row["clip_coefficient"] < 1, "clipped, so that before and after differ"
    gates = {"rnn": 0, "gru": 3, "lstm": 4, "lstm_peephole": 4}[cell]
    for name, p in twin.learner.model.named_parameters():
        assert p.grad is not None
        gradient, change = p.grad.numpy(), after[name] - before[name]
        np.testing.assert_allclose(trace[f"weight_gradient/{name}"], gradient, rtol=1e-9, atol=1e-15)
        np.testing.assert_array_equal(trace[f"weight/{name}"], after[name])
        np.testing.assert_array_equal(trace[f"weight_update/{name}"], change)
        parts = gates if name.startswith("layer0") else 0
        parts -= "peephole" in name  # of i, f and o
        rows = [slice(None), *(slice(5 * n, 5 * n + 5) for n in range(parts))]
        for family, values in (("weight_norm", after[name]), ("weight_gradient_norm", gradient)):
            own = [np.linalg.norm(values[part]) for part in rows]
            np.testing.assert_allclose(trace[f"{family}/{name}"], own, rtol=1e-9)
        with np.errstate(divide="ignore"):  # b_hh of the LSTM's forget gate is zero at first
            own = [np.linalg.norm(change[part]) / np.linalg.norm(before[name][part]) for part in rows]
        np.testing.assert_allclose(trace[f"update_ratio/{name}"], own, rtol=1e-9)
        assert row[f"update_ratio/{name}"] == pytest.approx(own[0], rel=1e-9)
    if cell == "lstm":
        ratio = np.asarray(trace["update_ratio/layer0.weight_hh_l0"])
        assert row["update_ratio/layer0.weight_hh_l0.forget_gate"] == ratio[2]
    if cell == "lstm_peephole":
        ratio = np.asarray(trace["update_ratio/layer0.weight_peephole_l0"])
        rows_of = ("input_gate", "forget_gate", "output_gate")
        assert [row[f"update_ratio/layer0.weight_peephole_l0.{gate}"] for gate in rows_of] == ratio[1:].tolist()


def test_watching_changes_nothing_that_is_learnt_and_unwatched_rows_stay_as_they_were() -> None:
    watched, plain = made("lstm"), made("lstm")
    watched.watch(EVERY)
    rows = [(watched.update(), plain.update()) for _ in range(3)]
    for seen, unseen in rows:
        assert {k: v for k, v in seen.items() if not k.startswith("update_ratio/") and k != "seconds"} == {
            k: v for k, v in unseen.items() if k != "seconds"
        }
        assert not any(name.startswith("update_ratio/") for name in unseen)
    for name, value in weights(watched).items():
        np.testing.assert_array_equal(value, weights(plain)[name])


def test_an_update_that_was_not_watched_or_was_undone_has_no_arrays() -> None:
    run = made("gru")
    start = run.snapshot()
    run.update()
    run.watch(EVERY)
    trace = run.probe(EVERY)
    assert "weight/readout.bias" in trace
    assert "weight_norm/readout.bias" in trace
    assert not any(name.startswith(("weight_gradient", "weight_update", "update_ratio")) for name in trace)
    run.update()
    assert "update_ratio/readout.bias" in run.probe(EVERY)
    run.restore(start)
    assert "update_ratio/readout.bias" not in run.probe(EVERY)
    run.watch(())
    run.update()
    assert "update_ratio/readout.bias" not in run.probe(EVERY)


def test_a_skipped_update_and_a_weight_of_zero_have_a_ratio() -> None:
    run = made("lstm", optimizer="sgd", learning_rate=0.1)
    run.watch(("update_ratio/*",))
    with torch.no_grad():
        run.learner.model.readout.bias.zero_()
    assert run.update()["update_ratio/readout.bias"] == np.inf
    run.change("training.learning_rate", 0.0)
    assert run.update()["update_ratio/readout.bias"] == 0.0


def test_a_name_that_the_model_lacks_is_one_clean_sentence() -> None:
    with pytest.raises(BadInput, match=r"no array weight/layer7\.weight_hh_l0: it has weight/layer0\.weight_ih_l0"):
        made("rnn").watch(("weight/layer7.weight_hh_l0",))
