"""Keeps freed memory at hand on glibc: large blocks that come and go at every pass are not fetched anew."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
LARGEST_KEPT = 1 << 30


def keep_freed_memory() -> bool:
    """Tell glibc to keep what is freed; return whether it does (False: another C library).

    A pass over a long batch works in blocks of more than 32 MB, which glibc gives back to the system
    when they are freed; the page faults of the next pass can cost as much as its arithmetic.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return False
    return bool(library.mallopt(_MMAP_THRESHOLD, LARGEST_KEPT)) and bool(library.mallopt(_TRIM_THRESHOLD, 2**31 - 1))
