r"""Text for character models: the user's own file, or Python source found on this machine.

A file is read once and whole, at most 256 MiB of it, strictly as UTF-8. A byte order mark is
dropped and every line ends with ``\n`` afterwards (CRLF and lone CR are turned into it); nothing
else is changed, so that what is learnt is what is in the file.
"""

from __future__ import annotations

import codecs
import functools
import hashlib
import os
import stat
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput

LARGEST_FILE = 256 << 20
MOST_SYMBOLS = 50_000
ENOUGH = 200_000
"""Characters of source that make a default text; with fewer found, the help pages are taken instead."""

MODULES = (
    "argparse", "ast", "base64", "calendar", "collections/__init__", "configparser", "contextlib", "copy",
    "csv", "dataclasses", "difflib", "enum", "fileinput", "fnmatch", "fractions", "functools", "glob",
    "graphlib", "gzip", "heapq", "html/parser", "inspect", "json/decoder", "json/encoder", "linecache",
    "operator", "pprint", "queue", "random", "selectors", "shlex", "shutil", "socketserver", "statistics",
    "subprocess", "tempfile", "textwrap", "threading", "timeit", "tokenize", "traceback", "urllib/parse",
    "weakref",
)
"""Modules of the standard library whose source is the default text, in this order; missing ones are skipped."""

_PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Corpus:
    """A text as symbols.

    Attributes
    ----------
    name : str
        What to call it in a sentence.
    codes : uint16 (n,)
        The text; each number is an index into `symbols`. Read-only.
    symbols : tuple of str
        The distinct characters of the whole text, sorted.
    sha256 : str
        Of the text as it is used, in UTF-8.
    """

    name: str
    codes: npt.NDArray[np.uint16]
    symbols: tuple[str, ...]
    sha256: str

    def text(self, start: int, stop: int) -> str:
        """Return the characters from step ``start`` to before ``stop``."""
        return "".join([self.symbols[code] for code in self.codes[start:stop].tolist()])


def corpus(path: str) -> Corpus:
    """Return the text of a file, or the default text for an empty path.

    Raises
    ------
    BadInput
        The file cannot be used; the sentence says why.
    """
    if not path:
        return _default()
    try:
        found = os.stat(_place(path))
    except (OSError, ValueError) as problem:
        raise _unreadable(path, problem) from None
    _check(path, found)
    return _from_file(path, found.st_ino, found.st_size, found.st_mtime_ns)


def read_text(path: str) -> str:
    """Read a text file, as the module says.

    Raises
    ------
    BadInput
        Missing, not a regular file, larger than 256 MiB, changed while it was read, binary, not
        UTF-8 (with the offset of the first wrong byte), or empty.
    """
    data = _bytes(path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput("{file} is not UTF-8 text but UTF-16, as its byte 0 says: save it as UTF-8", file=path)
    nul = data.find(0)
    if nul >= 0:
        raise BadInput("{file} looks binary, not text: byte {offset} is zero", file=path, offset=nul)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput(
            "{file} is not UTF-8 text: byte {offset} cannot be decoded, save the file as UTF-8",
            file=path, offset=problem.start,
        ) from None
    text = text.removeprefix("\ufeff")
    if not text:
        raise BadInput("{file} is empty", file=path)
    if text.isspace():
        raise BadInput("{file} is empty but for white space", file=path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encode(text: str, name: str) -> Corpus:
    """Turn a text into symbols.

    Raises
    ------
    BadInput
        It has one distinct character alone, or more than 50,000.
    """
    seen = np.zeros(0x110000, bool)
    for points in _code_points(text):
        seen[points] = True
    alphabet = np.flatnonzero(seen)
    if len(alphabet) < 2:
        raise BadInput("{file} repeats one character: a text needs at least two different ones", file=name)
    if len(alphabet) > MOST_SYMBOLS:
        raise BadInput(
            "{file} has {found} different characters: a text may have at most {limit}",
            file=name, found=len(alphabet), limit=MOST_SYMBOLS,
        )
    index = np.zeros(0x110000, np.uint16)
    index[alphabet] = np.arange(len(alphabet))
    codes = np.concatenate([index[points] for points in _code_points(text)])
    codes.setflags(write=False)
    digest = hashlib.sha256()
    for piece in _pieces(text):
        digest.update(piece.encode())
    return Corpus(name=name, codes=codes, symbols=tuple(map(chr, alphabet)), sha256=digest.hexdigest())


def _pieces(text: str) -> Iterator[str]:
    """Yield the text a mebicharacter at a time: a large one is never encoded whole."""
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]


def _code_points(text: str) -> Iterator[npt.NDArray[np.uint32]]:
    for piece in _pieces(text):
        yield np.frombuffer(piece.encode("utf-32-le"), "<u4")


@functools.lru_cache(maxsize=1)
def _from_file(path: str, *stamp: int) -> Corpus:
    """Keep the last file's text while it does not change on the disk: every new model asks for it."""
    return encode(read_text(path), path)


@functools.lru_cache(maxsize=1)
def _default() -> Corpus:
    library = Path(sysconfig.get_path("stdlib"))
    parts = []
    for module in MODULES:
        try:
            parts.append((library / f"{module}.py").read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
    text = _ascii("\n\n".join(parts))
    if len(text) < ENOUGH:
        text = _ascii(_help_pages())
    if len(text) < ENOUGH:
        raise BadInput("this Python comes without the source that is the default text: give a file as task.path")
    return encode(text, "the default text")


def _help_pages() -> str:
    try:
        from pydoc_data.topics import topics  # here, for it is rarely needed and half a megabyte
    except ImportError:
        return ""
    return "\n\n".join(topics[name] for name in sorted(topics))


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode("ascii")


def _bytes(path: str) -> bytes:
    """Return the content of a regular file, or raise BadInput; a pipe or a device is never waited for."""
    try:
        descriptor = os.open(_place(path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            _check(path, before)
            data = file.read(LARGEST_FILE + 1)
            after = os.fstat(descriptor)
    except (OSError, ValueError) as problem:
        if isinstance(problem, BadInput):
            raise
        raise _unreadable(path, problem) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) > LARGEST_FILE:
        raise BadInput("{file} changed while it was read: open it again", file=path)
    if data and not after.st_size:  # the system makes it up while it is read, as under /proc
        raise BadInput("{file} is not a regular file", file=path)
    return data


def _check(path: str, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise BadInput("{file} is a folder, not a file", file=path)
    if not stat.S_ISREG(found.st_mode):
        raise BadInput("{file} is not a regular file", file=path)
    if found.st_size > LARGEST_FILE:
        raise BadInput(
            "{file} has {size} MiB: a text file may have at most {limit} MiB",
            file=path, size=-(-found.st_size >> 20), limit=LARGEST_FILE >> 20,
        )


def _place(path: str) -> str:
    return os.path.expanduser(path)


def _unreadable(path: str, problem: OSError | ValueError) -> BadInput:
    if isinstance(problem, FileNotFoundError):
        return BadInput("{file}: there is no such file", file=path)
    reason = problem.strerror if isinstance(problem, OSError) else problem
    return BadInput("{file} cannot be read: {reason}", file=path, reason=reason)
