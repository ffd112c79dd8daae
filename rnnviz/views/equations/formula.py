"""Equations as pictures: LaTeX to SVG, with symbols in the colours of what they stand for."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=256)
def svg(latex: str, size: float, colour: str) -> bytes | None:
    """Return an equation as SVG, None where it cannot be set.

    Parameters
    ----------
    latex : str
    size : float
        Pixels of the letters' height.
    colour : str
        Of what has no colour of its own.
    """
    try:
        with warnings.catch_warnings():
            # WORKAROUND https://github.com/cdelker/ziamath: 0.13 finds its font by importlib.resources.path
            warnings.simplefilter("ignore", DeprecationWarning)
            # A tenth of a second, so not before the window is on the screen.
            from ziamath.config import config
            from ziamath.zmath import Latex

            config.svg2 = False  # QtSvg draws only scraps of SVG 2
            text: str = Latex(latex, size=size, color=colour).svg()
    except Exception:  # noqa: BLE001 (whatever its parsers raise: the plain text is shown instead)
        return None
    return text.encode()


def coloured(latex: str, colours: Mapping[str, str]) -> str:
    """Return an equation whose symbols at a step (f_t, h_{t-1}) have colours of their own.

    Parameters
    ----------
    colours : mapping of str to str
        Symbol to ``#rrggbb``.
    """
    for symbol, colour in colours.items():
        found = rf"(?<![A-Za-z_\\]){re.escape(symbol)}_(?:t(?![A-Za-z])|\{{t-1\}})"
        latex = re.sub(found, rf"{{\\color{{{colour}}} \g<0>}}", latex)
    return latex


class Picture:
    """An equation drawn from SVG, as sharp as the screen at every size.

    Attributes
    ----------
    width, ascent, descent : float
        Points to the right of, above and below where the baseline begins, at scale 1.
    """

    def __init__(self, drawing: bytes) -> None:
        self._renderer = QSvgRenderer(QByteArray(drawing))
        box = self._renderer.viewBoxF()
        self.width = box.width()
        self.ascent, self.descent = -box.top(), box.bottom()
        self._image = QImage()
        self._drawn = (0.0, 0.0)

    def image(self, scale: float, ratio: float) -> QImage:
        """Return the equation at a scale, for a screen of ``ratio`` pixels to the point."""
        if self._drawn != (scale, ratio):
            dots = scale * ratio
            width, height = self.width * dots, (self.ascent + self.descent) * dots
            self._image = QImage(
                max(math.ceil(width), 1), max(math.ceil(height), 1), QImage.Format.Format_ARGB32_Premultiplied
            )
            self._image.fill(Qt.GlobalColor.transparent)
            with QPainter(self._image) as painter:
                self._renderer.render(painter, QRectF(0, 0, width, height))
            self._image.setDevicePixelRatio(ratio)
            self._drawn = (scale, ratio)
        return self._image
