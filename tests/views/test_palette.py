"""Colours are told apart by colour-blind readers, and text is read, in both themes."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from rnnviz.cells import CELLS
from rnnviz.views.palette import BEHIND_WORDS, PALETTES, Palette, Theme, rgb

Colour = npt.NDArray[np.float64]
THEMES: tuple[Theme, ...] = ("light", "dark")

# Gustavo M. Machado, Manuel M. Oliveira, Leandro A. F. Fernandes, "A physiologically-based model for
# simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1.0; for linear RGB.
MACHADO = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
# Françoise Viénot, Hans Brettel, John D. Mollon, "Digital video colourmaps for checking the legibility
# of displays by dichromats", Color Research and Application 24 (1999): linear RGB to cone responses,
# and the response that a dichromat lacks from the other two.
CONES = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])
VIENOT = {
    "protanopia": [[0.0, 2.02344, -2.52581], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    "deuteranopia": [[1.0, 0.0, 0.0], [0.494207, 0.0, 1.24827], [0.0, 0.0, 1.0]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])

APART = 15.0
"""Distance in CIE Lab (1976); 2.3 is just noticeable side by side."""


def linear(colour: str) -> Colour:
    values = np.array(rgb(colour)) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(linear_rgb: Colour) -> Colour:
    ratio = TO_XYZ @ np.clip(linear_rgb, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def seen(colour: str) -> dict[str, Colour]:
    """Return the colour in CIE Lab as full and colour-blind sight have it."""
    light = linear(colour)
    found = {"full sight": lab(light)}
    for name, matrix in MACHADO.items():
        found[f"{name}, Machado"] = lab(np.array(matrix) @ light)
    for name, matrix in VIENOT.items():
        found[f"{name}, Viénot"] = lab(np.linalg.inv(CONES) @ np.array(matrix) @ CONES @ light)
    return found


def closest(colours: dict[str, str]) -> tuple[float, str]:
    """Return the smallest distance between two of the colours, and whose it is for whom."""
    found = []
    for (first, a), (second, b) in itertools.combinations(colours.items(), 2):
        one, other = seen(a), seen(b)
        found += [(float(np.linalg.norm(one[eye] - other[eye])), f"{first} and {second}: {eye}") for eye in one]
    return min(found)


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.1, from 1 to 21."""
    bright, dim = sorted((float(TO_XYZ[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.fixture(params=THEMES)
def palette(request: pytest.FixtureRequest) -> Palette:
    return PALETTES[request.param]


def test_simulations_agree_on_what_dichromats_confuse() -> None:
    """Red and green of one lightness: far apart for full sight, close for a deuteranope, in both models."""
    red, green = seen("#c06000"), seen("#788000")
    full = np.linalg.norm(red["full sight"] - green["full sight"])
    for model in ("Machado", "Viénot"):
        assert np.linalg.norm(red[f"deuteranopia, {model}"] - green[f"deuteranopia, {model}"]) < full / 3
    for eye, white in seen("#ffffff").items():
        np.testing.assert_allclose(white, [100, 0, 0], atol=1.5, err_msg=eye)


@pytest.mark.parametrize("cell", CELLS)
def test_the_colours_of_a_cell_are_told_apart(palette: Palette, cell: str) -> None:
    info = CELLS[cell].info
    roles = {quantity.role: palette.roles[quantity.role] for quantity in (*info.gates, info.states[0])}
    if len(roles) > 1:
        distance, whose = closest(roles)
        assert distance >= APART, f"{palette.theme}: {whose}"


def test_reach_and_total_are_told_apart(palette: Palette) -> None:
    distance, whose = closest({"total": palette.ink, "reach": palette.reach, "cursor": palette.cursor})
    assert distance >= APART, f"{palette.theme}: {whose}"


def test_signs_of_a_heat_map_are_told_apart_and_weigh_the_same(palette: Palette) -> None:
    distance, whose = closest({"below": palette.low, "zero": palette.paper, "above": palette.high})
    assert distance >= 3 * APART, f"{palette.theme}: {whose}"
    below, above = (abs(lab(linear(end))[0] - lab(linear(palette.paper))[0]) for end in (palette.low, palette.high))
    assert below == pytest.approx(above, rel=0.2)


def test_text_is_read(palette: Palette) -> None:
    for name in ("text", "muted", "accent", "warning", "error"):
        for background in ("paper", "panel", "window"):
            found = contrast(getattr(palette, name), getattr(palette, background))
            assert found >= 4.5, f"{palette.theme}: {name} on {background}"
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    for name, colour in {**palette.roles, "reach": palette.reach, "ink": palette.ink}.items():
        assert contrast(colour, palette.paper) >= 4.5, f"{palette.theme}: {name}"


def test_words_are_read_on_bars(palette: Palette) -> None:
    share = BEHIND_WORDS / 255
    for ground in (palette.panel, palette.paper, palette.grid):
        pairs = zip(rgb(palette.hue), rgb(ground), strict=True)
        bar = "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)
        assert contrast(palette.text, bar) >= 4.5, f"{palette.theme}: {bar} over {ground}"


def test_zero_is_the_paper(palette: Palette) -> None:
    signed, unsigned = palette.signed(), palette.unsigned()
    assert signed.shape == unsigned.shape == (256, 3)
    np.testing.assert_allclose(signed[127:129].mean(axis=0), rgb(palette.paper), atol=2)
    assert tuple(unsigned[0]) == rgb(palette.paper)
    assert tuple(signed[0]) == rgb(palette.low)
    assert tuple(signed[-1]) == rgb(palette.high)
    zero = lab(linear(palette.paper))
    away = [np.linalg.norm(lab(linear("#{:02x}{:02x}{:02x}".format(*row))) - zero) for row in signed]
    assert (np.diff(away[:128]) <= 0.5).all()
    assert (np.diff(away[128:]) >= -0.5).all()


def test_every_role_of_every_cell_has_a_colour() -> None:
    for cell in CELLS.values():
        for quantity in (*cell.info.states, *cell.info.gates):
            for palette in PALETTES.values():
                assert quantity.role in palette.roles


@pytest.mark.parametrize("theme", THEMES)
def test_classes_are_seen_and_told_apart_in_full_sight(theme: Theme) -> None:
    """Colour-blind readers tell them apart by the sign that goes with each; everyone sees them on the paper."""
    palette = PALETTES[theme]
    found = [lab(linear(colour)) for colour in palette.classes]
    assert min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(found, 2)) >= APART
    assert all(contrast(colour, palette.paper) >= 3 for colour in palette.classes)
