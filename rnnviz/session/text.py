"""The text of a member, within a limit."""

from __future__ import annotations

from rnnviz.errors import BadInput
from rnnviz.toml_file import LARGEST_FILE


def to_text(place: str, data: bytes) -> str:
    """Return the text of a member.

    Parameters
    ----------
    place : str
        What sentences call the member.
    data : bytes

    Raises
    ------
    BadInput
        It is too large, or not text.
    """
    if len(data) > LARGEST_FILE:
        raise BadInput("{file} is larger than {limit} MiB", file=place, limit=LARGEST_FILE >> 20)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput("{file} is not UTF-8 text: byte {offset}", file=place, offset=problem.start) from None
