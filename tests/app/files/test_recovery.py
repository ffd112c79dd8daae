"""What a crash would take: kept beside the window, offered at the next start, gone after an orderly end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rnnviz.app.files.recovery import Recovery
from rnnviz.app.main_window import MainWindow
from rnnviz.atomic import MARK
from rnnviz.session import load, peek, save
from tests.app.driving import LONG, said, trace
from tests.session.sessions import sample

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL to send")


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


Make = Callable[..., Recovery]


@pytest.fixture
def make(resting: MainWindow, tmp_path: Path) -> Iterator[Make]:
    """Make recoveries of the window in one folder; they end with the test."""
    made: list[Recovery] = []

    def another(clock: Callable[[], float] = time.monotonic) -> Recovery:
        made.append(Recovery(tmp_path, resting.sessions, resting.link, resting.notices, resting, clock))
        made[-1].start()
        return made[-1]

    yield another
    for each in made:
        each.end()
        each.deleteLater()
    resting.notices.withdraw("recovery")


def learn(qtbot: QtBot, window: MainWindow, update: int) -> None:
    run = window.link.run
    assert run is not None
    window.link.update(update - run.update)
    qtbot.waitUntil(lambda: trace(window).update == update, timeout=LONG)
    qtbot.waitUntil(lambda: run.snapshot_update == update, timeout=LONG)


def press_button(window: MainWindow, words: str) -> None:
    next(b for b in window.notices.findChildren(QPushButton) if b.text() == words).click()


def test_what_is_learnt_is_kept_every_ten_seconds_and_gone_after_an_orderly_end(
    qtbot: QtBot, resting: MainWindow, make: Make, tmp_path: Path
) -> None:
    clock = Clock()
    recovery = make(clock)
    recovery.keep_when_due()
    assert not recovery.path.exists(), "of a preset that nobody has touched there is nothing to keep"
    learn(qtbot, resting, 2)
    qtbot.waitUntil(recovery.path.exists, timeout=LONG)
    first = peek(str(recovery.path))["update"]
    assert first in (1, 2)
    learn(qtbot, resting, 5)
    assert peek(str(recovery.path))["update"] == first, "not ten seconds later"
    clock.now += 10.0
    recovery.keep_when_due()
    qtbot.waitUntil(lambda: peek(str(recovery.path))["update"] == 5, timeout=LONG)
    written = recovery.path.stat().st_mtime_ns
    clock.now += 10.0
    recovery.keep_when_due()
    assert recovery.path.stat().st_mtime_ns == written, "nothing has changed"
    session, damaged = load(str(recovery.path))
    assert damaged == ()
    assert session.columns["update"].tolist() == [1, 2, 3, 4, 5]
    recovery.end()
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_has_left_is_offered_and_stays_until_this_window_keeps_its_own(
    qtbot: QtBot, resting: MainWindow, make: Make, tmp_path: Path
) -> None:
    learn(qtbot, resting, 3)
    resting.sessions.write_notes("dear")
    left = tmp_path / "1-crashed.rnnviz"
    save(left, resting.sessions.gather())
    resting.sessions.write_notes("")
    (tmp_path / "2-garbage.rnnviz").write_bytes(b"garbage")
    recovery = make()
    qtbot.waitUntil(lambda: said(resting) == ["recovery"], timeout=LONG)
    text = resting.notices.shown[0].text
    assert "Spelling hello" in text
    assert "update 3" in text
    other = make()
    other.offer()
    assert said(resting) == ["recovery"], "one that is being offered is not offered twice"
    press_button(resting, "Restore")
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number and trace(resting).update == 3, timeout=LONG)
    assert resting.sessions.document.notes == "dear"
    assert resting.isWindowModified()
    assert resting.closing.needs_asking
    recovery.keep_when_due()
    qtbot.waitUntil(lambda: recovery.path.exists() and not left.exists(), timeout=LONG)
    assert load(str(recovery.path)).session.notes == "dear"


def test_discarding_removes_it_and_offers_the_next(
    qtbot: QtBot, resting: MainWindow, make: Make, tmp_path: Path
) -> None:
    for name, at in (("1-a.rnnviz", 1000), ("1-b.rnnviz", 2000)):
        save(tmp_path / name, sample())
        os.utime(tmp_path / name, (at, at))
    make()
    qtbot.waitUntil(lambda: said(resting) == ["recovery"], timeout=LONG)
    press_button(resting, "Discard")
    assert not (tmp_path / "1-b.rnnviz").exists(), "the newest comes first"
    qtbot.waitUntil(lambda: said(resting) == ["recovery"], timeout=LONG)
    press_button(resting, "Discard")
    qtbot.waitUntil(lambda: not list(tmp_path.glob("1-*")), timeout=LONG)
    assert said(resting) == []


def test_a_disk_that_cannot_be_written_is_said_once(qtbot: QtBot, resting: MainWindow, make: Make) -> None:
    clock = Clock()
    recovery = make(clock)
    recovery.path = recovery.path.parent / "none" / "x.rnnviz"
    learn(qtbot, resting, 1)
    qtbot.waitUntil(lambda: said(resting) == ["recovery"], timeout=LONG)
    assert "not safe from a crash" in resting.notices.shown[0].text
    resting.notices.withdraw("recovery")
    clock.now += 20.0
    with qtbot.waitSignal(recovery._writer.written, timeout=LONG):
        recovery.keep_when_due()
    assert said(resting) == []


SAVING = """
import sys
from dataclasses import replace
from pathlib import Path
import numpy as np
from rnnviz.session import save
from tests.session.sessions import sample
session = sample()
big = {**session.snapshot, "model/big": np.random.default_rng(0).normal(size=(500, 500))}
for update in range(1_000_000):
    save(Path(sys.argv[1]), replace(session, update=update, snapshot=big))
    if update == 0:
        print("ready", flush=True)
"""


@POSIX
@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_killed_while_it_saves_it_leaves_the_old_file_or_the_new_one(tmp_path: Path, kills: int) -> None:
    file, generator = tmp_path / "a.rnnviz", random.Random(kills)
    processes = [
        subprocess.Popen([sys.executable, "-c", SAVING, str(file.with_name(f"{n}.rnnviz"))], stdout=subprocess.PIPE)
        for n in range(min(kills, 2))
    ]
    updates = []
    for n in range(kills):
        process = processes[n % 2]
        own = file.with_name(f"{n % 2}.rnnviz")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(generator.uniform(0.0, 0.05))  # the moment is the point
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        session, damaged = load(str(own))
        assert damaged == ()
        updates.append(session.update)
        if n + 2 < kills:
            command = [sys.executable, "-c", SAVING, str(own)]
            processes[n % 2] = subprocess.Popen(command, stdout=subprocess.PIPE)
    for own in tmp_path.glob("*.rnnviz"):
        save(own, sample())
    assert not list(tmp_path.glob(f"*{MARK}*")), "the next save clears away what was begun"
    assert len(updates) == kills


WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from rnnviz.app.window_entry import application, open_window
app = application()
window = open_window("hello-rnn")
log = open(sys.argv[1], "w")
def note(run):
    log.write(f"{time.time()} {run.update}\\n")
    log.flush()
window.link.measured.connect(note)
window.link.traced.connect(lambda trace: window.player.set_training(True))
window.sessions.document.path = Path(sys.argv[2])
saving = QTimer(interval=700)
def save():
    if len(sys.argv) > 3 and not window.sessions.busy:
        window.sessions.save(Path(sys.argv[2]))
saving.timeout.connect(save)
saving.start()
app.exec()
"""


def lost(log: Path, kept: int, killed: float) -> float:
    """Return the seconds of work that are not in a session of so many updates."""
    rows = [line.split() for line in log.read_text().splitlines() if line.count(" ") == 1]
    later = [float(at) for at, update in rows if int(update) > kept]
    return max(killed - min(later), 0.0) if later else 0.0


@POSIX
@pytest.mark.soak
def test_killed_at_sixty_random_moments_it_loses_fifteen_seconds_at_most_and_never_a_saved_file(
    tmp_path: Path,
) -> None:
    generator, worst = random.Random(7), 0.0
    for turn in range(20):
        children = []
        for n in range(3):
            folder = tmp_path / f"{turn}-{n}"
            folder.mkdir()
            words = [str(folder / "log"), str(folder / "saved.rnnviz"), *(["saves"] if n == 0 else [])]
            environment = {**os.environ, "RNNVIZ_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
            children.append((folder, subprocess.Popen([sys.executable, "-c", WINDOW, *words], env=environment)))
        for folder, _ in children:
            while not (folder / "log").exists() or not (folder / "log").stat().st_size:
                time.sleep(0.2)
        began = time.time()
        moments = sorted((generator.uniform(0.5, 25), n) for n in range(3))
        for moment, n in moments:
            folder, process = children[n]
            time.sleep(max(began + moment - time.time(), 0.0))
            killed = time.time()
            process.send_signal(signal.SIGKILL)
            process.wait()
            kept = 0
            for file in [folder / "saved.rnnviz", *(folder / "recovery").glob("*.rnnviz")]:
                if file.exists():
                    session, damaged = load(str(file))
                    assert damaged == ()
                    kept = max(kept, session.update)
            worst = max(worst, lost(folder / "log", kept, killed))
    assert 0.0 < worst <= 15.0
    print(f"most work lost: {worst:.1f} s")  # noqa: T201
