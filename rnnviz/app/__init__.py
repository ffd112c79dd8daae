"""The window. Nothing here imports torch; Qt is imported when the window is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rnnviz.app.window_entry import open_window, run_window

__all__ = ["open_window", "run_window"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rnnviz.app.sweeping import unswept
    from rnnviz.unread import unread

    with unswept(keep=True), unread():  # modules stay
        from rnnviz.app import window_entry
    globals().update({each: getattr(window_entry, each) for each in __all__})  # asked once: what is made later may go
    return globals()[name]
