"""A weight's gradient written out as terms, and the path between two steps as a product."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.equations.back_terms import Terms, losses_at, path_at, residual_of
from rnnviz.views.equations.dock import Equations
from rnnviz.views.equations.terms_sheet import TermsSheet
from rnnviz.views.palette import PALETTES
from rnnviz.views.words.figures import number
from tests.views.equations.filled import numbers

BACK: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "copying", "blanks": 6}, "cell": {"kind": "lstm", "hidden_size": 4}},
    "deep": {"task": {"kind": "hello"}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 3}},
    "scalar": {
        "task": {"kind": "recall", "length": 12}, "training": {"loss_on": "last"}, "dtype": "float64",
        "cell": {"kind": "rnn", "hidden_size": 1},
    },
    "gated scalar": {
        "task": {"kind": "recall", "length": 12}, "training": {"loss_on": "last"}, "dtype": "float64",
        "cell": {"kind": "gru", "hidden_size": 1},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    torch.set_num_threads(1)
    return {kind: Run(from_values(values)) for kind, values in BACK.items()}


def back_shown(dock: Equations, run: Run, weight: str, t: int) -> Trace:
    """Show the terms of a weight as the window does: first what there is, then what the view watches."""
    dock.of.take(weight)
    trace = run.probe()
    dock.shared.selection.fit(trace.scopes, 1)
    dock.show(trace, Moment("backward", t))
    trace = run.probe(dock.watch)
    dock.show(trace, Moment("backward", t))
    return trace


@pytest.mark.parametrize("weight", ["weight_hh", "weight_ih"])
@pytest.mark.parametrize("kind", BACK)
def test_the_terms_add_up_to_autograds_gradient(kind: str, weight: str, runs: dict[str, Run], dock: Equations) -> None:
    run = runs[kind]
    back_shown(dock, run, weight, 2)
    terms = dock.found_terms
    assert terms is not None
    assert terms.residual <= 1e-6 * terms.whole
    assert (np.abs(terms.along) <= terms.norms * (1 + 1e-6) + 1e-12).all()
    shown = dock.terms.rows(4)
    assert len(shown) == min(4, len(terms.along))
    assert sum(row.along for row in shown) == pytest.approx(terms.whole, rel=1e-6)
    assert any(row.k == 2 for row in shown)
    if terms.of_loss is not None and kind.endswith("scalar"):  # one loss: it is the whole
        np.testing.assert_allclose(terms.of_loss, terms.along, rtol=1e-6, atol=1e-12)
    assert set(dock.data()) >= {"term_norm", "term_along_sum", "sum_norm"}


@pytest.mark.parametrize("kind", ["scalar", "gated scalar"])
def test_of_one_unit_the_product_is_the_gradient(kind: str, runs: dict[str, Run], dock: Equations) -> None:
    trace = back_shown(dock, runs[kind], "weight_hh", 3)
    path = path_at(trace, "layer0", 3)
    assert path is not None
    assert path.scalar
    assert path.factors is not None
    residual = residual_of(path)
    assert residual is not None
    assert residual < 1e-6
    product = 10.0**path.first * float(np.prod(path.factors))
    assert product == pytest.approx(abs(float(trace["gradient/layer0.hidden"][3, 0])), rel=1e-6)
    assert "residual" in "".join(span.text for span in dock.back_sheet.lines[0].numbers)


@pytest.mark.parametrize("kind", ["lstm", "deep"])
def test_of_many_units_norms_bound_the_path(kind: str, runs: dict[str, Run], dock: Equations) -> None:
    trace = back_shown(dock, runs[kind], "weight_hh", 1)
    scope = trace.scopes[-1]
    for t in range(trace.reach_step + 1):
        path = path_at(trace, scope, t)
        assert path is not None
        assert path.bound is not None
        assert not path.scalar
        assert path.last <= path.bound + 1e-4
        found = losses_at(trace, scope, t)
        assert found is not None
        assert found[1] <= found[0].sum() * (1 + 1e-4)
    assert path_at(trace, scope, trace.length) is None


def test_vectors_are_written_with_their_norms(traces: dict[str, Trace], dock: Equations) -> None:
    trace = traces["lstm"]
    dock.of.take("vector")
    dock.show(trace, Moment("forward", 2))
    said = numbers(dock)
    assert len(said) == len(trace.cells["layer0"].equations)
    norm = number(float(np.linalg.norm(trace["layer0.forget_gate"][2].astype(float))))
    first = f"{trace['layer0.forget_gate'][2, 0]:.3f}"
    assert said[1].startswith(f"f = ({first}, ")
    assert said[1].endswith(f", …), ‖f‖\u00a0=\u00a0{norm}")
    assert dock.unit.isHidden()
    assert "layer0.forget_gate_preactivation" in dock.data()


@pytest.mark.parametrize("of", ["vector", "weight_hh", "weight_ih"])
def test_other_numbers_of_what_is_missing_or_broken(
    of: str, sample_traces: dict[str, Trace], runs: dict[str, Run], dock: Equations
) -> None:
    dock.of.take(of)
    whole = back_shown(dock, runs["lstm"], "weight_hh", 0) if of.startswith("weight") else sample_traces["pair"]
    broken = {
        name: np.full_like(array, np.nan) if array.dtype.kind == "f" else array for name, array in whole.arrays.items()
    }
    bare = {name: whole[name] for name in whole if name == "tokens" or name.endswith((".hidden", ".start"))}
    for trace in (*(Trace(arrays=arrays, cells=whole.cells) for arrays in (broken, bare)), sample_traces["pair"]):
        for t in (0, trace.length - 1):
            dock.of.take(of)
            dock.show(trace, Moment("backward", t))
            dock.widget.grab()


def test_a_click_on_a_term_goes_to_its_step(runs: dict[str, Run], dock: Equations) -> None:
    back_shown(dock, runs["deep"], "weight_hh", 0)
    went: list[int] = []
    dock.shared.axis.set_length(10)
    dock.shared.axis.scrubbed.connect(went.append)
    dock.terms.picked.emit(2)
    assert went == [2]
    said = dock.terms.said(dock.terms.rows(9)[1])
    assert said.startswith("step 1")
    assert " nats, " in said


@pytest.mark.parametrize(("width", "columns"), [(190, 4), (216, 4), (460, 5)])
def test_no_number_of_a_term_is_cut(qtbot: QtBot, width: int, columns: int) -> None:
    sheet = TermsSheet(PALETTES["dark"])
    qtbot.addWidget(sheet)
    values = np.array([-0.0123456, 3.21e-7, -8.76e-5, 0.0654, 0.000432] * 20)
    terms = Terms(norms=np.abs(values), along=values, of_loss=-values, whole=float(values.sum()))
    sheet.resize(width, 200)
    sheet.draw(terms, ["a"] * 100, 59, "of ℓ₉₉")
    lines = sheet.lines(sheet.rows(9))
    places = sheet.places(lines)
    assert len(lines) == 10
    assert places[-1][0] + places[-1][1] <= width + 0.5
    font = QFont(sheet.font())
    font.setBold(True)
    metrics = QFontMetricsF(font)
    for texts in lines:
        for text, (_, room) in list(zip(texts, places, strict=True))[2:]:
            assert metrics.horizontalAdvance(text) <= room
    assert {len(texts) for texts in lines} == {columns}  # with room, what is of the chosen loss has its column
