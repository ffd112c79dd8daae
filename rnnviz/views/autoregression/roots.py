"""Roots of the characteristic polynomial on the unit circle: what each does to a shock, step by step."""

from __future__ import annotations

import math

import numpy as np

from rnnviz.measures.autoregression import roots_of
from rnnviz.views.autoregression.fitted import Fitted, Floats
from rnnviz.views.autoregression.page import Page
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, figure
from rnnviz.views.spectrum.complex_plane import ComplexPlane, PlanePlace, plus
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

FIT, LEARNT = "fit", "learnt"


class Roots(Page):
    """Dots by least squares, plus signs as learnt; all inside the circle: stationary."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.plane = ComplexPlane(shared)
        self.plane.add_group(FIT, "o", palette.accent, size=7 * width, depth=0)
        self.plane.add_group(LEARNT, plus(), palette.reach, size=10 * width, depth=10)
        self.plane.hovered.connect(self._hover)
        self.column.addWidget(PlanePlace(self.plane), 1)
        self.column.addWidget(self.said)
        self._roots: dict[str, Floats] = {}

    def draw(self, fitted: Fitted, fresh: bool) -> None:
        roots = {FIT: np.asarray(fitted.arrays["roots"], np.float64), LEARNT: np.empty((0, 2))}
        captions = [Caption(
            label=tr("least squares"), value=largest(roots[FIT]), colour=self.palette.accent, mark="dot",
            tip=tr("largest |λ| of λᵖ = φ₁ λᵖ⁻¹ + … + φ_p: below 1 the series is stationary"),
        )]  # fmt: skip
        if self.learnt is not None:
            found = roots_of(self.learnt[1:])
            roots[LEARNT] = np.stack([found.real, found.imag], 1)
            captions.append(Caption(
                label="+ " + tr("by gradient"), value=largest(roots[LEARNT]), colour=self.palette.reach, mark="",
                tip=tr("largest |λ| of the coefficients as learnt so far"),
            ))  # fmt: skip
        self._roots = roots
        for key, points in roots.items():
            self.plane.show_group(key, points)
        widest = max(float(np.hypot(*points.T).max(initial=0.0)) for points in roots.values())
        self.plane.fit_radius(1.06 * max(1.0, min(widest, 2.0) if math.isfinite(widest) else 1.0))
        self.captions.show_captions(captions)
        self.summary = told(roots[FIT][0]) if len(roots[FIT]) else ""
        self.summary = (tr("stationary: ") if fitted.values["stationary"] else tr("not stationary: ")) + self.summary

    def _hover(self, point: tuple[str, int] | None) -> None:
        self.said.setText(self.summary if point is None else told(self._roots[point[0]][point[1]]))


def largest(points: Floats) -> str:
    """Return the largest |λ|."""
    return figure(float(np.hypot(*points.T).max())) if len(points) else ""


def told(root: Floats) -> str:
    """Say what one root does: how long its part of a shock lives, and with which period it swings."""
    size, angle = float(np.hypot(*root)), abs(math.atan2(root[1], root[0]))
    words = tr("|λ| = {size}").format(size=number(size))
    if 0 < size < 1:
        words += ", " + tr("a shock halves in {steps} steps").format(steps=number(math.log(0.5) / math.log(size)))
    elif size >= 1:
        words += ", " + tr("a shock never dies")
    if angle > 1e-9:
        words += ", " + tr("swinging with a period of {steps} steps").format(steps=number(2 * math.pi / angle))
    return words
