"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

MARK = ".rnnviz-part-"


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file in the same folder; on leaving without an error it replaces ``path``.

    The file is flushed to the disk before it takes the name, so that after a crash ``path`` holds
    the old contents or the new ones, never a part.
    """
    part = path.with_name(f"{path.name}{MARK}{os.getpid()}")
    try:
        with open(part, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all."""
    with writing(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text file, whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def sweep(folder: Path, name: str = "") -> None:
    """Remove what dead processes left behind in a folder, of one file or of all."""
    for part in folder.glob(f"{glob.escape(name) or '*'}{MARK}*"):
        owner = part.name.rpartition(MARK)[2]
        if owner.isdigit() and not _alive(int(owner)):
            part.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
