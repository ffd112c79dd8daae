"""Which command is meant, what a mistake costs, and how little is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import rnnviz
from rnnviz.cli import COMMANDS, main

ROOT = Path(rnnviz.__file__).parent.parent
HEAVY = {"torch", "PySide6", "pyqtgraph", "numpy", "pydantic"}


def loaded_by(*words: str) -> set[str]:
    """The heavy libraries that a command leaves loaded."""
    code = f"import sys; from rnnviz.cli import main; assert not main({list(words)!r}); print(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}},
    )  # fmt: skip
    return HEAVY & {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_the_version_loads_nothing_heavy() -> None:
    timed = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rnnviz", "--version"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert timed.stdout == f"rnnviz {rnnviz.__version__}\n"
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in timed.stderr.splitlines()}
    assert "rnnviz" in imported
    assert not imported & HEAVY


@pytest.mark.parametrize("what", ["experiments", "comparisons", "cells", "tasks"])
def test_listing_experiments_cells_and_tasks_loads_neither_torch_nor_qt(what: str) -> None:
    assert not loaded_by("list", what, "--json") & {"torch", "PySide6", "pyqtgraph"}


@pytest.mark.parametrize("what", ["views", "actions"])
def test_listing_views_and_actions_needs_qt_but_neither_torch_nor_a_display(what: str) -> None:
    found = loaded_by("list", what, "--json")
    assert "PySide6" in found
    assert "torch" not in found


def test_listing_devices_asks_torch_and_not_qt() -> None:
    found = loaded_by("list", "devices", "--json")
    assert "torch" in found
    assert not found & {"PySide6", "pyqtgraph"}


MISTAKES = {
    "list": "the following arguments are required: WHAT",
    "list nothing": "invalid choice: 'nothing'",
    "list cells tasks": "unrecognized arguments: tasks",
    "list cells --jsn": "unrecognized arguments: --jsn",
    "run": "the following arguments are required: NAME|FILE",
    "run hello-rnn --js": "unrecognized arguments: --js",
    "run hello-rnn --set": "argument --set: expected one argument",
    "run hello-rnn --set seed": "a setting is KEY=VALUE, got seed",
    "run hello-rnn --updates ten": 'training.updates must be a whole number, got "ten"',
    "run hello-rnn --updates -1": "training.updates must be between 0 and 10000000, got -1",
    "run hello-rnn --device tpu": 'device must be one of auto, cpu, cuda, mps, got "tpu"',
    "run hello-rnn --seed 1 --set seed=2": "seed is set twice: to 2 and to 1",
    "run helo-rnn": "unknown experiment helo-rnn: did you mean hello-rnn?",
    "helo-rnn": "unknown experiment helo-rnn: did you mean hello-rnn?",
    "mine.toml": "mine.toml: there is no such file",
    "rnu": "unknown command or experiment rnu: did you mean rnnviz run?",
    "rnu hello-rnn": "unknown command or experiment rnu: did you mean rnnviz run?",
    "zzz": "unknown experiment zzz; “rnnviz list experiments” shows them all",
    "zzz hello-rnn": "unknown command zzz; “rnnviz --help” shows them all",
    "compare zzz": "unknown comparison zzz; “rnnviz list comparisons” shows them all",
    "compare adidng": "unknown comparison adidng: did you mean adding?",
    "hello-rnn again": "unrecognized arguments: again",
    "--nothing": "unrecognized arguments: --nothing",
    "shot hello-rnn": "the following arguments are required: --out",
    "shot hello-rnn --out a.jpg": "must end in .png, got 'a.jpg'",
    "shot hello-rnn --out a.png --size big": "WIDTHxHEIGHT",
    "shot hello-rnn --out a.png --size 10x10": "width must be between 1024 and 10000, got 10",
    "shot hello-rnn --out a.png --moment soon": "invalid int value: 'soon'",
    "shot hello-rnn --out a.png --theme pink": "invalid choice: 'pink'",
    "shot hello-rnn --out a.png --updates -3": "training.updates must be between 0 and 10000000, got -3",
    "shot helo-rnn --out a.png": "unknown experiment helo-rnn: did you mean hello-rnn?",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_one_line_and_exit_code_2(
    words: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert MISTAKES[words] in err
    assert err.startswith("rnnviz: ")
    assert err.count("\n") == 1
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_commands_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  rnnviz ")]
    assert [line.split()[1] for line in lines] == list(COMMANDS)
    assert {line.index(COMMANDS[line.split()[1]].purpose) for line in lines} == {18}


@pytest.mark.parametrize("words", ["", *COMMANDS])
def test_every_command_has_help(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*words.split(), "--help"])
    assert caught.value.code == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"usage: rnnviz {words}".rstrip())
    assert err == ""
    if not words:
        assert all(f"rnnviz {name} " in out for name in COMMANDS)


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "rnnviz", "list", "tasks"],
            cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0, "what was asked for was done"


def test_a_command_goes_on_to_its_own_end_when_nobody_reads_it() -> None:
    script = "import sys; from rnnviz.cli.output import Output as O; o = O(sys.stdout)\n"
    script += "for _ in range(9): o.write('x' * 9000)\no.flush(); sys.exit(7)"
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (7, b"")


def test_a_program_without_a_console_ends_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["list", "cells"]) == 0
