"""Encoder-decoder: path against path, gradients against finite differences, padding against none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from rnnviz.catalogue import from_values
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.attention import AdditiveAttention
from rnnviz.engine.networks.encoder_decoder import EncoderDecoder
from rnnviz.engine.passes.pairs import cropped
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.tasks import PairBatch


def small(
    attention: str = "additive", cell: str = "lstm", dtype: str = "float64", layers: int = 1, feeding: bool = False
) -> Run:
    return Run(
        from_values(
            {
                "task": {"kind": "translate"},
                "threads": 1,
                "dtype": dtype,
                "cell": {"kind": cell, "hidden_size": 6},
                "model": {"attention": attention, "input": "embedding", "embedding_size": 5, "attention_size": 4,
                          "layers": layers, "input_feeding": feeding},
                "training": {"batch_size": 9, "learning_rate": 0.01},
            }
        )
    )


def parts(run: Run) -> tuple[EncoderDecoder, PairBatch]:
    model, example = run.learner.model, run.pinned
    assert isinstance(model, EncoderDecoder)
    assert isinstance(example, PairBatch)
    return model, cropped(example)


LOOKING = [("none", False), ("additive", False), ("dot", False), ("dot", True), ("general", False), ("general", True)]


@pytest.mark.parametrize("attention", ["none", "dot", "general"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.parametrize("layers", [1, 2])
def test_fused_decoder_equals_the_unrolled_one(cell: str, layers: int, attention: str) -> None:
    run = small(attention, cell, layers=layers)
    model, _ = parts(run)
    batch = run.task.batch(9, np.random.default_rng(0))
    assert isinstance(batch, PairBatch)
    source, inputs = run.learner.source(batch), run.learner.tensor(batch.inputs)
    torch.testing.assert_close(model(source, inputs), model.unrolled(source, inputs), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("attention", "feeding"), LOOKING)
def test_padding_changes_nothing(attention: str, feeding: bool) -> None:
    run = small(attention, feeding=feeding)
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


def test_the_padded_batch_learns_what_its_examples_learn_alone() -> None:
    """The gradient of a padded batch is the mean of those of its examples without padding."""
    run = small("general", feeding=True, layers=2)
    model, _ = parts(run)
    batch = run.task.batch(4, np.random.default_rng(3))
    assert isinstance(batch, PairBatch)
    named = dict(model.named_parameters())
    together = torch.autograd.grad(run.learner.run(batch).loss, list(named.values()))
    alone = [torch.zeros_like(p) for p in named.values()]
    for i in range(4):
        one = cropped(_only(batch, i))
        for total, part in zip(
            alone, torch.autograd.grad(run.learner.run(one).loss, list(named.values())), strict=True
        ):
            total += part / 4
    for name, found, true in zip(named, together, alone, strict=True):
        torch.testing.assert_close(found, true, rtol=1e-9, atol=1e-14, msg=name)


@pytest.mark.parametrize(("attention", "feeding"), [pair for pair in LOOKING if pair[0] in ("dot", "general")])
def test_a_decoder_of_luongs_scores_is_a_loop_of_torchs_cells_and_its_own_attention(
    attention: str, feeding: bool
) -> None:
    run = small(attention, "gru", feeding=feeding)
    run.update()
    _, example = parts(run)
    p = {name: value.detach() for name, value in run.learner.model.state_dict().items()}
    cells = {}
    for half in ("encoder", "decoder"):
        size = p[f"{half}.layer0.weight_ih_l0"].shape[1]
        cells[half] = nn.GRUCell(size, 6, dtype=torch.float64)
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        cells[half].load_state_dict({name: p[f"{half}.layer0.{name}_l0"] for name in names})
    state, read = torch.zeros(1, 6, dtype=torch.float64), []
    with torch.no_grad():
        for symbol in example.source[:, 0]:
            state = cells["encoder"](p["encoder.inputs.weight"][[int(symbol)]], state)
            read.append(state)
        h = torch.stack(read, 1)  # (1, S, H)
        fed, contexts, made, outputs = torch.zeros(1, 6, dtype=torch.float64), [], [], []
        for symbol in example.inputs[:, 0]:
            x = p["decoder.inputs.weight"][[int(symbol)]]
            state = cells["decoder"](torch.cat([x, fed], 1) if feeding else x, state)
            query = state @ p["attention.weight"] if attention == "general" else state
            contexts.append(functional.scaled_dot_product_attention(query[:, None], h, h, scale=1.0)[:, 0])
            fed = torch.tanh(functional.linear(torch.cat([contexts[-1], state], 1), p["attention.combine"]))
            made.append(fed)
            outputs.append(functional.linear(fed, p["readout.weight"], p["readout.bias"]))
    trace = run.probe()
    for name, rows in (("decoder.context", contexts), ("decoder.attentional", made), ("outputs", outputs)):
        np.testing.assert_allclose(trace[name], torch.cat(rows).numpy(), rtol=1e-9, atol=1e-12, err_msg=name)


def test_no_gradient_passes_a_cut_through_what_is_fed() -> None:
    run = small("dot", "gru", feeding=True)
    _, example = parts(run)
    source, last = len(example.source), len(example.inputs) - 1
    cut = Operation(kind="cut", first=source + 2, last=source + 2)
    trace = run.probe(("gradient/decoder.attentional",), reach_from=last, operations=[cut])
    assert (trace["gradient_reach_log10/decoder.layer0.hidden"][:2] == -np.inf).all()
    assert trace.untouched is not None
    assert (trace.untouched["gradient_reach_log10/decoder.layer0.hidden"][:2] > -30).all()


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
    assert isinstance(model.attention, AdditiveAttention)
    np.testing.assert_allclose(trace["decoder.context"], context, rtol=1e-12)
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
