"""Modules imported without PySide6 reading their source files: a tenth of the time until the window is there."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_USES_QT = "import PySide6\n"


@contextmanager
def unread() -> Iterator[None]:
    """Import what is imported inside as modules that use Qt by its own names.

    WORKAROUND PySide6 (`feature_imported` of its `feature.py`): it reads the source of every module that is imported
    after it, by way of a cache that keeps all of it, some 20 MB, only to see whether PySide6 is mentioned there. Such
    modules see Qt's names as they are, whatever `__feature__` another module has asked for. A PySide6 that no longer
    asks `inspect` hears nothing of this, and reads what it reads.
    """
    read = inspect.getsource

    def answer(of: Any) -> str:
        return _USES_QT if isinstance(of, ModuleType) else read(of)

    inspect.getsource = answer  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getsource = read
