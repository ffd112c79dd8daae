"""What the machine lacks is a sentence that says what to do, said before it can do harm."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rnnviz
from rnnviz import startup
from rnnviz.errors import CannotRun

MISSING = "libEGL.so.1: cannot open shared object file: No such file or directory"


@pytest.mark.parametrize(
    ("qt", "python", "reason"),
    [
        ("6.10.3", (3, 11), ""),
        ("6.10.0", (3, 13), ""),
        ("6.8.1", (3, 11), ""),
        ("6.9.0", (3, 11), ""),
        ("6.9.3", (3, 12), ""),
        ("6.9.1", (3, 11), "zoom by themselves"),
        ("6.9.2", (3, 13), "zoom by themselves"),
        ("6.9.2a1", (3, 13), "zoom by themselves"),
        ("6.8.0.2", (3, 11), "older than 6.8.1"),
        ("6.7.3", (3, 11), "older than 6.8.1"),
        ("6.11.0", (3, 13), "figures cannot be saved"),
        ("6.11.3", (3, 11), "figures cannot be saved"),
        ("6.12.0", (3, 13), "figures cannot be saved"),
        ("6.12.0", (3, 11), "on Python 3.11 it ends the program within seconds"),
        ("7.0", (3, 11), "ends the program"),
    ],
)
def test_versions_of_qt_that_are_known_not_to_work(qt: str, python: tuple[int, int], reason: str) -> None:
    found = startup.bad_qt(qt, python)
    assert bool(found) == bool(reason)
    assert reason in found


def test_versions_are_compared_by_number() -> None:
    assert startup.numbers("2.13.0+cpu") == (2, 13, 0)
    assert startup.numbers("2.9.1") < startup.OLDEST_TORCH <= startup.numbers("2.10.0a0+git1234")
    assert startup.numbers("unknown") == ()


def distribution(folder: Path, name: str, version: str) -> None:
    """Put the metadata of an installed distribution into a folder of the path."""
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")


def program(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program where a folder comes first on the path."""
    root = str(Path(rnnviz.__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "rnnviz", *words], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), root])},
    )  # fmt: skip


def qt_that_tells(folder: Path) -> None:
    """Put a PySide6 into a folder that cannot be imported without a trace."""
    (folder / "PySide6").mkdir()
    (folder / "PySide6" / "__init__.py").write_text("raise SystemExit('Qt was loaded')", "utf-8")


@pytest.mark.parametrize("words", ["list views", "hello-rnn", "shot hello-rnn --out a.png", "bench"])
def test_a_version_that_does_not_work_is_refused_before_it_is_loaded(words: str, tmp_path: Path) -> None:
    distribution(tmp_path, "PySide6_Essentials", "6.12.0")
    qt_that_tells(tmp_path)
    done = program(tmp_path, *words.split())
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("rnnviz: PySide6 6.12.0 cannot be used: ")
    assert done.stderr.endswith("install it with: python -m pip install PySide6-Essentials==6.10.3\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["run", "hello-rnn"], ["hello-rnn"], ["list", "devices"]])
def test_a_torch_that_is_too_old_is_refused(words: list[str], tmp_path: Path) -> None:
    distribution(tmp_path, "torch", "2.4.1")
    done = program(tmp_path, *words)
    assert done.returncode == 3
    assert done.stderr == (
        "rnnviz: torch 2.4.1 is older than 2.10; install it with: python -m pip install --upgrade torch\n"
    )


def test_a_torch_that_cannot_be_loaded_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise OSError('libcudart.so.12: cannot open shared object file')", "utf-8")
    done = program(tmp_path, "list", "devices")
    assert done.returncode == 3
    assert done.stderr == "rnnviz: torch cannot be loaded: libcudart.so.12: cannot open shared object file\n"


def test_a_library_that_qt_lacks_is_named_with_the_command(tmp_path: Path) -> None:
    distribution(tmp_path, "PySide6_Essentials", "6.10.3")
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "PySide6" / "QtWidgets.py").write_text(f"raise ImportError({MISSING!r})", "utf-8")
    (tmp_path / "apt-get").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{tmp_path}{os.pathsep}{before}"
    try:
        done = program(tmp_path, "list", "views")
    finally:
        os.environ["PATH"] = before
    assert done.returncode == 3
    assert done.stderr == (
        "rnnviz: Qt needs libEGL.so.1, which this system lacks; install it with: sudo apt-get install "
        "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0\n"
    )


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        ({"apt-get", "dnf"}, "sudo apt-get install libegl1 "),
        ({"dnf"}, "sudo dnf install libglvnd-egl "),
        (set(), "install the package that holds it"),
    ],
)
def test_the_command_is_that_of_the_system(
    tools: set[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name in tools else None)
    monkeypatch.setattr("importlib.import_module", failing(ImportError(MISSING)))
    with pytest.raises(CannotRun) as caught:
        startup.check_qt()
    assert expected in str(caught.value)
    assert "libEGL.so.1" in str(caught.value)


def failing(problem: Exception) -> object:
    def fail(*_: object) -> None:
        raise problem

    return fail


def test_another_reason_why_qt_cannot_be_loaded_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.import_module", failing(ImportError("version `GLIBC_2.34' not found")))
    with pytest.raises(CannotRun, match=r"PySide6 cannot be loaded: version `GLIBC_2\.34' not found"):
        startup.check_qt()


@pytest.mark.parametrize("name", ["PySide6_Essentials", "torch"])
def test_what_is_not_installed_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = importlib.metadata.PackageNotFoundError(name)
    monkeypatch.setattr("importlib.metadata.version", failing(problem))
    check = startup.check_torch if name == "torch" else startup.check_qt
    with pytest.raises(CannotRun, match="is not installed; install it with: python -m pip install "):
        check()


def test_this_installation_can_run() -> None:
    startup.check_qt()
    startup.check_torch()
    startup.check_display()


@pytest.mark.parametrize(
    ("environment", "system", "available"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":4711"}, "linux", False),  # nobody answers there
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_there_where_it_is_named_and_answers(
    environment: dict[str, str], system: str, available: bool
) -> None:
    assert startup.display_available(environment, system) is available


@pytest.fixture
def x11(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which Qt would draw by X11, on a system that lacks a part of that."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    lacking = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(ctypes, "CDLL", failing(OSError(lacking)))
    monkeypatch.setattr("shutil.which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(Path, "is_file", lambda _: True)


@pytest.mark.usefixtures("x11")
def test_a_library_that_windows_lack_is_named_before_qt_aborts() -> None:
    with pytest.raises(CannotRun) as caught:
        startup.check_display()
    assert str(caught.value).startswith("Qt needs libxcb-cursor.so.0, which this system lacks; ")
    assert " libxcb-cursor0 " in str(caught.value)


@pytest.mark.usefixtures("x11")
@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_where_qt_does_not_use_x11_it_is_not_looked_at(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    startup.check_display()
