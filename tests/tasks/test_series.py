"""Series: what is learnt from them, what is held out, and those that come with the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.tasks.series import MADE, Series, SeriesFields, built_in, made
from tests.tasks.tables import text


def task(path: str = "", **fields: Any) -> Series:
    return Series(SeriesFields(path=path, **{"length": 5, **fields}))


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


@pytest.mark.usefixtures("own_threads")
def test_the_preset_learns_to_beat_persistence_as_its_purpose_says() -> None:
    run = Run(load("series-gru", ["threads=1"]))
    before = run.validate()["validation_skill"]
    for _ in range(200):
        run.update()
    assert before < 0
    assert run.validate()["validation_skill"] > 0.5
