"""Python's sweeps for garbage, held off while what stays is made; and what importing leaves behind, swept away."""

from __future__ import annotations

import gc
import linecache
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept(*, keep: bool = False) -> Iterator[None]:
    """Make what nothing of is garbage, without looking for some among it again and again.

    Parameters
    ----------
    keep : bool
        Nobody looks among what there is by then later on either, so that a sweep while the picture runs is short.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
        gc.enable()


def forget_sources() -> None:
    """Let go of the texts of the program's files: some 20 MB.

    PySide6 reads the source of every module that is imported after it, to see whether it is mentioned there, by
    way of a cache that keeps all of it. Who needs a line, for a traceback, reads it again; what a person has typed
    in a notebook or a console stands in no file, and stays.
    """
    for name, entry in list(linecache.cache.items()):
        if len(entry) > 1 and entry[1] is not None:  # its text is here, and a file that it came from had a date
            linecache.cache.pop(name, None)
