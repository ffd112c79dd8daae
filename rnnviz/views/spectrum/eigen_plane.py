"""Eigenvalues of W_hh and of the step Jacobian at the cursor, on the unit circle."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np

from rnnviz.measures import spectral_radius
from rnnviz.measures.spectrum import moduli, nearest_place, what_a_step_does
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, figure
from rnnviz.views.plots.easing import Easing
from rnnviz.views.scopes import Array, Layer, cell_of, scope_at
from rnnviz.views.spectrum.complex_plane import ComplexPlane, PlanePlace, plus
from rnnviz.views.spectrum.drawing import Drawing, found
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

SYMBOLS = ("o", "s", "t", "d")
SIGNS = ("●", "■", "▼", "◆")
"""How the points of each gate's block look, and the same as characters."""
STEP = "step"
FURTHEST = 1.3
"""The σₘₐₓ circle widens the plane up to so many times what the eigenvalues need."""


class EigenPlane(Drawing):
    """Each gate's block of W_hh in the gate's colour, J_t as plus signs that move with the cursor."""

    key = "eigenvalues"
    families = ("jacobian_eigenvalues", "recurrent_eigenvalues", "jacobian_norm")
    needed = ("jacobian_eigenvalues", "jacobian_eigenvalues_at", "recurrent_eigenvalues")
    blocks: ClassVar[tuple[str, ...]] = ("0", "1", "2", "3")

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.plane = ComplexPlane(shared)
        for key, symbol in zip(self.blocks, SYMBOLS, strict=True):
            self.plane.add_group(key, symbol, palette.ink, size=5 * width, depth=int(key))
        self.plane.add_group(STEP, plus(), palette.reach, size=8 * width, depth=10)
        self.plane.hovered.connect(self._hover)
        self.column.addWidget(PlanePlace(self.plane), 1)
        self.easing = Easing(least=1.0)
        self.scope = ""
        self.step: int | None = None
        self.sentence = ""
        self._shown: object = None

    @property
    def title(self) -> tuple[str, str]:
        return tr("eigenvalues λ of W_hh and of J = ∂sₜ/∂sₜ₋₁, unit circle"), tr("eigenvalues λ")

    def draw(self, trace: Trace, layer: Layer) -> None:
        self._shown = None
        self.said.begin()
        low, high = self.easing.follow(0.0, furthest(trace, layer), trace.run)
        self.plane.fit_radius(max(high, -low))

    def mark(self, t: int) -> None:
        super().mark(t)
        trace = self.trace
        if trace is None:
            return
        self.scope = scope_at(trace, self.layer, t)
        at = found(trace, "jacobian_eigenvalues_at", self.scope)
        start = trace.start(self.scope)
        place = None if at is None else nearest_place(at, t - start)
        self.step = None if at is None or place is None else int(at[place]) + start
        if self._shown == (trace, self.scope, place):
            return
        self._shown = (trace, self.scope, place)
        values = found(trace, "jacobian_eigenvalues", self.scope)
        self._draw(trace, None if values is None or place is None else values[place])

    def _draw(self, trace: Trace, values: Array | None) -> None:
        shown = np.empty((0, 2)) if values is None else values
        self.plane.show_group(STEP, shown)
        norm = self._norm(trace)
        self.plane.show_outer(norm)
        captions = self._show_blocks(trace)
        radius = float(spectral_radius(shown)) if len(shown) else math.nan
        captions.append(
            Caption(
                label="+ J" + ("" if self.step is None else f"({self.step})"), value=figure(radius),
                colour=self.shared.palette.reach, mark="",
                tip=tr("largest |λ| of the step's Jacobian at the step nearest to the cursor that was computed"),
            )
        )
        self.captions.show_captions(captions)
        self.sentence = sentence(self.step, radius, norm)
        self._hover(self.plane.hover)

    def _norm(self, trace: Trace) -> float:
        norms = found(trace, "jacobian_norm", self.scope)
        if norms is None or self.step is None:
            return math.nan
        return float(norms[self.step - trace.start(self.scope)])

    def _show_blocks(self, trace: Trace) -> list[Caption]:
        """Draw each gate's block of W_hh; return its caption."""
        blocks = found(trace, "recurrent_eigenvalues", self.scope)
        palette, captions = self.shared.palette, []
        names = self._names(trace)
        for n, key in enumerate(self.blocks):
            here = blocks is not None and n < min(len(blocks), len(names))
            self.plane.show_group(key, blocks[n] if blocks is not None and here else np.empty((0, 2)))
            if blocks is None or not here:
                continue
            symbol, label, role = names[n]
            colour = palette.roles.get(role, palette.ink)
            self.plane.groups[key].setBrush(colour)
            tip = tr("largest |λ| of the recurrent weights of: {gate}").format(gate=label)
            name = f"{SIGNS[n]} W_h{symbol}"
            captions.append(
                Caption(label=name, value=figure(float(spectral_radius(blocks[n]))), colour=colour, mark="", tip=tip)
            )
        return captions

    def _names(self, trace: Trace) -> list[tuple[str, str, str]]:
        """Return (symbol, label, role) of each block of W_hh."""
        cell = cell_of(trace, self.layer)
        gates = cell.gates if cell is not None else ()
        return [(gate.symbol, tr(gate.label), gate.role) for gate in gates] or [("h", tr("hidden state"), "hidden")]

    def _hover(self, point: tuple[str, int] | None) -> None:
        """Say the eigenvalue under the mouse, else what the step does."""
        self.said.setText(self._point(point) or self.sentence)

    def _point(self, point: tuple[str, int] | None) -> str:
        if point is None or self.trace is None:
            return ""
        key, index = point
        points, places = self.plane.points[key]
        row = np.flatnonzero(places == index)
        if not len(row):
            return ""
        real, imaginary = points[row[0]]
        names = self._names(self.trace)
        of = f"J({self.step})" if key == STEP else f"W_h{names[int(key)][0]}"
        words = tr("λ {index} of {of}: {value}, |λ| {size}")
        size = figure(float(moduli(points[row[0]])))
        return words.format(index=index, of=of, value=complex_number(real, imaginary), size=size)


def complex_number(real: float, imaginary: float) -> str:
    """Return 0.62 + 0.31i."""
    if not imaginary:
        return number(real)
    return f"{number(real)} {'−' if imaginary < 0 else '+'} {number(abs(imaginary))}i"


def furthest(trace: Trace, layer: Layer) -> float:
    """Return the distance from zero that shows every eigenvalue of a trace's layer, and σₘₐₓ where it is not far."""
    eigenvalues, norms = [1.0], [0.0]
    for scope in layer:
        for family in ("jacobian_eigenvalues", "recurrent_eigenvalues"):
            values = found(trace, family, scope)
            if values is not None:
                sizes = moduli(values)
                eigenvalues.append(float(sizes.max(initial=0.0, where=np.isfinite(sizes))))
        values = found(trace, "jacobian_norm", scope)
        if values is not None:
            norms.append(float(values.max(initial=0.0, where=np.isfinite(values))))
    widest = max(eigenvalues)
    return max(widest, min(max(norms), FURTHEST * widest)) * 1.04


def sentence(step: int | None, radius: float, norm: float) -> str:
    """Say what a step's Jacobian does to a gradient."""
    if step is None:
        return ""
    words = tr("J at step {step}: spectral radius {radius}, largest singular value σₘₐₓ {norm}")
    said = words.format(step=step, radius=figure(radius), norm=figure(norm))
    match what_a_step_does(radius, norm):
        case "shrinks":
            return said + tr(" < 1: every gradient shrinks")
        case "may grow":
            return said + tr(": a gradient may grow for some steps before it shrinks (J is not normal)")
        case "grows":
            return said + tr(": some gradients would grow with every such step")
    return said + tr(": not finite")
