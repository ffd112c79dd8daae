"""The zip around a session: members by allow-listed names, read into memory within limits, each with its SHA-256.

Nothing is ever unpacked onto the disk. The first member, ``manifest.json``, has the format's number and the
fingerprint of every other. The members are stored one behind the other without compression, so that from a
file that is cut off those before the cut can still be read.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from rnnviz.errors import BadInput
from rnnviz.regular_file import reading
from rnnviz.session.tensors import Buffer

FORMAT = 1
"""Counts up when an older program could not read a file any more."""
MANIFEST = "manifest.json"
KIND = "rnnviz session"

LARGEST_FILE = 2 << 30
LARGEST_MEMBER = 1 << 30
LARGEST_MANIFEST = 1 << 20
MOST_MEMBERS = 1000
HIGHEST_RATIO = 200
"""Bytes that one byte of a compressed member may become."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, OverflowError, LookupError, MemoryError,
)  # fmt: skip
"""What zipfile raises of bytes that are not what they should be."""
_BEGINNING = b"PK\x03\x04"
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_SHA = re.compile(r"[0-9a-f]{64}")


class Archive(NamedTuple):
    """What could be read: members by name, what the manifest says, and a sentence for each member that is damaged."""

    members: dict[str, bytes]
    manifest: dict[str, Any]
    damaged: dict[str, BadInput]


def is_session(path: str) -> bool:
    """Tell whether a file begins as a session does, whatever its name."""
    with contextlib.suppress(BadInput), reading(path) as (file, _):
        begin = file.read(_LOCAL.size + len(MANIFEST))
        return begin.startswith(_BEGINNING) and begin.endswith(MANIFEST.encode())
    return False


def write(file: IO[bytes], members: Mapping[str, Sequence[Buffer]], about: Mapping[str, Any]) -> None:
    """Write members, each given in pieces; ``about`` is plain JSON that the manifest holds besides."""
    prints = {name: _fingerprint(pieces) for name, pieces in members.items()}
    manifest = {**about, "kind": KIND, "format": FORMAT, "members": prints}
    text = json.dumps(manifest, ensure_ascii=False, allow_nan=False, indent=1).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as made:
        for name, pieces in {MANIFEST: [text], **members}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.file_size = sum(len(piece) for piece in pieces)
            info.external_attr = 0o644 << 16
            with made.open(info, "w") as member:
                for piece in pieces:
                    member.write(piece)


def read(path: str, allowed: Callable[[str], bool]) -> Archive:
    """Read the members whose names are allowed.

    Raises
    ------
    BadInput
        Not a session, of a newer format, beyond a limit, or so damaged that nothing of it can be used.
    """
    with reading(path) as (file, found):
        if found.st_size > LARGEST_FILE:
            raise BadInput(
                "{file} has {size} MiB: a session may have at most {limit} MiB",
                file=path, size=-(-found.st_size >> 20), limit=LARGEST_FILE >> 20,
            )
        data = file.read(LARGEST_FILE)
    if not data:
        raise BadInput("{file} is empty", file=path)
    if not data.startswith(_BEGINNING):
        raise BadInput("{file} is not a session of this program, or its beginning is damaged", file=path)
    damaged: dict[str, BadInput] = {}
    try:
        members = _members(path, data, allowed, damaged)
    except BadInput:
        raise
    except _BROKEN:
        damaged[""] = BadInput("{file} is cut off or damaged: its table of members cannot be read", file=path)
        members = _salvaged(data, allowed)
    manifest = _manifest(path, members.pop(MANIFEST, None), damaged)
    return Archive(_checked(path, members, manifest["members"], damaged), manifest, damaged)


def _members(path: str, data: bytes, allowed: Callable[[str], bool], damaged: dict[str, BadInput]) -> dict[str, bytes]:
    """Return members as the table at the end names them."""
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for info in _readable(path, opened.infolist(), allowed, damaged):
            try:
                members[info.filename] = opened.read(info)
            except _BROKEN:
                damaged[info.filename] = _is_damaged(path, info.filename)
    return members


def _readable(
    path: str, listed: Sequence[zipfile.ZipInfo], allowed: Callable[[str], bool], damaged: dict[str, BadInput]
) -> list[zipfile.ZipInfo]:
    """Return the members that are read; refuse what is beyond a limit before any of it is inflated.

    Members of other names are named and left alone, as are those that stand there twice: which is the right one?
    """
    if len(listed) > MOST_MEMBERS:
        raise BadInput(
            "{file} has {found} members: a session may have at most {limit}",
            file=path, found=len(listed), limit=MOST_MEMBERS,
        )
    found: dict[str, zipfile.ZipInfo] = {}
    for info in listed:
        name = info.filename
        if info.orig_filename != name or not (name == MANIFEST or allowed(name)):
            damaged[info.orig_filename] = BadInput(
                "{file}: no session has a member {member}, and it was not read", file=path, member=info.orig_filename
            )
            continue
        if name in found:
            damaged[name] = BadInput("{file} is damaged: it has two members {member}", file=path, member=name)
        found[name] = info
        if info.file_size > LARGEST_MEMBER or info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
            raise BadInput(
                "{file}: the member {member} would take {size} MB, more than {limit} MB or {ratio} times its room "
                "in the file",
                file=path, member=name, size=-(-info.file_size // 10**6), limit=LARGEST_MEMBER // 10**6,
                ratio=HIGHEST_RATIO,
            )
    readable = [info for name, info in found.items() if name not in damaged]
    if sum(info.file_size for info in readable) > LARGEST_FILE:
        raise BadInput(
            "{file}: its members would take more than {limit} MiB together", file=path, limit=LARGEST_FILE >> 20
        )
    return readable


def _salvaged(data: bytes, allowed: Callable[[str], bool]) -> dict[str, bytes]:
    """Return the stored members that lie whole in a file, one behind the other from its beginning."""
    members: dict[str, bytes] = {}
    for name, body in _stored(data):
        if name in members or len(members) == MOST_MEMBERS:
            break
        if name == MANIFEST or allowed(name):
            members[name] = body
    return members


def _stored(data: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place + _LOCAL.size <= len(data):
        mark, _, flags, method, _, _, check, packed, size, name_length, extra = _LOCAL.unpack_from(data, place)
        begin = place + _LOCAL.size + name_length + extra
        place, name = begin + size, data[place + _LOCAL.size : begin - extra]
        if mark != _BEGINNING or flags & ~0x800 or method or packed != size or place > len(data):
            return
        body = data[begin:place]
        if zlib.crc32(body) == check:
            yield name.decode("utf-8", "replace"), body


def _manifest(path: str, data: bytes | None, damaged: Mapping[str, BadInput]) -> dict[str, Any]:
    if data is None:
        if MANIFEST in damaged:
            raise damaged[MANIFEST]
        raise damaged.get("") or BadInput("{file} is not a session: it has no {member}", file=path, member=MANIFEST)
    try:
        if len(data) > LARGEST_MANIFEST:
            raise ValueError("too large")
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _is_damaged(path, MANIFEST) from None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise BadInput("{file} is not a session: its {member} says so", file=path, member=MANIFEST)
    number = found.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise BadInput(
            "{file} was written by rnnviz {version} in format {found}, and this program reads format {known}: "
            "open it with a newer rnnviz",
            file=path, version=found.get("version", "?"), found=number, known=FORMAT,
        )
    prints = found.get("members")
    good = isinstance(prints, dict) and all(isinstance(v, str) and _SHA.fullmatch(v) for v in prints.values())
    if number != FORMAT or isinstance(number, bool) or not good:
        raise _is_damaged(path, MANIFEST)
    return found


def _checked(
    path: str, members: Mapping[str, bytes], prints: Mapping[str, str], damaged: dict[str, BadInput]
) -> dict[str, bytes]:
    """Return the members that are what the manifest says; name the others."""
    good = {}
    for name, data in members.items():
        if name not in prints:
            damaged[name] = BadInput("{file}: the member {member} is not in its manifest", file=path, member=name)
        elif prints[name] != hashlib.sha256(data).hexdigest():
            damaged[name] = _is_damaged(path, name)
        else:
            good[name] = data
    for name in prints:
        if name not in members and name not in damaged:
            damaged[name] = BadInput("{file}: the member {member} is missing", file=path, member=name)
    return good


def _is_damaged(path: str, member: str) -> BadInput:
    return BadInput(
        "{file}: the member {member} is damaged (its SHA-256 is not the one it was written with)",
        file=path, member=member,
    )


def _fingerprint(pieces: Sequence[Buffer]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
