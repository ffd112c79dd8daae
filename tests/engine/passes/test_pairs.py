"""Encoder-decoder: path against path, gradients against finite differences, padding against none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from rnnviz.catalogue import from_values
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine import losses
from rnnviz.engine.encoder_decoder import EncoderDecoder
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.run import Run
from rnnviz.tasks import PairBatch


def small(attention: str = "additive", cell: str = "lstm", dtype: str = "float64", layers: int = 1) -> Run:
    return Run(
        from_values(
            {
                "task": {"kind": "translate"},
                "threads": 1,
                "dtype": dtype,
                "cell": {"kind": cell, "hidden_size": 6},
                "model": {"attention": attention, "input": "embedding", "embedding_size": 5, "attention_size": 4,
                          "layers": layers},
                "training": {"batch_size": 9, "learning_rate": 0.01},
            }
        )
    )


def parts(run: Run) -> tuple[EncoderDecoder, PairBatch]:
    model, example = run.learner.model, run.pinned
    assert isinstance(model, EncoderDecoder)
    assert isinstance(example, PairBatch)
    return model, cropped(example)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("layers", [1, 2])
def test_fused_decoder_equals_the_unrolled_one(cell: str, layers: int) -> None:
    run = small("none", cell, layers=layers)
    model, _ = parts(run)
    batch = run.task.batch(9, np.random.default_rng(0))
    assert isinstance(batch, PairBatch)
    source, inputs = run.learner.source(batch), run.learner.tensor(batch.inputs)
    torch.testing.assert_close(model(source, inputs), model.unrolled(source, inputs), rtol=1e-12, atol=1e-12)


def test_padding_changes_nothing() -> None:
    run = small()
    model, _ = parts(run)
    batch = run.task.batch(9, np.random.default_rng(3))
    assert isinstance(batch, PairBatch)
    assert len(set(batch.source_lengths.tolist())) > 1
    together = model(run.learner.source(batch), run.learner.tensor(batch.inputs))
    for i in range(9):
        alone = cropped(run.learner.first_of(_only(batch, i)))  # type: ignore[arg-type]
        outputs = model(run.learner.source(alone), run.learner.tensor(alone.inputs))
        torch.testing.assert_close(together[: len(outputs), i : i + 1], outputs, rtol=1e-10, atol=1e-12)


def _only(batch: PairBatch, i: int) -> PairBatch:
    one = slice(i, i + 1)
    return replace(
        batch, inputs=batch.inputs[:, one], targets=batch.targets[:, one], loss_steps=batch.loss_steps[:, one],
        source=batch.source[:, one], source_lengths=batch.source_lengths[one], lengths=batch.lengths[one],
        alignment=batch.alignment[one],
    )


class Nudge(Tape):
    """Adds a small vector to one record."""

    def __init__(self, name: str, by: torch.Tensor) -> None:
        super().__init__()
        self.name, self.by = name, by

    def record(self, name: str, value: torch.Tensor) -> torch.Tensor:
        return value + self.by if name == self.name else value


@pytest.mark.parametrize("cell", ["gru", "lstm"])
@pytest.mark.parametrize(
    ("scope", "t"), [("encoder.layer0", 0), ("encoder.layer0", 2), ("decoder.layer0", 0), ("decoder.layer0", 3)]
)
def test_gradients_equal_finite_differences(cell: str, scope: str, t: int) -> None:
    run = small(cell=cell)
    run.update()
    model, example = parts(run)
    trace = run.probe(reach_from=4)

    def loss(nudge: torch.Tensor) -> tuple[float, float]:
        with torch.no_grad():
            outputs = model.unrolled(
                run.learner.source(example),
                run.learner.tensor(example.inputs),
                lambda s, at: Nudge(name, nudge) if (s, at) == (scope, t) else Silent(),
            )
            each = losses.by_step("cross_entropy", outputs, run.learner.tensor(example.targets))
        return float(each.mean()), float(each[4])

    step = 1e-6
    for name in ("hidden", "cell") if cell == "lstm" else ("hidden",):
        rows = []
        for unit in range(6):
            by = torch.zeros(6, dtype=torch.float64)
            by[unit] = step
            up, down = loss(by), loss(-by)
            rows.append([(u - d) / (2 * step) for u, d in zip(up, down, strict=True)])
        total, one = np.array(rows).T
        np.testing.assert_allclose(trace[f"gradient/{scope}.{name}"][t], total, rtol=1e-5, atol=1e-9)
        np.testing.assert_allclose(
            trace[f"gradient_reach/{scope}.{name}"][t], np.linalg.norm(one), rtol=1e-5, atol=1e-9
        )


def test_attention_is_a_softmax_of_the_scores_and_gives_the_context() -> None:
    run = small()
    model, _ = parts(run)
    trace = run.probe(watch=("gradient/decoder.attention",))
    scores, weights = trace["decoder.attention_scores"], trace["decoder.attention"]
    raised = np.exp(scores - scores.max(1, keepdims=True))
    np.testing.assert_allclose(weights, raised / raised.sum(1, keepdims=True), rtol=1e-12)
    context = trace["decoder.inputs"][:, 5:]
    np.testing.assert_allclose(context, weights @ trace["encoder.layer0.hidden"], rtol=1e-12)
    assert model.attention is not None
    state = np.concatenate([trace["encoder.layer0.hidden"][-1:], trace["decoder.layer0.hidden"][:-1]])
    looks = model.attention
    query, key, score = (p.detach().numpy() for p in (looks.query, looks.key, looks.score))
    summed = (state @ query.T)[:, None] + (trace["encoder.layer0.hidden"] @ key.T)[None]
    np.testing.assert_allclose(scores, np.tanh(summed) @ score[0], rtol=1e-10)
    assert trace["gradient/decoder.attention"].shape == weights.shape


def test_one_time_axis_runs_over_encoder_then_decoder() -> None:
    trace = small().probe()
    source, target = trace["encoder.layer0.hidden"], trace["decoder.layer0.hidden"]
    assert trace.length == len(source) + len(target) == len(trace["tokens"])
    assert trace.start("encoder.layer0") == 0
    assert trace.start("decoder.layer0") == len(source) == trace.loss_start
    assert trace["alignment"].shape == (len(target), len(source))
    steps, _ = trace.on_axis("gradient_norm/decoder.layer0.hidden")
    assert steps[0] == len(source)


def test_norms_below_float32_are_repeated_in_float64() -> None:
    run = small(cell="rnn", attention="none", dtype="float32")
    with torch.no_grad():
        run.learner.model.get_parameter("decoder.layer0.weight_hh_l0").mul_(1e-6)
    trace = run.probe()
    assert trace.path == "exact"
    assert trace["gradient_reach_log10/encoder.layer0.hidden"][0] < -45
    assert trace["encoder.layer0.hidden"].dtype == np.float32


def test_attention_learns_the_alignment_faster_than_chance() -> None:
    run = small(cell="gru", dtype="float32")
    losses_seen = [run.update()["loss"] for _ in range(60)]
    assert np.mean(losses_seen[-5:]) < 0.85 * np.mean(losses_seen[:5])
