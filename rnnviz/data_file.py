"""Arrays as files that others read: CSV, one number a row with its unit, and NPZ.

Both carry an account of where the numbers are from. CSV begins with it, in rows whose first cell starts with #;
NPZ holds it as JSON under ``about``.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from rnnviz.atomic import writing
from rnnviz.trace import Array

ABOUT = "about"
"""Name of the account in an NPZ file."""
NONE: Mapping[str, str] = {}
"""Units of no array."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings that make a spreadsheet take a text for a formula."""
_PIECE = 65_536
_UNITS = {
    "update": "updates",
    "seconds": "s",
    "reach_from": "step",
    "steps": "step",
    "t": "step",
    "unit": "",
    "layer": "",
    "code_points": "",
    "bits": "bits",
    "held_out_bits": "bits per symbol",
    "log_p": "nats",
    "log_q": "nats",
    "entropy": "nats",
    "targets": "",
    "inputs": "",
    "outputs": "logits",
    "accuracy": "share",
    "recalled": "share",
    "clipped_share": "share",
    "half_life": "steps",
    "share_low": "share",
    "share_high": "share",
    "median_share_low": "share",
    "median_share_high": "share",
    "lyapunov": "nats per step",
    "lyapunov_free": "nats per step",
    "largest_lyapunov": "nats per step",
    "largest_lyapunov_free": "nats per step",
}
_OF_LOSS = ("loss", "clip_threshold", "gradient", "batch_gradient", "parameter_gradient", "term_", "sum_norm")


def unit_of(name: str, array: Array, loss_unit: str = "nats", own: Mapping[str, str] = NONE) -> str:
    """Return the unit of an array: its own where its name alone does not tell, "text" of texts."""
    if array.dtype.kind == "U":
        return "text"
    return own[name] if name in own else unit(name, loss_unit)


def unit(name: str, loss_unit: str = "nats") -> str:
    """Return the unit of an array by its name; "1" where it is a plain number, "" where it has none.

    States and gates are plain numbers, so that gradients with respect to them are in the unit of the loss.
    """
    family = name.removeprefix("validation_").partition("/")[0]
    last = family.rpartition(".")[2]
    if last in _UNITS:
        return _UNITS[last]
    log = family.endswith("_log10")
    of_loss = family.startswith(_OF_LOSS) or family.endswith("_loss")
    found = loss_unit if of_loss and not family.endswith(("_steps", "_coefficient", "_share", "_from")) else "1"
    return f"log10({found})" if log else found


def text_of(
    arrays: Mapping[str, Array], about: Mapping[str, str], loss_unit: str = "nats", own: Mapping[str, str] = NONE
) -> str:
    """Return the CSV as one text; ``own``: units of arrays whose names alone do not tell them."""
    return "".join(_pieces(arrays, about, loss_unit, own))


def write_csv(
    path: Path, arrays: Mapping[str, Array], about: Mapping[str, str], loss_unit: str = "nats",
    own: Mapping[str, str] = NONE,
) -> None:
    """Write arrays in long form: name, unit, place along each axis, value. Whole or not at all."""
    with writing(path) as file:
        for piece in _pieces(arrays, about, loss_unit, own):
            file.write(piece.encode("utf-8"))


def write_npz(
    path: Path, arrays: Mapping[str, Array], about: Mapping[str, str], loss_unit: str = "nats",
    own: Mapping[str, str] = NONE,
) -> None:
    """Write arrays under their names, readable with ``allow_pickle=False``. Whole or not at all."""
    units = {name: unit_of(name, array, loss_unit, own) for name, array in arrays.items()}
    account = json.dumps({**about, "units": units}, ensure_ascii=False)
    with writing(path) as file:
        np.savez_compressed(file, allow_pickle=False, **{**arrays, ABOUT: np.array(account)})


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _pieces(
    arrays: Mapping[str, Array], about: Mapping[str, str], loss_unit: str, own: Mapping[str, str]
) -> Iterator[str]:
    """Return the CSV in pieces that are not large."""
    axes = max((array.ndim for array in arrays.values()), default=0)
    head = [(f"# {key}", guarded(value)) for key, value in about.items()]
    yield _written(head)
    yield _written([("array", "unit", *(f"index_{axis}" for axis in range(axes)), "value")])
    for name, array in arrays.items():
        rows = _rows(name, array, axes, unit_of(name, array, loss_unit, own))
        while piece := list(itertools.islice(rows, _PIECE)):
            yield _written(piece)


def _rows(name: str, array: Array, axes: int, of: str) -> Iterator[tuple[str, ...]]:
    name = guarded(name)
    blank = ("",) * (axes - array.ndim)
    for place, value in zip(np.ndindex(array.shape), _values(array), strict=True):
        yield (name, of, *map(str, place), *blank, value)


def _values(array: Array) -> Iterator[str]:
    """Return the values as words: the shortest that give the same number again, texts guarded."""
    flat = array.reshape(-1)
    for first in range(0, len(flat), _PIECE):
        piece = flat[first : first + _PIECE]
        match array.dtype.kind:
            case "f" if array.dtype.itemsize == 8:
                yield from map(repr, piece.tolist())
            case "f":
                yield from map(str, piece)
            case "b":
                yield from (str(int(value)) for value in piece)
            case "U":
                yield from map(guarded, piece.tolist())
            case _:
                yield from map(str, piece.tolist())


def _written(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
