"""The folder that a command leaves its files in."""

from __future__ import annotations

import os
import re
from pathlib import Path

from rnnviz.errors import BadInput


def prepared(folder: Path) -> Path:
    """Return the folder, made where it was not, if files can be written into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise BadInput("{file} is a file, where a folder was to be made", file=folder) from None
    except OSError as problem:
        raise BadInput("the folder {file} cannot be made: {reason}", file=folder, reason=problem.strerror) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput("the folder {file} cannot be written to", file=folder)
    return folder


def folder_name(name: str) -> str:
    """Return a name that is one plain part of a path."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-")[:100] or "untitled"
