"""Puts deliberate faults into the numerics, one at a time: does a test notice?  ``python tools/mutants.py``.

Each fault (``faults.toml``) is a text of a source file and what is put there instead, with the tests
that must catch it.
It is put into a copy of the program; the checkout is not touched. A fault whose text is no longer there
is an error too: the list follows the source. ``--only WORD`` tries those that have the word in their name.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("rnnviz", "resources", "tests", "pyproject.toml")
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=first failure")
"""A test that fails has said enough: the smallest failing example would take minutes."""


class Fault(NamedTuple):
    """A deliberate fault: its name, the file, the text, what replaces it, and the tests that must fail."""

    name: str
    file: str
    text: str
    instead: str
    tests: str


def faults() -> list[Fault]:
    """Return the faults of ``faults.toml`` beside this file."""
    with (Path(__file__).parent / "faults.toml").open("rb") as file:
        return [Fault(**values) for values in tomllib.load(file)["fault"]]


def main() -> int:
    """Try every fault; 0 where each was caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="those with this word in their name")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    given = parser.parse_args()
    tried = [fault for fault in faults() if given.only.lower() in fault.name.lower()]
    began = time.monotonic()
    with _copies(given.jobs) as copies, ThreadPoolExecutor(given.jobs) as pool:
        caught = list(pool.map(lambda fault: _caught(fault, copies), tried))
    missed = [fault.name for fault, found in zip(tried, caught, strict=True) if not found]
    print(f"{len(tried) - len(missed)} of {len(tried)} faults caught in {time.monotonic() - began:.0f} s")
    for name in missed:
        print(f"not caught: {name}")
    return 1 if missed or not tried else 0


@contextmanager
def _copies(count: int) -> Iterator[Queue[Path]]:
    """Yield copies of the program to put faults into."""
    with tempfile.TemporaryDirectory() as folder:
        free: Queue[Path] = Queue()
        for number in range(count):
            copy = Path(folder) / str(number)
            copy.mkdir()
            for part in PARTS:
                source = ROOT / part
                if source.is_dir():
                    shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(source, copy / part)
            free.put(copy)
        yield free


def _caught(fault: Fault, copies: Queue[Path]) -> bool:
    """Put a fault into a copy, run its tests there, and take it out again."""
    folder = copies.get()
    path = folder / fault.file
    honest = path.read_text("utf-8")
    try:
        if honest.count(fault.text) < 1:
            print(f"gone    {fault.name}: {fault.file} no longer has {fault.text!r}")
            return False
        path.write_text(honest.replace(fault.text, fault.instead, 1), "utf-8")
        done = subprocess.run(
            [sys.executable, "-B", "-m", "pytest", *OPTIONS, *fault.tests.split()],
            cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(folder)},
        )
        # 1: tests failed. Anything else (no tests, an error of pytest) is no catch.
        caught = done.returncode == 1
        print(f"{'caught ' if caught else 'MISSED '} {fault.name}", flush=True)
        return caught
    finally:
        path.write_text(honest, "utf-8")
        copies.put(folder)


if __name__ == "__main__":
    sys.exit(main())
