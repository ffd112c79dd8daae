"""The messages that the window and the engine send each other.

Each function makes one message; its name is the message's ``kind``. ``run`` counts up in the window
with every ``start``; whoever gets a message of a run that is not the current one drops it. A ``start``
is answered by ``started``, which makes its run the current one, or by ``bad``, and then the run before stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from rnnviz.cell_info import CellInfo
from rnnviz.errors import BadInput
from rnnviz.link.frames import Header, Message
from rnnviz.operation import Operation
from rnnviz.samples import Sample
from rnnviz.trace import Array, Trace
from rnnviz.weights import Remark

UNTOUCHED = "untouched/"
"""Before the names of the untouched trace's arrays in the message of an operated one."""
BEAT_SECONDS = 0.5
"""Between two beats of an engine that is ready."""


# --- window to engine


def start(
    run: int, experiment: Mapping[str, Any], snapshot: Mapping[str, Array] | None = None, *,
    line: int = 0, of: int = 0, update: int = 0,
) -> Message:
    """Make a model of an experiment (nested plain values), going on from a snapshot where one is given.

    ``line`` is the line of updates that it goes on with (0: one of its own, named as the run), or begins where
    the line ``of`` stood after ``update`` updates: the engine has the snapshot of that itself.
    """
    line = line or run
    return _message(
        "start", snapshot or {}, run=run, experiment=dict(experiment), line=line, of=of or line, update=update
    )


def update(run: int, count: int = 1) -> Message:
    """Learn from so many batches. Traces are sent once all of them are done."""
    return _message("update", run=run, count=count)


def train(run: int, on: bool) -> Message:
    """Learn at full speed, or pause."""
    return _message("train", run=run, on=on)


def change(run: int, field: str, value: object) -> Message:
    """Change a live field; of changes to one field that wait together the last counts."""
    return _message("change", run=run, field=field, value=value)


def pull(
    run: int, watch: Iterable[str], reach_from: int | None, have: int, operations: Iterable[Operation] = (),
    coming: Iterable[str] = (), writing: int = 0,
) -> Message:
    """Ask for one trace, newer than number ``have`` or with other wishes than it. The last pull counts.

    ``coming`` are patterns that later traces shall hold: what updates have to leave behind for them is kept.
    ``writing`` is the number of a text that the model has written, to be read instead of the example; 0: none.
    """
    listed = [operation.model_dump(mode="json") for operation in operations]
    return _message(
        "pull", run=run, watch=list(watch), reach_from=reach_from, have=have, operations=listed, coming=list(coming),
        writing=writing,
    )


def leave(run: int) -> Message:
    """Leave off with the trace that was asked for, begun or not; ``left`` answers it, or the trace comes first."""
    return _message("leave", run=run)


def verify(run: int, on: bool, reach_from: int | None = None) -> Message:
    """Check the numbers of the picture with the loss of a step followed back, or leave off checking them."""
    return _message("verify", run=run, on=on, reach_from=reach_from)


def keep(run: int, asked: int) -> Message:
    """Ask for a snapshot of the run as it is when its turn comes; ``asked`` comes back with it."""
    return _message("keep", run=run, asked=asked)


def stop() -> Message:
    """Stop learning and forget updates and pulls that wait; the model stays."""
    return _message("stop")


# --- engine to window


@dataclass(frozen=True, kw_only=True)
class DeviceInfo:
    """A device that a model may run on; ``reason`` says why it is not available."""

    key: str
    title: str
    available: bool
    reason: str = ""


def loading() -> Message:
    """Say that the engine process lives and loads its libraries."""
    return _message("loading")


def ready(*, torch: str, python: str, devices: Sequence[DeviceInfo], threads: int, pid: int) -> Message:
    """Say that the engine can start a model, and what it has."""
    listed = [vars(device) for device in devices]
    return _message("ready", torch=torch, python=python, devices=listed, threads=threads, pid=pid)


def started(
    run: int, *, update: int, device: str, threads: int, parameters: int, task: Mapping[str, Any],
    weights_sha256: str = "", remarks: Sequence[Remark] = (),
) -> Message:
    """Say that a model was made.

    ``task`` has length, input_size, output_size, symbols, output_symbols, data_sha256 and facts of the task;
    ``remarks`` are what is to be said of the weights that it starts from, which `remarks` gets back.
    """
    said = [
        {"template": each.words.template, "values": each.words.values, "warning": each.warning} for each in remarks
    ]
    return _message(
        "started", run=run, update=update, device=device, threads=threads, parameters=parameters, task=dict(task),
        weights_sha256=weights_sha256, remarks=said,
    )


def metrics(run: int, update: int, columns: Mapping[str, Array]) -> Message:
    """Send the rows since the last such message: a float64 array a column, NaN where a row has no figure."""
    return _message("metrics", columns, run=run, update=update)


def snapshot(run: int, update: int, arrays: Mapping[str, Array], asked: int = 0) -> Message:
    """Send everything that is needed to go on from here; every row up to there was sent before it.

    ``asked`` is the number of the ``keep`` that it answers, 0 where none asked.
    """
    return _message("snapshot", arrays, run=run, update=update, asked=asked)


def sampling(run: int, prompt: str, decoding: Mapping[str, Any]) -> Message:
    """Say what the samples that are made through training go on from, and how they are written."""
    return _message("sampling", run=run, prompt=prompt, decoding=dict(decoding))


def sample(run: int, made: Sample) -> Message:
    """Send what the model has written at one update of its training; `sample_of` gets it back."""
    return _message("sample", run=run, sample=asdict(made))


def sample_of(header: Header) -> Sample:
    """Return the sample of a ``sample`` message."""
    return Sample(**header["sample"])


def state(
    run: int, *, training: bool, updates_per_second: float, busy: str, seconds: float = 0.0,
    names: Iterable[str] = (), share: float | None = None, again: bool = False,
) -> Message:
    """Say what the engine does; ``busy`` is what takes long (start, update, pull, verify, go_to), or empty.

    Of that: for how many ``seconds`` already; of a trace which arrays are computed (``names``; none: the pass
    itself), which ``share`` of that is done, and whether it is made ``again``, with all digits.
    """
    return _message(
        "state", run=run, training=training, updates_per_second=updates_per_second, busy=busy, seconds=seconds,
        names=list(names), share=share, again=again,
    )


def left(run: int, names: Iterable[str], seconds: float) -> Message:
    """Say that a trace was left off after so long, while these arrays were computed (none: the pass itself)."""
    return _message("left", run=run, names=list(names), seconds=seconds)


def verifying(run: int, done: int, total: int, share: float) -> Message:
    """Say how many parts of the checks are done, and which share of their time that is, about.

    `rnnviz.link.checks` has the message of their end.
    """
    return _message("verifying", run=run, done=done, total=total, share=share)


def beat() -> Message:
    """Say that the engine's process runs."""
    return _message("beat")


def bad(run: int, about: str, problem: BadInput) -> Message:
    """Say why a command (``about`` is its kind) of a run was refused; `problem` gets the sentence back."""
    return _message("bad", run=run, about=about, template=problem.template, values=problem.values)


def changed(run: int, update: int, field: str, value: object, before: float | None = None) -> Message:
    """Say that a live field was changed, and after how many updates: what repeats the run needs to know.

    Of a weight also what it was ``before``.
    """
    return _message("changed", run=run, update=update, field=field, value=value, before=before)


def diverged(run: int, *, update: int, restored: int, array: str, step: int, problem: BadInput) -> Message:
    """Say that the loss of an update was NaN or infinite.

    Training has stopped, and the weights are those after update ``restored``. ``array`` and ``step``
    are the first that went wrong (step -1: before any, a parameter).
    """
    return _message(
        "diverged", run=run, update=update, restored=restored, array=array, step=step,
        template=problem.template, values=problem.values,
    )


def crashed(traceback: str) -> Message:
    """Say what the engine dies of."""
    return _message("crashed", traceback=traceback)


def trace_to_message(
    trace: Trace, probe_seconds: float, unfit: Mapping[Operation, BadInput] = MappingProxyType({}),
    watch: Iterable[str] = (),
) -> Message:
    """Send a trace, with the key of each recurrent scope's cell.

    Of an operated trace, those arrays of the untouched one come along that differ. ``unfit`` says which of the
    pull's operations make no sense here, ``watch`` which patterns it asked for.
    """
    plain = trace.untouched
    beside = {} if plain is None else {f"{UNTOUCHED}{n}": plain[n] for n in plain if not _same(plain[n], trace.get(n))}
    return _message(
        "trace", {**trace.arrays, **beside}, run=trace.run, number=trace.number, update=trace.update, path=trace.path,
        cells={scope: info.key for scope, info in trace.cells.items()}, probe_seconds=probe_seconds,
        watch=list(watch), operated=[operation.model_dump(mode="json") for operation in trace.operated],
        untouched=None if plain is None else [plain.path, sorted(plain)],
        unfit=[
            {"operation": one.model_dump(mode="json"), "template": why.template, "values": why.values}
            for one, why in unfit.items()
        ],
    )


def _same(one: Array, other: Array | None) -> bool:
    """Tell whether two arrays are the same bit for bit."""
    if other is None or (one.shape, one.dtype) != (other.shape, other.dtype):
        return False
    return one is other or one.tobytes() == other.tobytes()


# --- what the other side makes of them


def message_to_trace(message: Message, cells: Mapping[str, CellInfo]) -> Trace:
    """Return the trace of a ``trace`` message; its arrays are the message's own.

    Parameters
    ----------
    message : Message
    cells : mapping of str to CellInfo
        Every known cell by its key.

    Raises
    ------
    KeyError
        A cell that is not known: the two sides are of different versions.
    """
    header = message.header
    arrays = {name: array for name, array in message.arrays.items() if not name.startswith(UNTOUCHED)}
    watched = frozenset(header.get("watch", ()))
    of = {"run": header["run"], "number": header["number"], "update": header["update"], "watched": watched}
    infos = {scope: cells[key] for scope, key in header["cells"].items()}
    untouched = None
    if header["untouched"] is not None:
        path, names = header["untouched"]
        beside = {name: message.arrays.get(f"{UNTOUCHED}{name}", arrays.get(name)) for name in names}
        held = {name: array for name, array in beside.items() if array is not None}
        untouched = Trace(**of, path=path, cells=infos, arrays=held, beside=True)
    operated = tuple(Operation.model_validate(each) for each in header["operated"])
    return Trace(**of, path=header["path"], arrays=arrays, cells=infos, operated=operated, untouched=untouched)


def unfit(header: Header) -> dict[Operation, BadInput]:
    """Return which operations of the pull make no sense, as a ``trace`` message says."""
    return {
        Operation.model_validate(each["operation"]): BadInput(each["template"], **each["values"])
        for each in header["unfit"]
    }


def problem(header: Header) -> BadInput:
    """Return the sentence of a ``bad`` or ``diverged`` message, as a template and its values."""
    return BadInput(header["template"], **header["values"])


def remarks(header: Header) -> tuple[Remark, ...]:
    """Return what a ``started`` message says of the weights."""
    return tuple(
        Remark(BadInput(each["template"], **each["values"]), warning=each["warning"]) for each in header["remarks"]
    )


def devices(header: Header) -> list[DeviceInfo]:
    """Return the devices of a ``ready`` message."""
    return [DeviceInfo(**device) for device in header["devices"]]


def columns(rows: Sequence[Mapping[str, float]]) -> dict[str, Array]:
    """Return rows as float64 columns of equal length, NaN where a row lacks a name."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: np.array([row.get(name, np.nan) for row in rows], np.float64) for name in names}


def _message(kind: str, arrays: Mapping[str, Array] | None = None, /, **fields: Any) -> Message:
    return Message({"kind": kind, **fields}, arrays or {})
