from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_importing_and_opening_the_window_leaves_torch_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from rnnviz.app import open_window; from rnnviz.app.window_entry import application\n"
        "window = open_window('hello-rnn'); application().processEvents()\n"
        "assert window.isVisible() and window.player.playing and window.player.trace is None\n"
        "assert window.parts.top.happening.text().startswith('Starting the engine')\n"
        "window.close()\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('torch', 'safetensors')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "RNNVIZ_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_broken_settings_cost_the_memory_and_not_the_start(tmp_path: Path) -> None:
    broken = b"\x00\xff\x00garbage\n[General]\ngeometry=@ByteArray(nonsense)\nspeed=fast\n"
    (tmp_path / "window.ini").write_bytes(broken)
    code = (
        "from rnnviz.app import open_window; from rnnviz.app.window_entry import application\n"
        "window = open_window('hello-rnn'); application().processEvents(); print(window.isVisible()); window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "RNNVIZ_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.stdout.strip(), done.returncode) == ("True", 0), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_the_program_ends_in_order_on_ctrl_c_and_says_what_slots_let_through(tmp_path: Path) -> None:
    code = (
        "import os, signal\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from rnnviz.app import run_window\n"
        "from rnnviz.app.window_entry import application\n"
        "application()\n"
        "def wrong(): raise RuntimeError('a fault of ours')\n"
        "def end():\n"
        "    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, 'notices'))\n"
        "    print([(n.key, 'a fault of ours' in n.details) for n in window.notices.shown])\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "QTimer.singleShot(300, wrong)\n"
        "QTimer.singleShot(900, end)\n"
        "print(run_window('hello-rnn'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "RNNVIZ_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.stdout.split("\n")[:2], done.returncode) == (["[('bug', True)]", "130"], 0), done.stderr
    assert (tmp_path / "window.ini").exists()
