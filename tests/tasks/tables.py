"""Tables of numbers, as files."""

from __future__ import annotations

from pathlib import Path


def text(tmp_path: Path, content: str) -> str:
    path = tmp_path / "series.csv"
    path.write_text(content)
    return str(path)
