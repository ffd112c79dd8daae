"""What Qt's SVG needs to look the same in every reader.

Qt draws plots in their own coordinates with strokes that do not scale, which some readers (librsvg) take for
fat bands, and embeds heat maps as small pictures that readers blur. Here strokes are brought to the
coordinates of the page, and small pictures are enlarged without smoothing.
"""

from __future__ import annotations

import base64
import math
import re
import xml.etree.ElementTree as ET

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from rnnviz.app.export.png import to_png

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
CRISP = 1200
"""Pixels that an enlarged heat map has along its longer side at least."""
_MATRIX = re.compile(r"matrix\(([^)]*)\)")
_PAIR = re.compile(r"(-?[\d.]+(?:e[-+]?\d+)?)[ ,]+(-?[\d.]+(?:e[-+]?\d+)?)", re.IGNORECASE)
_DATA = "data:image/png;base64,"
Affine = tuple[float, float, float, float, float, float]


def mended(svg: bytes) -> bytes:
    """Return the same drawing without strokes that do not scale, and with crisp pictures."""
    for prefix, name in (("", SVG), ("xlink", XLINK)):
        ET.register_namespace(prefix, name)
    root = ET.fromstring(svg)  # Qt has just written it
    box = root.get("viewBox", "").split()
    if len(box) == 4:  # pixels: millimetres are read by another resolution elsewhere
        root.set("width", box[2])
        root.set("height", box[3])
    for group in root.iter(f"{{{SVG}}}g"):
        _page_strokes(group)
    for clip in root.iter(f"{{{SVG}}}clipPath"):
        for shape in clip:
            shape.attrib.pop("vector-effect", None)  # nothing is stroked there
    for picture in root.iter(f"{{{SVG}}}image"):
        _enlarge(picture)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _page_strokes(group: ET.Element) -> None:
    """Bring the paths of a group whose strokes do not scale to the coordinates of the page."""
    shapes = [shape for shape in group if shape.attrib.pop("vector-effect", "none") != "none"]
    found = _MATRIX.fullmatch(group.get("transform", ""))
    if not shapes or found is None or len(shapes) != len(group):
        return
    parts = [float(part) for part in re.split(r"[ ,]+", found[1].strip())]
    affine: Affine = (parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
    for shape in shapes:
        for name in ("d", "points"):
            if name in shape.attrib:
                shape.set(name, _PAIR.sub(lambda pair: _moved(pair, affine), shape.attrib[name]))
        if shape.tag in (f"{{{SVG}}}rect", f"{{{SVG}}}circle", f"{{{SVG}}}ellipse", f"{{{SVG}}}line"):
            shape.set("transform", group.get("transform", ""))
    group.set("transform", "matrix(1,0,0,1,0,0)")


def _moved(pair: re.Match[str], affine: Affine) -> str:
    a, b, c, d, e, f = affine
    x, y = float(pair[1]), float(pair[2])
    return f"{a * x + c * y + e:.4g},{b * x + d * y + f:.4g}"


def _enlarge(picture: ET.Element) -> None:
    """Enlarge a small embedded picture by a whole factor, each pixel as a square."""
    place = f"{{{XLINK}}}href"
    data = picture.get(place, "")
    if not data.startswith(_DATA):
        return
    image = QImage.fromData(base64.b64decode(data.removeprefix(_DATA)))
    longest = max(image.width(), image.height(), 1)
    if image.isNull() or longest >= CRISP:
        return
    factor = math.ceil(CRISP / longest)
    large = image.scaled(
        image.width() * factor, image.height() * factor,
        Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation,
    )  # fmt: skip
    picture.set(place, _DATA + base64.b64encode(to_png(large)).decode("ascii"))
