"""Messages: a trace, a sentence and devices come out of the wire as they went in."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.checks import Check, checks_to_message, message_to_checks
from rnnviz.link.frames import Decoder, Message, encode
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from rnnviz.weights import Remark

INFOS = {key: cell.info for key, cell in CELLS.items()}


def over_the_wire(message: Message) -> Message:
    (found,) = Decoder().feed(b"".join(encode(*message)))
    return found


def test_a_trace_arrives_whole_and_without_a_copy() -> None:
    arrays = {
        "tokens": np.array(["가", "<b>", ""]),
        "loss": np.array(np.nan),
        "loss_steps": np.array([True, False, True]),
        "gradient_norm_log10/layer0.hidden": np.array([-np.inf, 0.0, 120.4]),
        "layer0.hidden": np.ones((3, 2), np.float32),
    }
    cells = {"layer0": INFOS["lstm"], "decoder.layer0": INFOS["gru"]}
    trace = Trace(run=3, number=7, update=41, path="loops", arrays=arrays, cells=cells)
    message = over_the_wire(messages.trace_to_message(trace, 0.25))
    found = messages.message_to_trace(message, INFOS)
    assert (found.run, found.number, found.update, found.path) == (3, 7, 41, "loops")
    assert found.cells == cells
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].dtype == array.dtype
        assert found[name] is message.arrays[name]
    assert message.header["probe_seconds"] == 0.25


def test_an_operated_trace_brings_the_untouched_one_and_shares_what_is_the_same() -> None:
    silent = Operation(kind="clamp", target="layer0.hidden", index=(1,), first=2)
    beyond = Operation(kind="cut", target="layer7")
    arrays = {
        "tokens": np.array(["가", "b"]), "layer0.hidden": np.ones((2, 2), np.float32), "loss": np.array(np.nan),
    }  # fmt: skip
    touched = {**arrays, "layer0.hidden": np.array([[1, 1], [1, 0]], np.float32)}
    cells = {"layer0": INFOS["rnn"]}
    plain = Trace(run=1, number=2, update=3, path="readable", arrays={**arrays, "only": np.zeros(1)}, cells=cells)
    trace = Trace(
        run=1, number=2, update=3, path="exact", arrays=touched, cells=cells, operated=(silent,), untouched=plain
    )
    wrong = BadInput("there is no layer {target}", target="layer7")
    message = over_the_wire(messages.trace_to_message(trace, 0.0, {beyond: wrong}))
    assert {name for name in message.arrays if name.startswith(messages.UNTOUCHED)} == {
        "untouched/layer0.hidden", "untouched/only"
    }
    found = messages.message_to_trace(message, INFOS)
    assert found.operated == (silent,)
    assert set(found) == set(touched)
    assert found.untouched is not None
    assert (found.untouched.run, found.untouched.update, found.untouched.path) == (1, 3, "readable")
    assert set(found.untouched) == set(plain)
    for name in plain:
        np.testing.assert_array_equal(found.untouched[name], plain[name])
    assert found.untouched["tokens"] is found["tokens"]
    assert {one: str(why) for one, why in messages.unfit(message.header).items()} == {beyond: str(wrong)}
    assert messages.message_to_trace(over_the_wire(messages.trace_to_message(plain, 0.0)), INFOS).untouched is None


def test_a_cell_of_another_version_is_named() -> None:
    trace = Trace(arrays={"tokens": np.array(["a"])}, cells={"layer0": INFOS["lstm"]})
    with pytest.raises(KeyError, match="lstm"):
        messages.message_to_trace(over_the_wire(messages.trace_to_message(trace, 0.0)), {})


def test_a_sentence_keeps_its_template_and_values() -> None:
    said = BadInput("{template} must be at most {limit}, got {value}", template="x", limit=3, value="{a}")
    found = messages.problem(over_the_wire(messages.bad(2, "start", said)).header)
    assert str(found) == str(said) == "x must be at most 3, got {a}"
    assert (found.template, found.values) == (said.template, said.values)


def test_devices_come_back() -> None:
    known = [
        messages.DeviceInfo(key="cpu", title="CPU", available=True),
        messages.DeviceInfo(key="cuda", title="CUDA", available=False, reason="none found"),
    ]
    sent = messages.ready(torch="2", python="3", devices=known, threads=1, pid=7)
    assert messages.devices(over_the_wire(sent).header) == known


def test_rows_become_columns_with_nan_where_a_row_has_no_figure() -> None:
    found = messages.columns([{"update": 1, "loss": 2.5}, {"update": 2, "loss": 2.0, "validation_loss": 3.0}])
    assert list(found) == ["update", "loss", "validation_loss"]
    np.testing.assert_array_equal(found["update"], [1.0, 2.0])
    np.testing.assert_array_equal(found["validation_loss"], [np.nan, 3.0])
    assert all(column.dtype == np.float64 for column in found.values())
    assert messages.columns([]) == {}


def test_remarks_on_weights_come_back() -> None:
    remarks = (
        Remark(BadInput("{file} has no biases: they start at zero", file="w"), warning=False),
        Remark(BadInput("{file}: {key} is cut", file="w", key="<b>"), warning=True),
    )
    message = messages.started(
        4, update=0, device="cpu", threads=1, parameters=2, task={}, weights_sha256="ab", remarks=remarks
    )
    header = over_the_wire(message).header
    found = messages.remarks(header)
    assert header["weights_sha256"] == "ab"
    assert [str(remark.words) for remark in found] == [str(remark.words) for remark in remarks]
    assert [(remark.words.template, remark.warning) for remark in found] == [
        (remark.words.template, remark.warning) for remark in remarks
    ]
    plain = messages.started(4, update=0, device="cpu", threads=1, parameters=2, task={})
    assert messages.remarks(over_the_wire(plain).header) == ()


def test_checks_arrive_whole_with_figures_that_are_not_finite() -> None:
    checks = [
        Check(key="a", title="{array}: fine", values={"array": "h"}, routes=("x", "y"), residual=1e-8, tolerance=1e-5),
        Check(key="b", title="wrong", routes=("x",), residual=np.inf, tolerance=0.0, note="{array} grew"),
        Check(key="c", title="none", compared=False),
    ]
    message = over_the_wire(checks_to_message(4, checks, update=7, dtype="float64", device="cpu"))
    assert message.kind == "verified"
    assert (message.header["run"], message.header["update"], message.header["dtype"]) == (4, 7, "float64")
    found = message_to_checks(message)
    assert found[:2] == checks[:2]
    assert [check.passed for check in found] == [True, False, None]
    assert np.isnan(found[2].residual)
    assert [check.ratio for check in found] == [pytest.approx(1e-3), np.inf, 0.0]
