"""The kinds of picture files, and which of them a name asks for."""

from __future__ import annotations

from pathlib import Path

FORMATS = ("png", "pdf", "svg")


def filters() -> list[str]:
    """Return what a dialog that asks for a name offers, a line a kind."""
    return [f"{kind.upper()} (*.{kind})" for kind in FORMATS]


def kind_of(path: Path) -> str:
    """Return the kind that the ending of a name asks for; PNG where it asks for none of them."""
    kind = path.suffix.lower().removeprefix(".")
    return kind if kind in FORMATS else "png"
