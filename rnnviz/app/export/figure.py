"""A widget as a picture file: PNG, PDF or SVG."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView, QWidget

from rnnviz.app.export.png import to_png
from rnnviz.app.export.svg import mended

DPI = 96
"""Of a screen: with any other, axes come out in sizes of their own."""


def image(widget: QWidget, ratio: float, about: Mapping[str, str]) -> QImage:
    """Return a picture with ``ratio`` pixels for each of the widget's."""
    made = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(widget.palette().window().color())
    widget.render(made)
    dots = round(DPI * ratio / 0.0254)
    made.setDotsPerMeterX(dots)  # only now: set before, it breaks the axes
    made.setDotsPerMeterY(dots)
    for key, words in about.items():
        made.setText(key, words)
    return made


def encoded(widget: QWidget, kind: str, ratio: float, about: Mapping[str, str]) -> bytes:
    """Return the bytes of a picture file of a kind, with the account of where it is from inside."""
    if kind == "pdf":
        return _pdf(widget, about)
    if kind == "svg":
        return _svg(widget, about)
    return to_png(image(widget, ratio, about))


def _pdf(widget: QWidget, about: Mapping[str, str]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_title(about))
    writer.setCreator(f"rnnviz {about.get('rnnviz', '')}")
    writer.setResolution(DPI)
    points = QSizeF(widget.width() * 72 / DPI, widget.height() * 72 / DPI)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    account = "\n".join(f"{key}: {words}" for key, words in about.items())
    writer.addFileAttachment("about.txt", account.encode("utf-8"), "text/plain")
    _draw(widget, writer)
    buffer.close()
    return bytes(data.data())


def _svg(widget: QWidget, about: Mapping[str, str]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI)
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(widget.rect())
    generator.setTitle(_title(about))
    generator.setDescription("; ".join(f"{key}: {words}" for key, words in about.items()))
    _draw(widget, generator)
    buffer.close()
    return mended(bytes(data.data()))


def _draw(widget: QWidget, page: QPaintDevice) -> None:
    """Draw a widget on a page; plots fill their paper there, where on the screen they keep a picture of it."""
    plots = widget.findChildren(QGraphicsView)
    kept = [plot.cacheMode() for plot in plots]
    try:
        for plot in plots:
            plot.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        with QPainter(page) as painter:
            widget.render(painter, QPoint())
    finally:
        for plot, mode in zip(plots, kept, strict=True):
            plot.setCacheMode(mode)


def _title(about: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (about.get("title", ""), about.get("experiment", ""))))
