"""What can be typed, and the sentence for each thing that cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.errors import BadInput
from rnnviz.worked import Example, Mistyped, Typed, lines, read
from rnnviz.worked.examples import EXAMPLES, HELLO
from rnnviz.worked.file import from_toml, load, save, to_toml
from rnnviz.worked.sizes import sizes, with_size
from rnnviz.worked.typed import place, read_rate
from rnnviz.worked.written_out import as_latex, as_text

SMALL = next(listed.typed for listed in EXAMPLES if listed.key == "blackboard")


def example(typed: Typed) -> Example:
    found = read(typed)
    assert isinstance(found, Example), found
    return found


def wrong(typed: Typed) -> dict[str, Mistyped]:
    found = read(typed)
    assert isinstance(found, list)
    return {problem.at: problem for problem in found}


@pytest.mark.parametrize("text", ["1 0; 0 1", "1,0\n0,1", "[1, 0]\n[0, 1]", "1 0\n\n 0\t1 ;", "1.0 0e0; −0 +1"])
def test_matrices_in_many_hands(text: str) -> None:
    np.testing.assert_array_equal(example(SMALL.typed("W", text)).W, np.eye(2))


def test_fractions_and_minus_signs() -> None:
    np.testing.assert_array_equal(example(SMALL.typed("b", "1/3 −2/4")).b, [1 / 3, -0.5])


@pytest.mark.parametrize(
    ("at", "text", "said"),
    [
        ("U", "1 a; 1 2", "U, row 1, column 2: “a” is not a number"),
        ("U", "1 2; 1", "U, row 2 must be as long as row 1, 2, got 1"),
        ("U", "", "U is empty: type a row of numbers a line"),
        ("U", "1 1e300; 1 1", "U, row 1, column 2: numbers go up to 10¹⁰⁰, got 1e300"),
        ("U", "1 1/0; 1 1", "U, row 1, column 2: “1/0” is not a number"),
        ("W", "1 2 3; 4 5 6", "W h cannot be fed back: W must be square, got 2 × 3"),
        ("W", "1", "U x + W h cannot be added: W must have a row for each row of U, 2, got 1 × 1"),
        ("V", "1 2 3", "V h cannot be multiplied: V must have a column for each row of U, 2, got 3"),
        ("b", "1 2 3", "b must have a number for each row of U, 2, got 3"),
        ("c", "1 2", "c must have a number for each row of V, 1, got 2"),
        ("h0", "1 2; 3 4", "h₀ is a vector: type one row of numbers, got 2 × 2"),
        (
            "x", "1 2 3; 1 2 3; 1 2 3",
            "U x cannot be multiplied: U must have a column for each number of a step of x, 3, got 2",
        ),
        ("y", "1\n2", "y must have a target for each step of x: 3, got 2"),
        ("y", "-\n-\n-", "y has no target: at least one step must carry a loss"),
        ("y", "1\n2 3\n1", "y, step 2 must have a number for each row of V, 1, got 2"),
        ("x", "\n".join(["1 1"] * 13), "x has 13 steps, and a worked example goes up to 12"),
        ("U", " ".join(["1"] * 11), "U has 1 × 11 numbers, and a worked example goes up to 10 × 10"),
        ("U", "1 " * 3000, "U is longer than 4000 characters"),
    ],
)
def test_each_fault_is_named_at_its_field(at: str, text: str, said: str) -> None:
    assert str(wrong(SMALL.typed(at, text))[at]) == said


@pytest.mark.parametrize(
    ("at", "text", "said"),
    [
        ("x", "h e l z", "x, step 4: “z” is not among the symbols h e l o"),
        ("y", "e l l 5", "y, step 4: a class is a whole number from 1 to 4, or one of the symbols; got 5"),
        ("y", "0 1 2 3", "y, step 1: a class is a whole number from 1 to 4, or one of the symbols; got 0"),
        (
            "y", "1 0 0 0\n0 .5 .4 0\n1 0 0 0\n1 0 0 0",
            "y, step 2: under cross-entropy shares are at least 0 and sum to 1, got the sum 0.9",
        ),
        ("U", "1 2; 3 4; 5 6", "U x cannot be multiplied: U must have a column for each symbol, 4, got 2"),
    ],
)
def test_faults_of_symbols_and_classes(at: str, text: str, said: str) -> None:
    assert said in [str(problem) for problem in wrong(HELLO.typed(at, text)).values()]


def test_symbols_classes_and_rows_are_the_same_example() -> None:
    wanted = example(HELLO)
    eye = {letter: " ".join("1" if letter == each else "0" for each in "helo") for letter in "helo"}
    for x in ("hell", "h\ne\nl\nl", "\n".join(eye[letter] for letter in "hell")):
        np.testing.assert_array_equal(example(HELLO.typed("x", x)).x, wanted.x)
    for y in ("ello", "2 3 3 4", "2\n3\n3\n4", "\n".join(eye[letter] for letter in "ello")):
        np.testing.assert_array_equal(example(HELLO.typed("y", y)).y, wanted.y)
    masked = example(HELLO.typed("y", "- - - o"))
    assert masked.counts.tolist() == [False, False, False, True]


@pytest.mark.parametrize("loss", ["squared", "mean_squared"])
def test_under_squared_errors_symbols_are_one_hot_targets_and_numbers_stay_numbers(loss: str) -> None:
    typed = replace(HELLO, loss=loss)  # type: ignore[arg-type]
    found = example(typed)
    np.testing.assert_array_equal(found.y, example(HELLO).y)
    np.testing.assert_array_equal(example(typed.typed("y", "e\n-\nl\no")).counts, [True, False, True, True])
    numbers = example(typed.typed("y", "0 1 0 0\n1 2 3 4\n0 0 0 0\n.5 .5 0 0"))
    np.testing.assert_array_equal(numbers.y[1], [1, 2, 3, 4])


def test_the_wrong_cell_is_found_in_the_text() -> None:
    typed = SMALL.typed("U", "1 2\n\n 3 abc")
    where = place(typed, wrong(typed)["U"])
    assert where is not None
    assert typed.texts["U"][slice(*where)] == "abc"
    typed = HELLO.typed("x", "h e z l")
    where = place(typed, wrong(typed)["x"])
    assert where is not None
    assert typed.texts["x"][slice(*where)] == "z"


@given(st.dictionaries(st.sampled_from(list(HELLO.texts)), st.text(alphabet="0123.-/ e;\nhlo×é∂", max_size=30)))
def test_whatever_is_typed_is_read_or_named(texts: dict[str, str]) -> None:
    typed = Typed(texts={**HELLO.texts, **texts}, symbols="h e l o")
    found = read(typed)
    if isinstance(found, Example):
        lines(found, 0.1)
    else:
        for problem in found:
            where = place(typed, problem)
            assert where is None or 0 <= where[0] < where[1] <= len(typed.texts[problem.at])


@pytest.mark.parametrize("letter", ["D", "H", "K", "T"])
@pytest.mark.parametrize("typed", [listed.typed for listed in EXAMPLES], ids=[listed.key for listed in EXAMPLES])
def test_other_sizes_are_cut_or_filled(typed: Typed, letter: str) -> None:
    for size in (1, 2, 5):
        changed = with_size(typed, letter, size)
        assert sizes(changed)[letter] == size
        if letter in ("H", "T") and not (letter == "T" and size < 5):
            assert isinstance(read(changed), Example)


def test_the_learning_rate() -> None:
    assert read_rate(Typed(rate="1/4")) == 0.25
    with pytest.raises(BadInput, match="η must be a number from 0 to 1000, got fast"):
        read_rate(Typed(rate="fast"))


@pytest.mark.parametrize("typed", [listed.typed for listed in EXAMPLES], ids=[listed.key for listed in EXAMPLES])
def test_a_file_is_read_back(typed: Typed, tmp_path: Path) -> None:
    save(tmp_path / "mine.toml", typed)
    again = load(tmp_path / "mine.toml")
    assert {name: text.strip("\n") for name, text in again.texts.items()} == dict(typed.texts)
    assert again.loss == typed.loss
    assert from_toml(to_toml(typed)) == again


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('U = "1"\nloss = "none"\n', "utf-8")
    with pytest.raises(BadInput, match=r"mine\.toml: "):
        load(path)
    assert from_toml("U = ") is None
    assert from_toml("") is None


def test_text_and_latex() -> None:
    found = lines(example(SMALL), 0.1)
    assert as_text(found, 3).splitlines()[1] == "h₁ = tanh(a₁) = tanh [0.5; 1.0] = [0.462; 0.762]"
    latex = as_latex(found, 3)
    assert latex.count(r"\begin{bmatrix}") == latex.count(r"\end{bmatrix}")
    assert r"h_{1} &= \tanh(a_{1}) = \tanh \begin{bmatrix} 0.5 \\ 1.0 \end{bmatrix}" in latex


def test_lone_numbers_are_told_apart() -> None:
    typed = next(listed.typed for listed in EXAMPLES if listed.key == "scalar")
    found = lines(example(typed.typed("W", "-0.5")))
    assert as_text(found, 3).splitlines()[3] == "a₂ = U x₂ + W h₁ + b = 1 · 0 + (−0.5) · 1 + 0 = −0.5"
