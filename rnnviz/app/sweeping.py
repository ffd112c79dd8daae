"""Python's sweeps for garbage, held off while what stays is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept(*, keep: bool = False) -> Iterator[None]:
    """Make what is needed from now on without looking through it for garbage again and again.

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
