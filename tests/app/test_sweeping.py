"""What is made at the start is not swept for garbage meanwhile; sweeping goes on as it was set."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.sweeping import unswept


@pytest.fixture(autouse=True)
def swept(qtbot: QtBot) -> None:
    """Nobody else holds sweeps off: the tests' window may be writing its session just now."""
    qtbot.waitUntil(gc.isenabled)


def test_nothing_is_swept_inside_and_everything_after() -> None:
    assert gc.isenabled()
    with unswept():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="inside"), unswept():
        raise ValueError("inside")
    assert gc.isenabled()


def test_two_that_overlap_are_both_unswept_whichever_ends_first() -> None:
    one, other = unswept(), unswept()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    assert not gc.isenabled()
    other.__exit__(None, None, None)
    assert gc.isenabled()


def test_who_has_sent_the_sweeper_away_is_not_given_one() -> None:
    gc.disable()
    try:
        with unswept(keep=True):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_window_keeps_what_was_imported_and_sweeps_what_came_after(tmp_path: Path) -> None:
    code = (
        "import gc, weakref; from rnnviz.app import open_window; from rnnviz.app.window_entry import application\n"
        "import linecache, rnnviz.views as views\n"
        "assert not [file for file in linecache.cache if 'pyqtgraph' in file or 'main_window' in file]\n"
        "class Late: pass\n"
        "late = Late(); late.self = late; gone = weakref.ref(late)\n"
        "from rnnviz.app import open_window as again\n"
        "del late; gc.collect(); assert gone() is None and again is open_window\n"
        "window = open_window('hello-rnn')\n"
        "assert gc.isenabled() and gc.get_freeze_count() > 10_000\n"
        "assert not any(each is views.VIEWS for each in gc.get_objects())\n"
        "class Ring: pass\n"
        "ring = Ring(); ring.self = ring; seen = weakref.ref(ring); del ring\n"
        "gc.collect(); assert seen() is None\n"
        "window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "RNNVIZ_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
