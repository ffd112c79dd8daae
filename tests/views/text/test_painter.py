from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from rnnviz.views.palette import LIGHT
from rnnviz.views.text.page import Page
from rnnviz.views.text.painter import TextPainter

TEXT = "def read(text):\n\treturn [ord(c) for c in text]  # 한글 é\n" * 30


def picture(page: TextPainter, over: QImage | None = None, parts: list[QRect] | None = None) -> QImage:
    """Paint a page whole, or some parts of it over an older picture."""
    image = QImage(page.viewport().size(), QImage.Format.Format_RGB32) if over is None else QImage(over)
    painter = QPainter(image)
    for part in parts or [page.viewport().rect()]:
        painter.setClipRect(part)
        page.paint(painter, part)
    painter.end()
    return image


def test_where_a_frame_moves_only_its_places_are_painted_and_nothing_is_left_behind(qtbot: QtBot) -> None:
    page = TextPainter(LIGHT, "page")
    qtbot.addWidget(page)
    page.resize(420, 260)
    page.show()
    page.show_page(Page(list(TEXT)))
    page.colour(np.random.default_rng(0).integers(0, 255, len(TEXT)).astype(np.uint8), signed=True)
    page.annotate([np.full(len(TEXT), 200, np.uint8)])
    for scrolled in (0, 37):
        page.verticalScrollBar().setValue(scrolled)
        page.point(60, 120)
        before = picture(page)
        places = [page.framed(cell) for cell in (60, 120, 61, 200)]
        page.point(61, 200)
        after = picture(page, before, places)
        assert after == picture(page)
        assert after != before
        assert sum(place.width() * place.height() for place in places) < 0.1 * page.width() * page.height()
