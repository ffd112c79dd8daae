from __future__ import annotations

from itertools import pairwise

import pytest

from rnnviz.cells import CELLS
from rnnviz.cells.looking import FED
from rnnviz.views.equations.breaking import Cuts, Place, broken, cuts, parts, places, sides
from rnnviz.views.equations.formula import Picture, coloured, svg

CANDIDATE = r"n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn}))"
LINES = [equation.latex for cell in CELLS.values() for equation in cell.info.equations]


def signs(latex: str) -> list[tuple[str, int]]:
    return [(latex[place.at : place.at + 5].split()[1].split("_")[0], place.depth) for place in places(latex)]


def measured(latex: str, em: float = 16.0) -> Cuts:
    """Return where an equation may be broken, by the pictures of its parts."""
    pictures = [svg(text, em, "#000000") for text in (latex, *parts(latex))]
    whole, *widths = [Picture(found).width for found in pictures if found is not None]
    assert len(widths) == len(parts(latex))
    return cuts(latex, whole, widths, em)


def test_terms_are_parted_in_front_of_their_signs_and_indices_stay_whole() -> None:
    assert signs(CANDIDATE) == [("b", 1), ("r", 1), ("b", 2)]
    assert signs(r"h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}") == [("z", 1), ("z", 0)]
    assert places(r"a = - b \cdot \frac{c + d}{2}") == ()
    assert [place.fresh for place in places(FED.latex)] == [True]
    assert sides(CANDIDATE)[0] == "n_t"
    assert sides(r"\sum_{k=1} x")[0] == ""


@pytest.mark.parametrize("latex", [CANDIDATE, coloured(CANDIDATE, {"r": "#ff0000", "n": "#00ff00"}), FED.latex])
def test_the_parts_together_are_the_whole(latex: str) -> None:
    texts = parts(latex)
    assert "".join(texts[:-1]).replace("{} ", "").replace(" ", "") == latex.replace(" ", "")
    found = measured(latex)
    after = [latex[place.at :] for place in places(latex)]
    rests = [svg(f"{{}} {rest}", 16.0, "#000000") for rest in after]
    widths = [Picture(rest).width for rest in rests if rest is not None]
    for (x, _), width in zip(found.places, widths, strict=True):
        assert x + width == pytest.approx(found.width + found.gap / 2, abs=3)  # what is behind a place fills the rest


@pytest.mark.parametrize("latex", sorted({*LINES, FED.latex}))
def test_a_broken_equation_is_there_once_and_whole_and_nowhere_too_wide(latex: str) -> None:
    found = measured(latex)
    for room in (1.0, 0.8, 0.6, 0.5):
        lines = broken(found, room * found.width)
        if not lines:
            continue
        assert lines[0].left == 0
        assert lines[-1].right == found.width
        for line in lines:
            assert line.indent + line.right - line.left <= room * found.width
        for line, after in pairwise(lines):
            assert 0 <= after.left - line.right <= 18  # nothing is left out but the room before another equation


def test_lines_are_even_and_brackets_stay_together_where_they_can() -> None:
    marks = ((100.0, Place(0, 0)), (140.0, Place(0, 1)), (180.0, Place(0, 0)))
    found = Cuts(width=220, indent=20, places=marks, gap=4)
    first, second = broken(found, 210)
    assert (first.right, second.left, second.indent) == (100, 100, 18)
    assert [line.right for line in broken(found, 110)] == [100, 180, 220]
    assert [line.right for line in broken(Cuts(220, 20, marks[:2], 4), 110)] == [100, 140, 220]
    assert broken(found, 90) == ()
    assert broken(Cuts(200, 0, (), 4), 100) == ()
