"""Every colour of the program, in one place: one colour, one meaning, in both themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Theme = Literal["light", "dark"]
BEHIND_WORDS = 100
"""Opacity, of 255, of a bar or a cell of the `hue` that words stand on: they are still read."""


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one theme, as ``#rrggbb``.

    Attributes
    ----------
    paper : str
        Background of plots; zero of every signed heat map.
    window, panel, border, text, muted, accent, warning, error : str
        The chrome.
    ink : str
        Gradients of h (solid) and c (dashed).
    low, high : str
        Ends of signed heat maps: blue below zero, orange above.
    hue : str
        End of unsigned heat maps.
    reach : str
        The gradient of one loss, beside the ink of the total.
    classes : tuple of str
        Colours of things that have no order and no role (tokens, labels); after M. Okabe, K. Ito, "Color Universal
        Design", 2008. Each goes with a sign of its own.
    roles : mapping of str to str
        Colour of each role of `rnnviz.cell_info.Quantity`. The colours of one cell differ in
        lightness as well as hue, so that they stay apart for colour-blind readers and in grey.
    weights : mapping of str to str
        Colour of each matrix of the unrolled graph: what is read (input), the step before (recurrent), readout.
    """

    theme: Theme
    paper: str
    window: str
    panel: str
    border: str
    text: str
    muted: str
    grid: str
    accent: str
    on_accent: str
    warning: str
    error: str
    ink: str
    cursor: str
    reach: str
    low: str
    high: str
    hue: str
    classes: tuple[str, ...]
    roles: Mapping[str, str]
    weights: Mapping[str, str]

    def signed(self) -> npt.NDArray[np.uint8]:
        """Return 256 RGB rows from `low` through the paper to `high`."""
        return _ramp((self.low, self.paper, self.high))

    def unsigned(self) -> npt.NDArray[np.uint8]:
        """Return 256 RGB rows from the paper to `hue`."""
        return _ramp((self.paper, self.hue))


def rgb(colour: str) -> tuple[int, int, int]:
    """Return (red, green, blue) of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG 2 defines it, 0 to 1."""
    shares = [value / 255 for value in rgb(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _ramp(stops: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    places = np.linspace(0.0, 1.0, len(stops))
    at = np.linspace(0.0, 1.0, 256)
    channels = [np.interp(at, places, [rgb(stop)[i] for stop in stops]) for i in range(3)]
    return np.stack(channels, axis=1).round().astype(np.uint8)


DARK = Palette(
    theme="dark", paper="#14171c", window="#1b1f26", panel="#14171c", border="#2d333d", text="#e8ebf0",
    muted="#a0a9b6", grid="#2a3039", accent="#58a6ff", on_accent="#0b1016", warning="#ffb454", error="#ff7b72",
    ink="#e8ebf0", cursor="#58a6ff", reach="#ff6bab", low="#3f8fe0", high="#f0813a", hue="#7cc4ff",
    classes=("#56b4e9", "#e69f00", "#f0e442", "#cc79a7", "#00b183", "#e8662b"),
    roles={
        "input": "#22b895", "forget": "#ffab2e", "candidate": "#cdb4ff", "output": "#3d8ffa",
        "reset": "#f4623a", "update": "#b4e64a", "hidden": "#e8ebf0", "cell": "#e8ebf0",
    },
    weights={"input": "#48cfe0", "recurrent": "#d6a96f", "readout": "#9fb3a6"},
)

LIGHT = Palette(
    theme="light", paper="#ffffff", window="#f4f6f8", panel="#ffffff", border="#d8dde4", text="#16191d",
    muted="#58616d", grid="#e6e9ee", accent="#0b62d6", on_accent="#ffffff", warning="#8f5400", error="#c0271d",
    ink="#16191d", cursor="#0b62d6", reach="#c2186b", low="#2f7fd3", high="#e0701f", hue="#1d5fae",
    classes=("#0072b2", "#c27c00", "#5b4a9e", "#b8578c", "#00805f", "#c44500"),
    roles={
        "input": "#00826a", "forget": "#b35900", "candidate": "#9a50e0", "output": "#0b3f94",
        "reset": "#a52c2c", "update": "#5f7d00", "hidden": "#16191d", "cell": "#16191d",
    },
    weights={"input": "#0b7f95", "recurrent": "#8a5a1f", "readout": "#58705f"},
)

PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}
