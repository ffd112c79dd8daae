"""Self-attention in the dock: its stages are the block's own numbers, heads can be silenced and are measured."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views.attention.dock import Attention
from rnnviz.views.attention.heads import attention_of
from rnnviz.views.base import Shared
from rnnviz.views.words.operation_words import words
from tests.views.engine_jobs import Engine

Stand = Callable[[type[Attention]], Attention]
HEADS, WIDTH, T = 2, 6, 9


@pytest.fixture(scope="module")
def run() -> Run:
    torch.set_num_threads(1)
    model = {"kind": "transformer", "layers": 2, "heads": HEADS, "feedforward": 8}
    made = Run(from_values({"task": {"kind": "copying", "blanks": 2}, "model": model,
                            "cell": {"kind": "rnn", "hidden_size": WIDTH}}))  # fmt: skip
    made.update()
    return made


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(("*.attention_products",)), run=7)


@pytest.fixture
def dock(stand: Stand, trace: Trace) -> Attention:
    view = stand(Attention)
    view.widget.resize(620, 420)
    view.show(trace, Moment("forward", T))
    return view


@pytest.mark.parametrize("head", range(HEADS))
def test_the_stages_are_the_blocks_numbers(dock: Attention, trace: Trace, head: int) -> None:
    assert not dock.watch
    dock.as_numbers.setChecked(True)
    assert list(dock.watch) == ["block0.attention_products*"]
    dock.head.take(str(head))
    dock.redraw()
    row = dock.numbers.row
    assert row is not None
    assert row.products is not None
    assert row.scores is not None
    size = WIDTH // HEADS
    part = slice(head * size, (head + 1) * size)
    q, k = (trace[f"block0.{name}"][:, part].astype(float) for name in ("query", "key"))
    seen = np.arange(trace.length) <= T
    np.testing.assert_allclose(row.products, k @ q[T], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(row.scores[seen], (k @ q[T] / math.sqrt(size))[seen], rtol=1e-4, atol=1e-6)
    assert (row.scores[~seen] == -math.inf).all()
    shares = np.exp(row.scores - row.scores.max())
    np.testing.assert_allclose(row.weights, shares / shares.sum(), rtol=1e-5, atol=1e-7)
    assert row.context == pytest.approx(np.linalg.norm(trace["block0.context"][T, part]), rel=1e-4)
    assert dock.numbers.headings[1:3] == ("q·k", "÷ √d, mask")
    cells = dict(dock.numbers.lines(trace.length))
    assert cells[trace.length - 1][2] == "−∞"


def test_unscaled_scores_are_their_products_and_an_open_model_masks_nothing(dock: Attention, run: Run) -> None:
    arrays = run.probe(("*.attention_products",)).arrays
    same = {**arrays, "block0.attention_scores": arrays["block0.attention_products"],
            "block0.attention": np.full_like(arrays["block0.attention"], 1 / len(arrays["tokens"]))}  # fmt: skip
    dock.as_numbers.setChecked(True)
    dock.head.take("0")
    dock.show(Trace(arrays=same), Moment("forward", T))
    row = dock.numbers.row
    assert row is not None
    assert row.products is None
    assert row.scores is not None
    assert np.isfinite(row.scores).all()
    assert dock.numbers.headings[2] == "score e"


def test_each_head_has_values_of_its_own(trace: Trace) -> None:
    attention = attention_of(trace, "block1.attention")
    assert attention is not None
    assert attention.values is not None
    assert attention.values.shape == (HEADS, trace.length, WIDTH // HEADS)
    mixed = np.concatenate([w @ v for w, v in zip(attention.weights, attention.values, strict=True)], 1)
    np.testing.assert_allclose(mixed, trace["block1.context"], rtol=1e-4, atol=1e-6)


def asked(dock: Attention) -> dict[str, Operation]:
    """Return the operations that the menu offers, by their titles."""
    found: dict[str, Operation] = {}
    heard: list[Operation] = []
    dock.shared.requests.operation_asked.connect(heard.append)
    for offer in dock.offers():
        heard.clear()
        if not offer.title.startswith("Measure"):
            offer.act()
            found[offer.title] = heard[0]
    dock.shared.requests.operation_asked.disconnect(heard.append)
    return found


def test_the_head_under_the_mouse_can_be_silenced(dock: Attention, run: Run, trace: Trace) -> None:
    dock._hover((1, 5, 2))
    dock.shared.axis.set_hover(None)
    found = asked(dock)
    operation = found["Silence head 2 of block0 at every step"]
    assert operation == Operation(kind="silence", target="block0.context", index=(1,))
    assert found[f"Silence head 2 of block0 at step {T}"].first == T
    assert words(operation) == "head 2 of block0 silenced at every step: its weighted sum is 0"
    silenced = run.probe(operations=[operation])
    assert not silenced["block0.context"][:, WIDTH // HEADS :].any()
    hidden = next(one for title, one in found.items() if title.startswith("Hide") and "at every step" in title)
    assert hidden.target == "block0.attention_scores"
    assert hidden.index == (2,)
    assert words(hidden) == "step 2 hidden from block0 at every step"
    assert (run.probe(operations=[hidden])["block0.attention"][:, 3:, 2] == 0).all()


def test_what_each_head_is_worth_is_asked_once_and_listed(
    dock: Attention, run: Run, trace: Trace, shared: Shared
) -> None:
    engine = Engine(shared.jobs, run)
    dock.as_worth.setChecked(True)
    assert [job.kind for job in engine.asked] == ["heads"]
    assert dock.worth.job_bar.isVisible()
    engine.answer()
    assert not dock.worth.job_bar.isVisible()
    data = dock.data()
    np.testing.assert_allclose(dock.worth.sheet.rises, data["loss_without_head"] - data["loss_with_all_heads"])
    assert data["heads"].tolist() == ["block0/0", "block0/1", "block1/0", "block1/1"]
    assert "nats" in dock.worth.said.text()
    dock.show(replace(trace, update=9), Moment("forward", 2))
    assert len(engine.asked) == 1
    assert "learnt on since" in dock.worth.said.text()
    next(offer for offer in dock.offers() if offer.title.startswith("Measure")).act()
    assert len(engine.asked) == 2
    engine.waiting[0].cancel()
    assert not dock.worth.job_bar.isVisible()
    assert len(dock.worth.sheet.rises) == 2 * HEADS  # what was shown stays
    dock.worth.sheet.picked.emit(("block1", 1))
    assert (dock.which.key, dock.head.key) == ("block1.attention", "1")
    assert not dock.as_worth.isChecked()
    dock.widget.grab()


@pytest.mark.parametrize("under_way", [False, True])
def test_a_view_made_in_its_place_measures_nothing_twice(
    dock: Attention, run: Run, trace: Trace, shared: Shared, stand: Stand, under_way: bool
) -> None:
    engine = Engine(shared.jobs, run)
    dock.as_worth.setChecked(True)
    if not under_way:
        engine.answer()
    again = stand(Attention)
    again.restore(dock.state())
    again.take_findings(dock.findings())
    for job in dock.hand_over():
        again.resume(job)
    dock.worth.cancel()
    again.show(trace, Moment("forward", T))
    assert again.worth.job_bar.isVisible() == under_way
    engine.answer()
    assert len(engine.asked) == 1
    assert len(again.worth.sheet.rises) == 2 * HEADS
    assert "nats" in again.worth.said.text()


def test_one_form_at_a_time(dock: Attention) -> None:
    for form in dock.exclusive:
        form.setChecked(True)
        assert [other.isChecked() for other in dock.exclusive].count(True) == 1
    dock.worth.cancel()
