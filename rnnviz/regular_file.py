"""Files of people, opened for reading: regular ones alone, so that a pipe or a device is never waited for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rnnviz.errors import BadInput


@contextmanager
def reading(path: str) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open a regular file; ``~`` is the home folder.

    Raises
    ------
    BadInput
        Missing, not a regular file, or unreadable, also while it is being read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(os.path.expanduser(path), flags)
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(descriptor)
            if stat.S_ISDIR(found.st_mode):
                raise BadInput("{file} is a folder, not a file", file=path)
            raise BadInput("{file} is not a regular file", file=path)
        with open(descriptor, "rb") as file:
            yield file, found
    except BadInput:
        raise
    except FileNotFoundError:
        raise BadInput("{file}: there is no such file", file=path) from None
    except OSError as problem:
        raise BadInput("{file} cannot be read: {reason}", file=path, reason=problem.strerror) from None
    except ValueError as problem:  # a zero byte in the name
        raise BadInput("{file} cannot be read: {reason}", file=path, reason=problem) from None


def stamp(path: str) -> tuple[int, int, int]:
    """Return what changes when a regular file does: inode, size, time of the last change.

    Raises
    ------
    BadInput
        As `reading`.
    """
    with reading(path) as (_, found):
        return found.st_ino, found.st_size, found.st_mtime_ns
