from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import PHASES, Moment, Trace
from rnnviz.views.equations.dock import Equations
from rnnviz.views.equations.filled_equation import half_life
from tests.views.equations.conftest import MODELS, Altered
from tests.views.equations.filled import numbers
from tests.views.equations.test_equation_sheet import right_edge

PHI: dict[str, Callable[[float], float]] = {"relu": lambda a: max(a, 0.0)}
PLACE = ", j = "
"""Before the place that is looked at most."""


def plain_number(text: str) -> str:
    """Turn typographic numbers into Python's: −1.2·10⁻⁷ into -1.2e-7."""
    powers = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    text = re.sub(r"·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda match: "e" + match[1].translate(powers), text)
    return text.replace("−", "-").replace("·", "*")


def evaluated(text: str, phi: Callable[[float], float]) -> float:
    names = {"σ": lambda a: 1 / (1 + math.exp(-a)), "tanh": math.tanh, "φ": phi, "max": max}
    return float(eval(plain_number(text), {"__builtins__": {}}, names))


@pytest.mark.parametrize("kind", MODELS)
def test_the_numbers_satisfy_the_equations(kind: str, traces: dict[str, Trace], dock: Equations) -> None:
    trace, phi = traces[kind], PHI.get(kind, math.tanh)
    checked = 0
    for scope in trace.scopes:
        for unit in range(trace[f"{scope}.hidden"].shape[1]):
            dock.shared.selection.choose(scope=scope, unit=unit)
            for t in range(trace.length):
                dock.show(trace, Moment("forward", t))
                for line in numbers(dock):
                    assert "…" not in line
                    _, *sides = line.partition(PLACE)[0].split(" = ")
                    if len(sides) == 2:
                        size = max(abs(evaluated(sides[1], phi)), 1.0)
                        assert evaluated(sides[0], phi) == pytest.approx(evaluated(sides[1], phi), abs=3e-3 * size)
                        checked += 1
    written = [equation.numbers.partition(PLACE)[0] for equation in trace.cells[trace.scopes[0]].equations]
    two_sided = sum(line.count(" = ") == 2 for line in written)
    assert checked == two_sided * trace.length * sum(trace[f"{scope}.hidden"].shape[1] for scope in trace.scopes)


@pytest.mark.parametrize("kind", ["lstm", "gru", "pair"])
def test_the_result_is_the_array_at_the_cursor(kind: str, traces: dict[str, Trace], dock: Equations) -> None:
    trace = traces[kind]
    for t in range(trace.length):
        dock.show(trace, Moment("forward", t))
        scope = next(s for s in reversed(trace.scopes) if trace.start(s) <= t)
        hidden = trace[f"{scope}.hidden"][t - trace.start(scope), dock.unit.value()]
        assert numbers(dock)[-1].endswith(f"= {hidden:+.3f}".replace("-", "−"))


def plain(line: str) -> list[float]:
    """Return the numbers of a line, in order."""
    return [float(plain_number(part)) for part in re.findall(r"[+−]?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", line)]


@pytest.mark.parametrize("switches", [{}, {"layer_norm": "after", "scaled": False, "causal": False}])
def test_a_blocks_lines_are_its_equations_in_numbers(switches: dict[str, Any], dock: Equations) -> None:
    model = {"kind": "transformer", "heads": 2, "feedforward": 8, **switches}
    run = Run(from_values({"task": {"kind": "copying", "blanks": 2}, "model": model,
                           "cell": {"kind": "rnn", "hidden_size": 6}}))  # fmt: skip
    run.update()
    dock.show(run.probe(), Moment("forward", 9))
    trace = run.probe(dock.watch)
    before, scaled = switches.get("layer_norm") != "after", switches.get("scaled", True)
    for unit in range(6):
        dock.shared.selection.choose(unit=unit)
        dock.show(trace, Moment("forward", 9))
        lines = {line.split(" ")[0] if "head" not in line else "e": line for line in numbers(dock)}
        assert set(lines) == {*"qkveαzyh", *("n" if before else "")}
        assert "…" not in "".join(lines.values())
        head = unit // 3
        weights = trace["block0.attention"][head, 9]
        j = int(weights.argmax())
        one = {name: trace[f"block0.{name}"][9, unit] for name in ("attended", "context", "hidden")}
        products, scores = (trace[f"block0.attention_{name}"][head, 9, j] for name in ("products", "scores"))
        assert f"head {head + 1}:" in lines["e"]
        shown = plain(lines["e"].partition(":")[2].partition(PLACE)[0])
        assert shown == pytest.approx([products, scores] if scaled else [scores], abs=1e-3)
        assert scores == pytest.approx(products / math.sqrt(3) if scaled else products, rel=1e-5)
        assert plain(lines["α"].partition(PLACE)[0]) == pytest.approx([weights[j]], abs=1e-3)
        assert lines["α"].partition(PLACE)[2].startswith(f"{j} “")
        assert plain(lines["z"])[-1] == pytest.approx(one["context"], abs=1e-3)
        assert plain(lines["y"])[-1] == pytest.approx(one["attended"], abs=1e-3)
        assert plain(lines["h"])[-1] == pytest.approx(one["hidden"], abs=1e-3)
        assert ("LN(" in lines["y"]) == (not before)
        if before:
            for name in "yh":
                _, added, result = lines[name].split(" = ")
                assert evaluated(added, math.tanh) == pytest.approx(evaluated(result, math.tanh), abs=2e-3)
                assert not re.search(r"[+−] [+−]", added), "two signs in a row"
                assert re.fullmatch(r"[+−]\S+ [+−] \d\S*", added)
    written = " ".join(line.latex for line in dock.sheet.lines)
    assert (r"\sqrt{d}" in written, r"j \le t" in written) == (scaled, switches.get("causal", True))
    assert "W_hh" not in [dock.of.itemText(n) for n in range(dock.of.count())]
    assert dock.of.count() == 2


@pytest.mark.parametrize(
    ("score", "sign"), [("additive", r"v^\top \tanh"), ("dot", r"\cdot h_j"), ("general", "W_a h_j")]
)
def test_a_decoders_attention_is_written_with_its_score(score: str, sign: str, dock: Equations) -> None:
    model = {"attention": score, "input_feeding": score == "dot"}
    run = Run(from_values({"task": {"kind": "translate"}, "model": model, "cell": {"kind": "gru", "hidden_size": 5}}))
    trace = run.probe()
    dock.show(trace, Moment("forward", 1))
    reads = len(dock.sheet.lines)
    assert sign not in " ".join(line.latex for line in dock.sheet.lines)  # the encoder attends to nothing
    start = trace.start("decoder.layer0")
    dock.show(trace, Moment("forward", start + 2))
    written, lines = " ".join(line.latex for line in dock.sheet.lines), numbers(dock)
    assert sign in written
    assert ("x_{t+1}" in written) == (score == "dot")
    own = lines[:3] if score == "additive" else lines[-4:]
    assert len(dock.sheet.lines) == reads + (3 if score == "additive" else 4)
    weights = trace["decoder.attention"][2]
    j = int(weights.argmax())
    assert plain(own[0].partition(PLACE)[0]) == pytest.approx([trace["decoder.attention_scores"][2, j]], abs=1e-3)
    assert plain(own[1].partition(PLACE)[0]) == pytest.approx([weights[j]], abs=1e-3)
    assert plain(own[2]) == pytest.approx([trace["decoder.context"][2, 0]], abs=1e-3)
    if score != "additive":
        assert plain(own[3]) == pytest.approx([trace["decoder.attentional"][2, 0]], abs=1e-3)
    assert "decoder.attention" in dock.data()


def test_the_state_before_is_what_the_step_began_with(traces: dict[str, Trace], dock: Equations) -> None:
    def before(trace: Trace, t: int) -> float:
        dock.show(trace, Moment("forward", t))
        line = next(line for line in numbers(dock) if line.startswith("c = "))
        return float(plain_number(line.split(" ")[4]))

    assert before(traces["lstm"], 0) == 0
    assert before(traces["lstm"], 2) == pytest.approx(traces["lstm"]["layer0.cell"][1, 0], abs=5e-4)
    carried = traces["carried"]
    assert before(carried, 0) == pytest.approx(carried["layer0.initial_cell"][0], abs=5e-4)
    pair = traces["pair"]
    start = pair.start("decoder.layer0")
    assert before(pair, start) == pytest.approx(pair["encoder.layer0.cell"][-1, 0], abs=5e-4)
    assert "decoder" in dock.heading.text()


def test_gates_have_their_colours(traces: dict[str, Trace], dock: Equations) -> None:
    dock.show(traces["lstm"], Moment("forward", 1))
    roles, line = dock.shared.palette.roles, dock.sheet.lines[4]  # c = f · c₋₁ + i · g
    coloured = [(span.text, span.colour) for span in line.numbers if span.colour not in ("", roles["cell"])]
    assert [colour for _, colour in coloured] == [roles["forget"], roles["input"], roles["candidate"]]
    assert rf"\color{{{roles['forget']}}} f_t" in line.latex
    assert line.numbers[-1].bold
    assert [span.text for span in line.text if span.colour == roles["forget"]] == ["f"]


def test_sums_that_are_not_recorded_are_dots(traces: dict[str, Trace], dock: Equations, altered: Altered) -> None:
    trace = altered(traces["lstm"], layer0__forget_gate_preactivation=None)
    dock.show(trace, Moment("forward", 1))
    assert "σ(…)" in numbers(dock)[1]
    assert numbers(dock)[1].endswith(f"= {trace['layer0.forget_gate'][1, 0]:.3f}")


def test_the_gradient_comes_with_the_backward_phase(traces: dict[str, Trace], dock: Equations) -> None:
    trace = traces["lstm"]
    for phase in PHASES:
        dock.show(trace, Moment(phase, 2))
        said = "".join(span.text for span in dock.sheet.lines[-1].numbers).replace("\u00a0", " ")
        assert ("in the backward phase" in said) == (phase in ("forward", "loss"))
    gradient = float(trace["gradient/layer0.hidden"][2, 0])
    found = re.search(r"∂L/∂h = (\S+)", said)
    assert found is not None
    assert float(plain_number(found[1])) == pytest.approx(gradient, rel=0.02)
    assert "∂L/∂c = " in said


def test_the_forget_gate_says_its_half_life(traces: dict[str, Trace], dock: Equations) -> None:
    trace = traces["lstm"]
    dock.show(trace, Moment("forward", 3))
    steps = math.log(0.5) / math.log(float(trace["layer0.forget_gate"][3, 0]))
    assert f"{steps:.3g} steps" in dock.sheet.text
    dock.show(traces["gru"], Moment("forward", 3))
    assert "half-life" not in dock.sheet.text


def test_half_life_at_the_ends() -> None:
    assert half_life(0.5) == pytest.approx(1)
    assert half_life(0.25) == pytest.approx(0.5)
    assert half_life(1.0) == math.inf
    assert half_life(0.0) == 0


def test_the_unit_is_bound_both_ways(traces: dict[str, Trace], dock: Equations) -> None:
    trace, selection = traces["lstm"], dock.shared.selection
    dock.show(trace, Moment("forward", 1))
    dock.unit.setValue(3)
    assert selection.unit == 3
    assert numbers(dock)[-1].endswith(f"{trace['layer0.hidden'][1, 3]:+.3f}".replace("-", "−"))
    selection.choose(unit=2)
    assert dock.unit.value() == 2
    assert numbers(dock)[-1].endswith(f"{trace['layer0.hidden'][1, 2]:+.3f}".replace("-", "−"))


def test_the_layer_is_bound_both_ways(traces: dict[str, Trace], dock: Equations) -> None:
    trace, selection = traces["gru"], dock.shared.selection
    dock.show(trace, Moment("forward", 1))
    assert not dock.layer.isHidden()
    dock.layer.setCurrentIndex(0)
    dock.layer.activated.emit(0)
    assert selection.scope == "layer0"
    assert "layer0" in dock.heading.text()
    selection.choose(scope="layer1")
    assert dock.layer.key == "layer1"
    assert "layer1" in dock.heading.text()
    dock.show(traces["lstm"], Moment("forward", 1))
    assert dock.layer.isHidden()


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_nothing_is_cut_at_the_right_edge(
    kind: str, traces: dict[str, Trace], dock: Equations, qtbot: QtBot, altered: Altered
) -> None:
    wide = {name.replace(".", "__"): array * -123 for name, array in traces[kind].arrays.items() if "cell" in name}
    for trace in (traces[kind], altered(traces[kind], **wide)):
        dock.show(trace, Moment("update", 2))
        assert right_edge(dock.sheet) <= dock.sheet.width()
        qtbot.waitUntil(lambda: dock.sheet.all_set)
        for width in (300, 320, 460):
            dock.widget.resize(width, 260)
            dock.widget.grab()
            assert right_edge(dock.sheet) <= dock.sheet.width() <= width


def test_kinds_of_traces_follow_one_another(traces: dict[str, Trace], dock: Equations, qtbot: QtBot) -> None:
    for kind in ("lstm", "one", "pair", "tanh", "gru", "carried"):
        dock.shared.selection.choose(unit=4)
        dock.show(traces[kind], Moment("backward", 0))
        assert len(numbers(dock)) == len(traces[kind].cells[traces[kind].scopes[0]].equations)
        assert "…" not in "".join(numbers(dock))
        assert not dock.widget.grab().isNull()
    qtbot.waitUntil(lambda: dock.sheet.all_set)


def test_without_a_cell_a_sentence(traces: dict[str, Trace], dock: Equations) -> None:
    dock.show(traces["lstm"], Moment())
    tokens = traces["lstm"]["tokens"]
    dock.show(Trace(arrays={"tokens": tokens}), Moment())
    assert "recurrent model" in dock.sentence
    assert not dock.unit.isEnabled()
    dock.show(traces["lstm"], Moment())
    assert not dock.sentence
    assert dock.unit.isEnabled()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, 1e-30, 0.0])
def test_hostile_numbers_are_survived(
    value: float, traces: dict[str, Trace], dock: Equations, altered: Altered, qtbot: QtBot
) -> None:
    trace = traces["lstm"]
    broken = {
        name.replace(".", "__"): np.full_like(array, value)
        for name, array in trace.arrays.items()
        if name.startswith(("layer0.", "gradient/"))
    }
    dock.show(altered(trace, **broken), Moment("update", 0))
    assert right_edge(dock.sheet) <= dock.sheet.width()
    assert len(numbers(dock)) == 6


@pytest.mark.parametrize("width", [200, 320, 480])
def test_the_step_has_its_room_in_the_heading(
    qtbot: QtBot, width: int, traces: dict[str, Trace], dock: Equations
) -> None:
    dock.widget.resize(width, 260)
    dock.show(traces["lstm"], Moment("forward", 3))
    qtbot.waitUntil(dock.unit.isVisible)
    dock.widget.grab()
    assert dock.heading.width() >= dock.heading.fontMetrics().horizontalAdvance("t = 3")
    level = dock.unit.mapTo(dock.widget, dock.unit.rect().center()).y()
    beside = dock.of.mapTo(dock.widget, dock.of.rect().center()).y()
    assert (level > beside + 10) == (width == 200)
    dock.widget.resize(480, 260)
    qtbot.waitUntil(dock.unit.isVisible)
    dock.widget.grab()
    level, beside = (each.mapTo(dock.widget, each.rect().center()).y() for each in (dock.unit, dock.of))
    assert abs(level - beside) <= 2  # it comes back
