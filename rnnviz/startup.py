"""What the program needs of the machine, looked at before it is used: every lack is a sentence that says what to do."""

from __future__ import annotations

import ctypes
import importlib
import importlib.metadata
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from rnnviz.errors import CannotRun, one_line

Version = tuple[int, ...]

OLDEST_TORCH: Version = (2, 10)
GOOD_QT = "6.10.3"
_BAD_QT = (
    ((6, 9, 1), (6, 9, 3), "plots zoom by themselves or stay empty with it"),
    ((6, 11), (99,), "figures cannot be saved and panels cannot be put back with it"),
)
_FATAL_QT: Version = (6, 12)
"""On Python 3.10 and 3.11 every call into it drops a reference to None, until the program aborts."""

_APT = ("libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0")
_APT_X11 = (
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1",
    "libxcb-image0", "libxcb-render-util0",
)
_DNF = ("libglvnd-egl", "libglvnd-glx", "libxkbcommon", "dbus-libs", "fontconfig", "glib2")
_DNF_X11 = (
    "libxkbcommon-x11", "xcb-util-cursor", "xcb-util-wm", "xcb-util-keysyms", "xcb-util-image", "xcb-util-renderutil",
)
_MISSING = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file")


def check_qt() -> None:
    """Look at the version of Qt, then load it.

    Raises
    ------
    CannotRun
        It is missing, of a version that is known not to work, or lacks a library of the system.
    """
    found = _installed("PySide6_Essentials") or _installed("PySide6")
    if found is None:
        raise CannotRun(f"PySide6 is not installed; {_pip(f'PySide6-Essentials=={GOOD_QT}')}")
    if reason := bad_qt(found, sys.version_info[:2]):
        raise CannotRun(f"PySide6 {found} cannot be used: {reason}; {_pip(f'PySide6-Essentials=={GOOD_QT}')}")
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as problem:
        raise CannotRun(_library_sentence(str(problem), x11=False)) from None


def bad_qt(found: str, python: Version) -> str:
    """Return why a version of PySide6 does not work on a version of Python; "" where it does."""
    version = numbers(found)
    if version >= _FATAL_QT and python < (3, 12):
        return f"on Python {python[0]}.{python[1]} it ends the program within seconds"
    if version < (6, 8, 1):
        return "it is older than 6.8.1"
    return next((reason for first, end, reason in _BAD_QT if first <= version < end), "")


def check_torch() -> None:
    """Look at the version of torch, without loading it.

    Raises
    ------
    CannotRun
        It is missing or too old.
    """
    found = _installed("torch")
    if found is None:
        raise CannotRun(f"torch is not installed; {_pip('torch')}")
    if numbers(found) < OLDEST_TORCH:
        raise CannotRun(f"torch {found} is older than {_dotted(OLDEST_TORCH)}; {_pip('--upgrade torch')}")


def load_torch() -> None:
    """Look at the version of torch, then load it, which takes a second or three.

    Raises
    ------
    CannotRun
        It is missing, too old, or lacks a library of the system.
    """
    check_torch()
    try:
        importlib.import_module("torch")
    except (ImportError, OSError) as problem:
        raise CannotRun(f"torch cannot be loaded: {one_line(str(problem))}") from None


def display_available(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Tell whether a window can be opened.

    On Linux that is where a display (X11 or Wayland) is named and, for X11, answers; or where
    ``QT_QPA_PLATFORM`` asks for another way of drawing.
    """
    if not system.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return True
    return bool(environment.get("DISPLAY")) and _x11_answers(environment["DISPLAY"])


def check_display() -> None:
    """Look whether Qt's X11 part can be loaded; where it cannot, Qt would abort the program.

    Raises
    ------
    CannotRun
        A library of the system is missing; the sentence names it and the command that installs it.
    """
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb"):
        return
    qt = importlib.import_module("PySide6")
    plugin = Path(str(qt.__file__)).parent / "Qt/plugins/platforms/libqxcb.so"
    if plugin.is_file():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as problem:
            raise CannotRun(_library_sentence(str(problem), x11=True)) from None


def numbers(version: str) -> Version:
    """Return the leading numbers of a version: 2.13.0+cpu gives (2, 13, 0)."""
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _x11_answers(display: str) -> bool:
    """Connect to an X11 display; without the library that can, take its word for it."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # check_display names what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken


def _library_sentence(problem: str, *, x11: bool) -> str:
    missing = _MISSING.search(problem)
    if missing is None:
        return f"PySide6 cannot be loaded: {one_line(problem)}"
    if shutil.which("apt-get"):
        command = "sudo apt-get install " + " ".join(_APT + _APT_X11 if x11 else _APT)
    elif shutil.which("dnf"):
        command = "sudo dnf install " + " ".join(_DNF + _DNF_X11 if x11 else _DNF)
    else:
        return f"Qt needs {missing[1]}, which this system lacks; install the package that holds it"
    return f"Qt needs {missing[1]}, which this system lacks; install it with: {command}"


def _installed(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _pip(what: str) -> str:
    return f"install it with: python -m pip install {what}"


def _dotted(version: Version) -> str:
    return ".".join(str(part) for part in version)
