"""The window's font: Latin first, Korean second, so that mathematical signs stay those of the Latin font."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

_LATIN = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans", "Liberation Sans", "Arial")
_KOREAN = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumBarunGothic",
    "NanumGothic",
    "UnDotum",
)


def interface_font(size: float) -> QFont:
    """Return the system's font at a size in points, Korean after Latin, figures all of one width."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    korean = QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
    latin = QFontInfo(system).family()  # what an alias such as "Sans Serif" stands for
    if latin in korean:
        known = set(QFontDatabase.families())
        latin = next((name for name in _LATIN if name in known), latin)
    second = [name for name in _KOREAN if name in korean] or korean
    font = QFont(system)
    font.setFamilies([latin, *second[:1]])
    font.setPointSizeF(size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def korean_font_missing() -> bool:
    """Return whether Korean would be drawn as boxes."""
    return not QFontDatabase.families(QFontDatabase.WritingSystem.Korean)


def korean_font_advice() -> str:
    """Return what to install where `korean_font_missing`; in English, since Korean cannot be drawn then."""
    return "No installed font has Korean letters. Install one and start again: sudo apt install fonts-nanum"
