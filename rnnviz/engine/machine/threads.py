"""How many processor threads the engine takes."""

from __future__ import annotations

import os


def default_threads() -> int:
    """Return the cores that this process may use, less one for the window, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) - 1)
