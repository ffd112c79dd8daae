"""The folder that a command leaves its files in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rnnviz.errors import BadInput


def prepared(folder: Path, names: Iterable[str] = ()) -> Path:
    """Return the folder, made where it was not, if files of these names can be written into it.

    Raises
    ------
    BadInput
        They cannot: said now, and not after an hour of training.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise BadInput("{file} is a file, where a folder was to be made", file=folder) from None
    except OSError as problem:
        raise BadInput("the folder {file} cannot be made: {reason}", file=folder, reason=problem.strerror) from None
    check_writable(folder)
    for name in names:
        if (folder / name).is_dir():
            raise BadInput("{file} is a folder, where a file was to be written", file=folder / name)
    return folder


def check_writable(folder: Path) -> None:
    """Write something into a folder that is gone at once.

    Raises
    ------
    BadInput
        It cannot be written to.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"rnnviz")
    except OSError as problem:
        reason = problem.strerror
        raise BadInput("the folder {file} cannot be written to: {reason}", file=folder, reason=reason) from None


def folder_name(name: str) -> str:
    """Return a name that is one plain part of a path."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-")[:100] or "untitled"
