"""A text read in chunks is what a loop over torch's own cells reads, and so are gradients and lesions."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from rnnviz.annotations import annotate
from rnnviz.assembly import from_values
from rnnviz.engine.jobs import JOBS, Found
from rnnviz.engine.reading import LONGEST, passage
from rnnviz.engine.reading import reading as readings
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from tests.measures.test_hunt import by_pairs

TEXT = "def f(x):\n    return [x, 'a (b', x]\n\n# none\nprint(f(3))\n" * 12
CHUNK = 64


def finish(parts: Generator[tuple[int, int], None, Found]) -> Found:
    while True:
        try:
            next(parts)
        except StopIteration as end:
            found: Found = end.value
            return found


def ask(run: Run, name: str, **arguments: Any) -> Found:
    return finish(JOBS[name](run, arguments))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "CHUNK", CHUNK)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("texts") / "small.py"
    file.write_text(TEXT)
    return file


def made(path: Path, kind: str = "lstm", layers: int = 1, **cell: Any) -> Run:
    torch.set_num_threads(1)
    run = Run(
        from_values(
            {
                "task": {"kind": "char_lm", "path": str(path), "length": 20}, "model": {"layers": layers},
                "cell": {"kind": kind, "hidden_size": 7, **cell}, "threads": 1,
            }
        )
    )
    for _ in range(3):
        run.update()
    return run


@pytest.fixture(scope="module")
def lstm(path: Path) -> Run:
    return made(path)


def by_hand(run: Run, codes: np.ndarray, clamp: tuple[str, int, float] | None = None, every: int = 0) -> dict[str, Any]:
    """Run torch's LSTMCell step by step; a clamped run begins anew from the untouched states every so many steps."""
    state = run.learner.model.state_dict()
    size, inputs = state["layer0.weight_hh_l0"].shape[1], state["layer0.weight_ih_l0"].shape[1]
    cell = nn.LSTMCell(inputs, size)
    cell.load_state_dict({k.removeprefix("layer0.").removesuffix("_l0"): v for k, v in state.items() if "layer0" in k})
    h, c = torch.zeros(1, size), torch.zeros(1, size)
    pure = (h, c)
    kept: list[Tensor] = []
    losses: list[float] = []
    outputs = []
    with torch.no_grad():
        for t, code in enumerate(codes.tolist()):
            x = nn.functional.one_hot(torch.tensor([code]), inputs).float()
            if every and t % every == 0:
                h, c = pure
            pure = cell(x, pure)
            h, c = cell(x, (h, c))
            if clamp and clamp[0] == "hidden":
                h = h.clone()
                h[0, clamp[1]] = clamp[2]
            kept.append(h)
            y = h @ state["readout.weight"].T + state["readout.bias"]
            outputs.append(y)
            if t + 1 < len(codes):
                losses.append(float(nn.functional.cross_entropy(y, torch.tensor([int(codes[t + 1])]))))
    return {"hidden": torch.cat(kept).numpy(), "losses": np.array(losses), "outputs": torch.cat(outputs)}


def test_states_losses_and_guesses_are_those_of_a_loop(lstm: Run) -> None:
    found = ask(lstm, "text", source="text", text=TEXT[:300])
    codes = np.array([lstm.task.symbols.index(c) for c in TEXT[:300]])
    expected = by_hand(lstm, codes)
    np.testing.assert_allclose(found.arrays["loss"][:-1], expected["losses"], atol=2e-5)
    assert np.isnan(found.arrays["loss"][-1])
    share, best = expected["outputs"].softmax(-1).topk(5)
    symbols = np.array([ord(s) for s in lstm.task.symbols])
    np.testing.assert_array_equal(found.arrays["likeliest"][:, 0], symbols[best[:, 0]])
    np.testing.assert_allclose(found.arrays["probabilities"], share, atol=1e-3)
    for unit in (0, 6):
        values = ask(lstm, "text_values", reading=found.values["reading"], array="layer0.hidden", unit=unit)
        np.testing.assert_allclose(values.arrays["values"], expected["hidden"][:, unit], atol=1e-6)


@pytest.mark.parametrize(("kind", "array"), [("gru", "layer1.update_gate"), ("rnn", "layer0.hidden")])
def test_any_cell_is_read_as_its_probe_has_it(path: Path, kind: str, array: str) -> None:
    run = made(path, kind, layers=2)
    trace = run.probe()
    text = "".join(trace["tokens"].tolist())
    found = ask(run, "text", source="text", text=text)
    values = ask(run, "text_values", reading=found.values["reading"], array=array, unit=3).arrays["values"]
    np.testing.assert_allclose(values, trace[array][:, 3], atol=1e-6)
    np.testing.assert_allclose(found.arrays["loss"][:-1], (trace["loss_by_time"] * 20)[:-1], atol=1e-5)


@pytest.mark.parametrize("length", [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_chunks_of_any_remainder(lstm: Run, length: int) -> None:
    found = ask(lstm, "text", source="text", text=TEXT[:length])
    codes = np.array([lstm.task.symbols.index(c) for c in TEXT[:length]])
    reading = found.values["reading"]
    values = ask(lstm, "text_values", reading=reading, array="layer0.hidden", unit=2).arrays["values"]
    np.testing.assert_allclose(values, by_hand(lstm, codes)["hidden"][:, 2], atol=1e-6)
    clamp = readings.Clamp(array="layer0.hidden", unit=2, value=0.25)
    parts = lstm.readings.of({"reading": reading}).lesion(clamp)
    after = _returned(parts)
    expected = by_hand(lstm, codes, ("hidden", 2, 0.25), CHUNK)["losses"]
    np.testing.assert_allclose(after[:-1], expected, atol=2e-5)
    assert np.isnan(after[-1])


def _returned(parts: Generator[Any, None, Any]) -> Any:
    while True:
        try:
            next(parts)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize("of", ["loss", "target", "likeliest"])
def test_dependence_is_autograds(lstm: Run, of: str) -> None:
    found = ask(lstm, "text", source="text", text=TEXT[:200])
    at, span = 150, 60
    answer = ask(lstm, "text_dependence", reading=found.values["reading"], at=at, of=of, span=span)
    assert answer.values["first"] == at - span + 1
    state = lstm.learner.model.state_dict()
    size, inputs = state["layer0.weight_hh_l0"].shape[1], state["layer0.weight_ih_l0"].shape[1]
    cell = nn.LSTMCell(inputs, size).double()
    cell.load_state_dict({k.removeprefix("layer0.").removesuffix("_l0"): v for k, v in state.items() if "layer0" in k})
    codes = torch.tensor([lstm.task.symbols.index(c) for c in TEXT[: at + 2]])
    x = nn.functional.one_hot(codes[: at + 1], inputs).double().requires_grad_()
    h, c = torch.zeros(1, size).double(), torch.zeros(1, size).double()
    for x_t in x:
        h, c = cell(x_t[None], (h, c))
    y = (h @ state["readout.weight"].double().T + state["readout.bias"].double())[0]
    quantity = {
        "loss": -y.log_softmax(-1)[codes[at + 1]], "target": y[codes[at + 1]], "likeliest": y[y.argmax()],
    }[of]
    quantity.backward()
    assert x.grad is not None
    norms = x.grad.norm(dim=-1)[at - span + 1 :].numpy()
    np.testing.assert_allclose(10 ** answer.arrays["log10"], norms, rtol=2e-3, atol=1e-9)


def test_a_lesion_compares_labelled_places_with_the_others(lstm: Run) -> None:
    found = ask(lstm, "hunt", source="text", text=TEXT)
    lesion = ask(
        lstm, "lesion", reading=found.values["reading"], array="layer0.hidden", unit=1, label="brackets", to="mean"
    ).values
    codes = np.array([lstm.task.symbols.index(c) for c in TEXT])
    plain = by_hand(lstm, codes)
    assert lesion["value"] == pytest.approx(plain["hidden"][:, 1].mean(), abs=1e-5)
    after = by_hand(lstm, codes, ("hidden", 1, float(lesion["value"])), CHUNK)["losses"]
    here = annotate(TEXT)["brackets"][:-1] == 1
    there, elsewhere = (float((after - plain["losses"])[place].mean()) for place in (here, ~here))
    assert lesion["there"] == pytest.approx(there, abs=1e-5)
    assert lesion["elsewhere"] == pytest.approx(elsewhere, abs=1e-5)
    assert lesion["characters"] == here.sum()


def test_a_hunt_scores_the_states_of_every_layer(path: Path) -> None:
    run = made(path, "gru", layers=2)
    found = ask(run, "hunt", source="text", text=TEXT, quantity="update_gate")
    values = ask(run, "text_values", reading=found.values["reading"], array="layer1.update_gate", unit=4).arrays
    place = found.values["labels"].index("quotes")
    row = 7 + 4
    assert (found.arrays["layer"][row], found.arrays["unit"][row]) == (1, 4)
    true = by_pairs(values["values"], annotate(TEXT)["quotes"])
    assert found.arrays["real"][place, row] == pytest.approx(true, abs=1e-6)


def test_a_reading_keeps_its_weights_while_the_model_learns(path: Path) -> None:
    run = made(path)
    found = ask(run, "text", source="held_out")
    before = ask(run, "text_values", reading=1, array="layer0.cell", unit=0).arrays["values"]
    run.update()
    after = ask(run, "text_values", reading=1, array="layer0.cell", unit=0)
    np.testing.assert_array_equal(before, after.arrays["values"])
    assert after.values["update"] == 3
    held = run.task.held_out()
    assert held is not None
    assert "".join(map(chr, found.arrays["text"].tolist())) == TEXT[-len(held) :]


def test_of_many_layers_less_of_the_held_out_text_is_read_unbidden(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("rnnviz.engine.jobs.text"), "MOST_HELD_OUT", 70)
    run = made(path, layers=2)
    held = run.task.held_out()
    assert held is not None
    found = ask(run, "text", source="held_out")
    assert (len(found.arrays["text"]), found.values["total"]) == (35, len(held))
    assert "".join(map(chr, found.arrays["text"].tolist())) == TEXT[-len(held) :][:35]
    assert len(ask(run, "text", source="file", path=str(path)).arrays["text"]) == len(TEXT)
    assert len(ask(run, "text", source="held_out", most=50).arrays["text"]) == 50


def test_unknown_characters_are_named_and_passed_over(lstm: Run) -> None:
    found = ask(lstm, "text", source="text", text="xé\u202e x\r\nx")
    assert found.values["unknown"] == [["é", 1], ["\u202e", 1]]
    assert found.arrays["places"].tolist() == [0, 3, 4, 5, 6]
    assert len(found.arrays["text"]) == 7
    assert len(found.arrays["loss"]) == 5


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("text", {"source": "text", "text": ""}, "empty"),
        ("text", {"source": "text", "text": "éé"}, "none of the text's characters"),
        ("text", {"source": "file", "path": "/nowhere/a.txt"}, "no such file"),
        ("text_values", {"reading": 99, "array": "layer0.hidden", "unit": 0}, "read the text again"),
        ("hunt", {"source": "text", "text": "xx"}, "at least 50"),
        ("hunt", {"source": "text", "text": TEXT, "quantity": "soul"}, "records no layer0.soul"),
    ],
)
def test_what_cannot_be_read_is_said(lstm: Run, name: str, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        ask(lstm, name, **arguments)


def test_units_steps_and_labels_that_are_not_there_are_named(lstm: Run) -> None:
    reading = ask(lstm, "text", source="text", text=TEXT[:60]).values["reading"]
    for name, arguments, words in (
        ("text_values", {"array": "layer0.hidden", "unit": 7}, "units 0 to 6, got 7"),
        ("text_dependence", {"at": 59, "of": "loss"}, "nothing follows"),
        ("text_dependence", {"at": 5, "of": "soul"}, "of must be one of"),
        ("lesion", {"array": "layer0.hidden", "unit": 0, "label": "soul"}, "no label soul"),
        ("lesion", {"array": "layer0.hidden", "unit": 0, "label": "quotes", "to": "up"}, "to must be one of"),
    ):
        with pytest.raises(BadInput, match=words):
            ask(lstm, name, reading=reading, **arguments)


@pytest.mark.parametrize("task", ["adding", "translate", "copying"])
def test_tasks_without_text_say_so(task: str) -> None:
    model = {"kind": "encoder_decoder"} if task == "translate" else {}
    run = Run(from_values({"task": {"kind": task}, "model": model, "cell": {"kind": "gru", "hidden_size": 4}}))
    with pytest.raises(BadInput, match=r"reads no text|holds no text out"):
        ask(run, "text")


def test_a_long_line_is_cut_and_said() -> None:
    run = Run(from_values({"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 2}}))
    found = passage(run.task, {"source": "text", "text": "helo" * 2_600_000})
    assert (len(found.text), found.total) == (LONGEST, 10_400_000)


def test_a_deep_stack_reports_within_a_chunk_and_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = made(path, layers=3)
    whole = ask(run, "text", source="text", text=TEXT[: 2 * CHUNK + 1])
    monkeypatch.setattr(readings, "STEPS", max(CHUNK // 4, 1))
    parts = JOBS["text"](run, {"source": "text", "text": TEXT[: 2 * CHUNK + 1]})
    done = []
    try:
        while True:
            done.append(next(parts))
    except StopIteration as end:
        found = end.value
    size = 2 * CHUNK + 1
    assert done[0] == (0, size)
    assert done[-1] == (size, size)
    assert len(done) > 6
    assert {(CHUNK, size), (2 * CHUNK, size)} <= set(done)  # no part goes over the end of a chunk
    np.testing.assert_allclose(found.arrays["loss"], whole.arrays["loss"], atol=1e-6)
    reading = run.readings.of({"reading": found.values["reading"]})
    assert len(reading.starts) == 3
