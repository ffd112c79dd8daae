"""The recurrent layers of a file: whose names are ``torch.nn.RNN``'s, ``GRU``'s or ``LSTM``'s, behind any prefix.

Names and shapes (torch.nn.LSTM, "Variables"): ``weight_ih_l{k}`` (G·H, D), ``weight_hh_l{k}`` (G·H, H),
``bias_ih_l{k}`` and ``bias_hh_l{k}`` (G·H,), G = 4 for the LSTM, 3 for the GRU, 1 for the RNN; D = H above
the first layer. A bidirectional module has each of them once more, ending in ``_reverse``, and D = 2H above.
Layers that are modules of one layer each, numbered (``layer0.weight_ih_l0``, ``layer1.weight_ih_l0``, as
``rnnviz run`` writes them), are one stack where their sizes fit together. A cell (torch.nn.LSTMCell) has the names
of one layer without ``_l0``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rnnviz.directions import REVERSE
from rnnviz.errors import BadInput
from rnnviz.weights.file import FLOATS, TensorInfo, WeightsFile, shaped

CELLS = {1: "rnn", 3: "gru", 4: "lstm"}
"""Which cell has so many blocks of H rows."""
LAYER = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
Trouble = Literal["", "missing", "transposed", "shape", "gates", "projection", "dtype"]

_NAME = re.compile(r"(?P<prefix>.*\.)?(?P<kind>weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)"
                   r"(_l(?P<k>\d{1,3})(?P<reverse>_reverse)?)?")  # fmt: skip
_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<index>\d{1,3})\.")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: a key, what it should be, what it is, and what is wrong with it ("" for nothing)."""

    key: str
    expected: str
    found: str
    trouble: Trouble = ""


@dataclass(frozen=True, kw_only=True)
class Module:
    """One stack of recurrent layers in a file.

    Attributes
    ----------
    name : str
        The prefix without its dot; "." where the names have none. Of numbered modules what stands before the number.
    cell : str
        rnn, gru or lstm; "" where that cannot be told.
    hidden_size, input_size : int
        H, and D of the first layer; 0 where they cannot be told.
    layers : tuple of dict
        For each layer the keys of its parameters by the names in `LAYER`, those of its way back with `REVERSE` behind;
        a bias that is not there is left out.
    bidirectional : bool
        Whether its layers read both ways.
    rows : tuple of Row
    """

    name: str
    cell: str
    hidden_size: int
    input_size: int
    layers: tuple[Mapping[str, str], ...]
    rows: tuple[Row, ...]
    bidirectional: bool = False

    @property
    def width(self) -> int:
        """How many numbers a layer hands on at a step: H, or 2H where it reads both ways."""
        return self.hidden_size * (2 if self.bidirectional else 1)

    @property
    def troubles(self) -> tuple[Row, ...]:
        """The rows that keep it from being used."""
        return tuple(row for row in self.rows if row.trouble)

    @property
    def biases(self) -> bool:
        """Whether every layer has its biases."""
        return all("bias_hh" in layer for layer in self.layers)


def modules(file: WeightsFile) -> list[Module]:
    """Return the recurrent stacks of a file; those that cannot be used say why in their rows."""
    groups: dict[str, dict[int, dict[str, TensorInfo]]] = {}
    for name, info in file.tensors.items():
        if match := _NAME.fullmatch(name):
            kind = match["kind"] + (match["reverse"] or "")
            layers = groups.setdefault(match["prefix"] or "", {})
            layers.setdefault(int(match["k"] or 0), {}).setdefault(kind, info)
    found = {prefix: _module(prefix, layers) for prefix, layers in groups.items()}
    stacks = _numbered(found)
    inside = {part for parts in stacks.values() for part in parts}
    joined = [_joined(stem, [found[part] for part in parts]) for stem, parts in stacks.items()]
    return joined + [module for prefix, module in found.items() if prefix not in inside]


def refusal(file: WeightsFile, module: Module) -> BadInput:
    """Return the sentence on the first key of a module that does not fit."""
    row = module.troubles[0]
    if row.trouble == "gates":  # a projection gives the recurrent matrix another width
        row = next((other for other in module.troubles if other.trouble == "projection"), row)
    place = {"file": file.path, "key": row.key, "expected": row.expected, "found": row.found}
    match row.trouble:
        case "missing":
            return BadInput("{file}: {key} is missing, expected {expected}: save the whole state_dict", **place)
        case "transposed":
            return BadInput(
                "{file}: {key} looks transposed: it is {found}, expected {expected}; save its transpose", **place
            )
        case "gates":
            return BadInput(
                "{file}: {key} is {found}: torch.nn.RNN, GRU and LSTM have 1, 3 or 4 times as many rows as columns "
                "there, so it belongs to another cell",
                **place,
            )
        case "projection":
            return BadInput(
                "{file}: {key} is a projection (proj_size): only modules without one can be opened", **place
            )
        case "dtype":
            return BadInput("{file}: {key} is {found}: weights must be F16, BF16, F32 or F64", **place)
    return BadInput("{file}: {key} is {found}, expected {expected}", **place)


def _numbered(found: Mapping[str, Module]) -> dict[str, list[str]]:
    """Return the prefixes that are one stack, lowest first, by what stands before their numbers."""
    stems: dict[str, dict[int, str]] = {}
    for prefix, module in found.items():
        match = _NUMBERED.fullmatch(prefix)
        if match and len(module.layers) == 1 and not module.troubles:
            stems.setdefault(match["stem"], {})[int(match["index"])] = prefix
    stacks = {}
    for stem, parts in stems.items():
        inside = [found[parts[index]] for index in sorted(parts)]
        alike = {(module.cell, module.hidden_size, module.bidirectional) for module in inside}
        chained = all(module.input_size == module.width for module in inside[1:])
        if sorted(parts) == list(range(len(parts))) and len(parts) > 1 and len(alike) == 1 and chained:
            stacks[stem] = [parts[index] for index in sorted(parts)]
    return stacks


def _joined(stem: str, parts: list[Module]) -> Module:
    """Return modules of one layer each as one stack."""
    return Module(
        name=stem.rstrip(".") or ".", cell=parts[0].cell, hidden_size=parts[0].hidden_size,
        input_size=parts[0].input_size, bidirectional=parts[0].bidirectional,
        layers=tuple(part.layers[0] for part in parts),
        rows=tuple(row for part in parts for row in part.rows),
    )


def _module(prefix: str, layers: Mapping[int, Mapping[str, TensorInfo]]) -> Module:
    """Return one prefix's stack, each of its keys held against what the first recurrent matrix says."""
    blocks, size = _sizes(next((layers[k]["weight_hh"] for k in sorted(layers) if "weight_hh" in layers[k]), None))
    both_ways = any(kind.endswith(REVERSE) for tensors in layers.values() for kind in tensors)
    endings = ("", REVERSE) if both_ways else ("",)
    is_cell = all(info.name == f"{prefix}{kind}" for tensors in layers.values() for kind, info in tensors.items())
    rows: list[Row] = []
    named: list[dict[str, str]] = []
    first = 0
    gap = next(k for k in range(len(layers) + 1) if k not in layers)  # a missing layer is said of the lowest alone
    for k in sorted({*layers, gap} if gap < max(layers) else layers):
        tensors = layers.get(k, {})
        width: object = (first if k == 0 else size * len(endings)) or "D"
        tall = blocks * size or "G·H"
        biases = any(f"{kind}{end}" in tensors for kind in ("bias_ih", "bias_hh") for end in endings)
        kinds = [f"{kind}{end}" for end in endings for kind in LAYER]
        for end in endings:
            shapes: dict[str, tuple[object, ...]] = {"weight_ih": (tall, width), "weight_hh": (tall, size or "H")}
            shapes |= dict.fromkeys(("bias_ih", "bias_hh"), (tall,)) if biases else {}
            keys = {kind: f"{prefix}{kind}" if is_cell else f"{prefix}{kind}_l{k}{end}" for kind in shapes}
            rows += [_row(keys[kind], tensors.get(f"{kind}{end}"), shape) for kind, shape in shapes.items()]
            if k == 0 and not first and "weight_ih" in tensors and len(tensors["weight_ih"].shape) == 2:
                first = tensors["weight_ih"].shape[1]  # both directions read the same
                width = first or width
        rows += [_unwanted(info) for kind, info in tensors.items() if kind not in kinds]
        named.append({kind: tensors[kind].name for kind in kinds if kind in tensors})
    return Module(
        name=prefix.rstrip(".") or ".", cell=CELLS.get(blocks, ""), hidden_size=size, input_size=first,
        layers=tuple(named), rows=tuple(rows), bidirectional=both_ways,
    )


def _sizes(recurrent: TensorInfo | None) -> tuple[int, int]:
    """Return how many blocks a recurrent matrix has, and H, also where it is transposed; 0 where it cannot be told."""
    if recurrent is None or len(recurrent.shape) != 2 or 0 in recurrent.shape:
        return 0, 0
    rows, columns = recurrent.shape
    long, short = max(rows, columns), min(rows, columns)
    return (long // short, short) if long % short == 0 and long // short in CELLS else (0, 0)


def _row(key: str, info: TensorInfo | None, shape: tuple[object, ...]) -> Row:
    if info is None:
        return Row(key=key, expected=shaped(shape), found="", trouble="missing")
    trouble: Trouble = ""
    if info.dtype not in FLOATS:
        trouble = "dtype"
    elif 0 in info.shape:
        trouble = "shape"
    elif not _fits(info.shape, shape):
        trouble = "transposed" if len(shape) == 2 and _fits(info.shape[::-1], shape) else "shape"
    elif "H" in shape:
        trouble = "gates"
    return Row(key=key, expected=shaped(shape), found=str(info), trouble=trouble)


def _fits(found: tuple[int, ...], shape: tuple[object, ...]) -> bool:
    """Tell whether a shape is the wanted one; letters stand for any size."""
    return len(found) == len(shape) and all(isinstance(w, str) or f == w for f, w in zip(found, shape, strict=True))


def _unwanted(info: TensorInfo) -> Row:
    return Row(key=info.name, expected="", found=str(info), trouble="projection")
