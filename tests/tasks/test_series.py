"""Series: what is read from files, what is learnt from them, and what is held out."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.tasks.gaps import Gaps
from rnnviz.tasks.series import MADE, Series, SeriesFields, built_in, made
from rnnviz.tasks.series_file import numbers

CHOOSE = "choose with task.gaps to drop or fill them"


def text(tmp_path: Path, content: str) -> str:
    path = tmp_path / "series.csv"
    path.write_text(content)
    return str(path)


def refused(path: str) -> str:
    with pytest.raises(BadInput) as caught:
        numbers(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(path)


def task(path: str = "", **fields: Any) -> Series:
    return Series(SeriesFields(path=path, **{"length": 5, **fields}))


@pytest.mark.parametrize(
    "content",
    [
        "1,2\n3,-4.5e1\n",
        "1, 2\r\n3, -4.5e1",
        "\ufeff1;2\n3;-45\n",
        "1\t2\n3\t-45.\n",
        "  1   2\n 3 -45\n\n",
        '# from an instrument\n"a","b"\n"1","2"\n\n3,-45\n',
        "a b,c\n1,2\n+3,-45\n",
        "1,b\n1,2\n3,-45\n",
    ],
)
def test_columns_are_read_however_they_are_parted(tmp_path: Path, content: str) -> None:
    np.testing.assert_array_equal(numbers(text(tmp_path, content)).values, [[1, 2], [3, -45]])


def test_a_header_names_the_columns(tmp_path: Path) -> None:
    assert numbers(text(tmp_path, "time,flow\n1,2\n")).columns == ("time", "flow")
    assert numbers(text(tmp_path, "3,4\n1,2\n")).columns == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", " is empty"),
        ("# nothing\n\n", " has no line of numbers"),
        ("a,b\n", " has no line of numbers"),
        ("a,b\nx,y\n", " has no column of numbers: line 2 is all words"),
        ("a, b\n1 2\n3\n", ": line 3 must have as many columns as the lines before it, 2, got 1"),
        ("1,2\n3\n", ": line 2 must have as many columns as the lines before it, 2, got 1"),
        ("a,b\n1,2,3\n", ": line 2 must have as many columns as the lines before it, 2, got 3"),
        ("1,2\n3,x\n", ': line 2, column 2 is not a number: "x" (decimals have a point)'),
        ("1;2\n3;4,5\n", ": line 2, column 2 has a decimal comma (4,5): write decimals with a point"),
        ("a;b\n0,5;1.234,5\n", ": line 2, column 1 has a decimal comma (0,5): write decimals with a point"),
        ("1\n1_0\n", ': line 2, column 1 is not a number: "1_0" (decimals have a point)'),
        ("1\n٣\n", ': line 2, column 1 is not a number: "٣" (decimals have a point)'),
        ("1\n1e5.5\n", ': line 2, column 1 is not a number: "1e5.5" (decimals have a point)'),
        ("1,2\n3,\n5,6\n", ": line 2, column 2 is empty (gaps in all: 1): " + CHOOSE),
        ("1,2\n3,NaN\n", ": line 2, column 2 is not a finite number (NaN; gaps in all: 1): " + CHOOSE),
        ("nan\n1\n", ": line 1, column 1 is not a finite number (nan; gaps in all: 1): " + CHOOSE),
        ("1\n-Infinity\n", ": line 2, column 1 is not a finite number (-Infinity; gaps in all: 1): " + CHOOSE),
        ("1\n1e999\n", ": line 2, column 1 is too large: 1e999"),
        (",".join(["1"] * 300) + "\n", " has 300 columns: a series may have at most 256"),
    ],
)
def test_what_is_no_series_is_named_by_line_and_column(tmp_path: Path, content: str, sentence: str) -> None:
    assert refused(text(tmp_path, content)) == sentence


@pytest.mark.parametrize("shape", [(40,), (40, 3)])
@pytest.mark.parametrize("dtype", ["f2", "f4", ">f8", "i4", "u1", "?"])
def test_arrays_of_numpy_are_read(tmp_path: Path, shape: tuple[int, ...], dtype: str) -> None:
    values = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    np.save(tmp_path / "a.npy", values)
    np.testing.assert_array_equal(numbers(str(tmp_path / "a.npy")).values, values.reshape(40, -1).astype(float))
    np.save(tmp_path / "b.npy", np.asfortranarray(values))
    np.testing.assert_array_equal(numbers(str(tmp_path / "b.npy")).values, values.reshape(40, -1).astype(float))


def test_arrays_that_are_no_series_are_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "a.npy")
    for values, words in (
        (np.zeros((2, 2, 2)), "holds float64 (2, 2, 2): a series is real numbers"),
        (np.array(["a"]), "a series is real numbers"),
        (np.zeros(3, complex), "a series is real numbers"),
        (np.zeros((0, 2)), "a series is real numbers"),
        (np.array([[1, 2], [3, np.nan], [np.inf, 1]]), ": row 2, column 2 is not a finite number (gaps in all: 2)"),
    ):
        np.save(path, values)
        assert words in refused(path)
    np.save(path, np.arange(100.0))
    data = Path(path).read_bytes()
    for damaged in (data[:-3], data[:60], data[:7], data.replace(b"(100,)", b"(9**9)"), data[:6] + b"\xff" + data[7:]):
        Path(path).write_bytes(damaged)
        assert "is not an .npy file of numpy, or it is damaged" in refused(path)


def test_objects_that_would_run_code_are_not_loaded(tmp_path: Path) -> None:
    path = str(tmp_path / "a.npy")
    np.save(path, np.array([{}], object), allow_pickle=True)
    assert "holds object (1,)" in refused(path)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    with open(tmp_path / "a.csv", "wb") as file:
        file.truncate(10 << 30)
    assert refused(str(tmp_path / "a.csv")) == " has 10240 MiB: a file of a series may have at most 64 MiB"
    assert "no such file" in refused(str(tmp_path / "b.csv"))


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_bad_input(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("series") / "a.csv"
    path.write_text(content, "utf-8", "surrogatepass")
    with suppress(BadInput):
        assert np.isfinite(numbers(str(path)).values).all()


def test_targets_are_the_numbers_of_the_next_step(tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(5, 2, (60, 3))
    np.save(tmp_path / "a.npy", values)
    found = task(str(tmp_path / "a.npy"), scale="raw")
    batch = found.batch(4, np.random.default_rng(0))
    np.testing.assert_array_equal(batch.inputs[1:], batch.targets[:-1])
    assert (found.input_size, found.output_size) == (3, 3)
    start = int(np.flatnonzero((values.astype(np.float32) == batch.inputs[0, 0]).all(1))[0])
    np.testing.assert_array_equal(batch.targets[:, 0], values[start + 1 : start + 6].astype(np.float32))


def test_what_is_held_out_lies_after_all_that_is_learnt(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.arange(100.0))
    found = task(str(tmp_path / "a.npy"), scale="raw")
    learnt = found.batch(2000, np.random.default_rng(0))
    held = found.validation(7)
    assert found.training_size == 80
    assert (learnt.inputs.min(), learnt.targets.max()) == (0, 79)
    assert (held.inputs.min(), held.targets.max()) == (80, 99)


def test_columns_are_standardised_by_the_training_part_and_that_is_written_down(tmp_path: Path) -> None:
    values = np.column_stack([np.r_[np.arange(80.0), np.full(20, 1e6)], np.full(100, 7.0)])
    np.save(tmp_path / "a.npy", values)
    found = task(str(tmp_path / "a.npy"))
    mean, std = values[:80].mean(0), np.array([values[:80, 0].std(), 1.0])
    assert json.loads(str(found.facts["series_mean"])) == pytest.approx(mean)
    assert json.loads(str(found.facts["series_std"])) == pytest.approx(std)
    held = found.validation(1)
    np.testing.assert_allclose(held.inputs[:, 0], ((values - mean) / std)[80:85], rtol=1e-6)
    assert not held.inputs[..., 1].any()
    assert found.data_sha256
    assert task().data_sha256 == ""


def test_numbers_beyond_float32_are_refused(tmp_path: Path) -> None:
    path = text(tmp_path, "1,1e39\n" * 29 + "2,1e39\n")
    with pytest.raises(BadInput, match=r"column 2 has numbers beyond float32: scale them down"):
        task(path, scale="raw")
    assert np.isfinite(task(path).validation(2).inputs).all()
    with pytest.raises(BadInput, match=r"column 1 has numbers beyond float32"):
        task(text(tmp_path, "1e308\n-1e308\n" * 30))


def test_a_series_that_is_too_short_says_what_it_needs(tmp_path: Path) -> None:
    path = text(tmp_path, "1\n2\n" * 5)
    with pytest.raises(BadInput, match=r"is too short: passes of 5 steps need 12 lines of numbers, found 10"):
        task(path)
    assert task(text(tmp_path, "1\n2\n" * 6)).batch(3, np.random.default_rng(0)).size == 3


DATED = "day,flow,1999\n1999-01-01,1,7\n1999-01-02,2,NaN\n"


@pytest.mark.parametrize(
    ("content", "used", "values", "columns"),
    [
        (DATED, "flow", [[1], [2]], ("flow",)),
        (DATED, " 2 ", [[1], [2]], ("flow",)),
        ("day;flow;level\nx;1;2\ny;3;4\n", "level, flow", [[2, 1], [4, 3]], ("level", "flow")),
        ("1,2,3\n4,5,6\n", "3,1", [[3, 1], [6, 4]], ()),
        ("1999-01-01,1\n1999-01-02,2\n", "2", [[1], [2]], ()),
    ],
)
def test_columns_are_chosen_by_name_or_number_and_the_others_may_hold_anything(
    tmp_path: Path, content: str, used: str, values: list[list[float]], columns: tuple[str, ...]
) -> None:
    found = numbers(text(tmp_path, content), used)
    np.testing.assert_array_equal(found.values, values)
    assert found.columns == columns


@pytest.mark.parametrize(
    ("used", "sentence"),
    [
        ("level", " has no column level: it has day, flow, 1999, 1 to 3"),
        ("4", " has no column 4: it has day, flow, 1999, 1 to 3"),
        ("2,flow", ": column flow is asked for twice"),
        ("1999", ": line 3, column 3 is not a finite number (NaN; gaps in all: 1): " + CHOOSE),
        ("day", ': line 2, column 1 is not a number: "1999-01-01" (decimals have a point)'),
    ],
)
def test_columns_that_cannot_be_used_are_named(tmp_path: Path, used: str, sentence: str) -> None:
    path = text(tmp_path, DATED)
    with pytest.raises(BadInput) as caught:
        numbers(path, used)
    assert str(caught.value) == path + sentence


GAPPY = "day,flow,level\nmon,,1\ntue,2,1\nwed,NaN,3\nthu,4,na\nfri,-inf,5\nsat,6,\n"


@pytest.mark.parametrize(("gaps", "used", "values", "days"), [
    ("drop", "flow", [[2], [4], [6]], ("tue", "thu", "sat")),
    ("fill", "flow", [[2], [2], [2], [4], [4], [6]], ("mon", "tue", "wed", "thu", "fri", "sat")),
    ("drop", "flow,level", [[2, 1]], ("tue",)),
    ("fill", "level,flow", [[1, 2], [1, 2], [3, 2], [3, 4], [5, 4], [5, 6]],
     ("mon", "tue", "wed", "thu", "fri", "sat")),
])  # fmt: skip
def test_gaps_are_dropped_or_filled_as_chosen(
    tmp_path: Path, gaps: Gaps, used: str, values: list[list[float]], days: tuple[str, ...]
) -> None:
    found = numbers(text(tmp_path, GAPPY), used, gaps)
    np.testing.assert_array_equal(found.values, values)
    assert found.labels == days
    assert found.gaps == (3 if used == "flow" else 5)


def test_gaps_are_refused_where_nothing_is_chosen_and_counted(tmp_path: Path) -> None:
    path = text(tmp_path, GAPPY)
    with pytest.raises(BadInput) as caught:
        numbers(path, "flow,level")
    assert str(caught.value) == f"{path}: line 2, column 2 is empty (gaps in all: 5): {CHOOSE}"
    for gaps, sentence in (("drop", "has a gap on every line"), ("fill", "column 2 of the series has no number")):
        with pytest.raises(BadInput, match=sentence):
            numbers(text(tmp_path, "1,\n2,\n" if gaps == "fill" else "1,\n,2\n"), "", gaps)  # type: ignore[arg-type]


def test_arrays_have_gaps_too_and_a_run_says_how_many(tmp_path: Path) -> None:
    values = np.arange(40.0)
    values[[0, 7, 8]] = np.nan, np.inf, np.nan
    np.save(tmp_path / "a.npy", values)
    path = str(tmp_path / "a.npy")
    filled, dropped = task(path, gaps="fill", scale="raw"), task(path, gaps="drop", scale="raw")
    np.testing.assert_array_equal(filled.values[:10, 0], [1, 1, 2, 3, 4, 5, 6, 6, 6, 9])
    np.testing.assert_array_equal(dropped.values[:8, 0], [1, 2, 3, 4, 5, 6, 9, 10])
    assert filled.facts["series_gaps"] == dropped.facts["series_gaps"] == 3
    assert "series_gaps" not in task(generated="nile").facts


def test_the_first_column_left_out_names_the_steps(tmp_path: Path) -> None:
    lines = "".join(f"day {n},{n % 7},{n}\n" for n in range(30))
    path = text(tmp_path, "day,flow,level\n" + lines)
    found = task(path, columns_used="flow")
    batch = found.batch(1, np.random.default_rng(0))
    assert batch.starts is not None
    told, start = found.of_targets(batch), int(batch.starts[0])
    assert told["target_labels"].tolist() == [f"day {start + t + 1}" for t in range(5)]
    assert told["step_labels"].tolist() == [f"day {start + t}" for t in range(5)]
    assert told["target_names"].tolist() == ["flow"]
    wanted = [(start + t + 1) % 7 for t in range(5)]
    np.testing.assert_allclose(batch.targets[:, 0, 0] * told["target_scale"] + told["target_mean"], wanted, atol=1e-5)
    assert "target_labels" not in task(text(tmp_path, lines.replace("day ", "")), columns_used="1,2").of_targets(batch)


def test_a_series_that_never_moves_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"says the same on every line, 3 in column 1: there is nothing to predict"):
        task(text(tmp_path, "3\n" * 30))


def test_shuffled_are_the_same_numbers_in_another_order() -> None:
    fields: dict[str, Any] = {"generated": "sunspots", "scale": "raw"}
    ordered, shuffled = task(**fields), task(**fields, order="shuffled")
    np.testing.assert_array_equal(np.sort(ordered.values, axis=0), np.sort(shuffled.values, axis=0))
    np.testing.assert_array_equal(shuffled.values, task(**fields, order="shuffled").values)

    def of_neighbours(found: Series) -> float:
        return float(np.corrcoef(found.values[1:, 0], found.values[:-1, 0])[0, 1])

    assert of_neighbours(ordered) > 0.8
    assert abs(of_neighbours(shuffled)) < 3 / np.sqrt(309)


def test_the_real_series_are_those_of_their_sources() -> None:
    sunspots, nile = (built_in(kind, 1).values[:, 0] for kind in ("sunspots", "nile"))
    assert (len(sunspots), sunspots[0], sunspots[-1], sunspots.max()) == (309, 5.0, 2.9, 190.2)
    assert (len(nile), nile[0], nile[-1]) == (100, 1120, 740)
    assert nile[:28].mean() - nile[28:].mean() == pytest.approx(247.8, abs=0.05)  # the fall that Cobb (1978) is about
    with pytest.raises(BadInput, match=r"task\.columns must be 1 with nile, got 2"):
        built_in("nile", 2)


def test_noise_has_no_memory_and_regimes_have_two_paces() -> None:
    noise, regimes = made("noise", 1).values[:, 0], made("regimes", 1).values[:, 0]
    assert abs(np.corrcoef(noise[1:], noise[:-1])[0, 1]) < 3 / np.sqrt(MADE)
    power = np.abs(np.fft.rfft(regimes)) ** 2
    around = [power[round(MADE / period) - 40 : round(MADE / period) + 40].sum() for period in (25, 10)]
    assert min(around) > 0.2 * power.sum()


@pytest.mark.parametrize("kind", ["sine", "ar2"])
@pytest.mark.parametrize("columns", [1, 4])
def test_what_is_made_here_is_always_the_same_and_as_said(kind: str, columns: int) -> None:
    values = made(kind, columns).values
    assert values.shape == (MADE, columns)
    np.testing.assert_array_equal(values, made(kind, columns).values)
    for column, series in enumerate(values.T):
        power = np.abs(np.fft.rfft(series - series.mean())) ** 2
        period = MADE / np.argmax(power)
        assert period == pytest.approx(25 * 1.3**column, rel=0.25 if kind == "ar2" else 0.02)
    if kind == "ar2":  # the least squares fit finds the two coefficients of the process
        x = values[:, 0]
        fitted = np.linalg.lstsq(np.column_stack([x[1:-1], x[:-2]]), x[2:], rcond=None)[0]
        np.testing.assert_allclose(fitted, [2 * 0.97 * np.cos(2 * np.pi / 25), -(0.97**2)], atol=0.03)


def test_skill_is_one_for_the_truth_and_zero_for_saying_the_last_again() -> None:
    found = task()
    batch = found.validation(8)
    assert found.scores(batch.targets, batch, 0.0) == {"skill": 1.0}
    assert found.scores(batch.inputs, batch, 0.0) == {"skill": 0.0}
    assert found.scores(np.full_like(batch.targets, np.nan), batch, 0.0) == {}


def test_the_preset_learns_to_beat_persistence_as_its_purpose_says() -> None:
    run = Run(load("series-gru", ["threads=1"]))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    before = run.validate()["validation_skill"]
    for _ in range(200):
        run.update()
    torch.set_num_threads(threads)
    assert before < 0
    assert run.validate()["validation_skill"] > 0.5
