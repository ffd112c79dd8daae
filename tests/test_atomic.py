"""Files are whole or untouched, also when the writer dies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rnnviz.atomic import MARK, sweep, write_text, writing

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from rnnviz.atomic import writing
print("ready", flush=True)
while True:
    for letter in b"ab":
        with writing(Path(sys.argv[1])) as file:
            for _ in range(100):
                file.write(bytes([letter]) * 10_000)
"""


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with writing(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["file"]


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_text(path, "αβγ")

    def fail() -> None:
        with writing(path) as file:
            file.write(b"half")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        fail()
    assert path.read_text("utf-8") == "αβγ"
    assert os.listdir(tmp_path) == ["file"]


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    root = Path(__file__).parent.parent
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(path)], stdout=subprocess.PIPE, cwd=root, text=True
        )
        assert writer.stdout is not None
        with writer, writer.stdout as words:
            assert words.readline() == "ready\n"
            while not path.exists():
                pass
            writer.kill()
        assert set(path.read_bytes()) in ({ord("a")}, {ord("b")})
        assert path.stat().st_size == 1_000_000
        path.unlink()
    sweep(tmp_path)
    assert os.listdir(tmp_path) == []


def test_only_what_dead_processes_left_is_swept(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    mine = tmp_path / f"file{MARK}{os.getpid()}"
    theirs = tmp_path / f"file{MARK}{dead.pid}"
    other = tmp_path / "file"
    for path in (mine, theirs, other):
        path.write_bytes(b"x")
    sweep(tmp_path)
    assert mine.exists()
    assert other.exists()
    assert not theirs.exists()
