"""``rnnviz run``: an experiment, or a session from where it was left, without a window; leaves four files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rnnviz import startup
from rnnviz.cli.folder import folder_name, prepared
from rnnviz.cli.learning import learn
from rnnviz.cli.parser import Command
from rnnviz.cli.report import sentence, summary
from rnnviz.cli.resuming import goal, is_session, live, resumed, rows, whole

if TYPE_CHECKING:
    from rnnviz.engine.training.run import Run

SHORTHANDS = {"updates": "training.updates", "device": "device", "seed": "seed"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is run, how, and where to."""
    parser.add_argument(
        "experiment", metavar="NAME|FILE",
        help="an experiment's name, its TOML file, or a session (.rnnviz), which goes on from where it was left",
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE",
        help="another value of a field: cell.hidden_size=32; of a session only what can be changed live",
    )
    parser.add_argument(
        "--updates", metavar="N",
        help="how many updates; 0 leaves the weights as they start; of a session those count that it has made "
        "(default: as many as the experiment says)",
    )
    parser.add_argument("--device", metavar="auto|cpu|cuda|mps", help="where the model runs")
    parser.add_argument("--seed", metavar="S", help="start of every random number")
    parser.add_argument("--out", metavar="DIR", help="folder of the four files (default: runs/NAME)")
    parser.add_argument(
        "--watch", default="", metavar="A,B,...", help="arrays to record beyond the default ones; * matches anything"
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")
    parser.add_argument("--quiet", action="store_true", help="print nothing but problems")


def main(given: argparse.Namespace) -> int:
    """Train, and write what came of it."""
    begin = _go_on if is_session(given.experiment) else _begin
    run, updates, before = begin(given)
    from rnnviz.engine.training import record
    from rnnviz.trace import wanted

    watch = tuple(name.strip() for name in given.watch.split(",") if name.strip())
    if watch:  # what the model does not have is said now, not after the training
        run.watch(watch)
        found = [*run.probe(watch).arrays, *run.probe_maker.asked(watch)]  # some come with the first update alone
        for pattern in watch:
            if not wanted(found, [pattern]):
                raise run.probe_maker.names.unknown(pattern)
    name = Path(given.experiment).stem if is_session(given.experiment) else run.experiment.name
    folder = prepared(Path(given.out) if given.out else Path("runs") / folder_name(name), record.FILES)
    say_remarks(run, given.quiet)
    outcome = learn(run, updates, given.quiet)
    outcome.rows[:0] = before
    files = record.write(folder, run, outcome.rows, watch)
    if given.json:
        sys.stdout.write(json.dumps(summary(run, outcome, files), ensure_ascii=False, allow_nan=False) + "\n")
    elif not given.quiet:
        sys.stdout.write("\n".join([sentence(run, outcome), *map(str, files)]) + "\n")
    if outcome.failure:
        sys.stderr.write(f"rnnviz: {outcome.failure}\n")
    return outcome.code


def _begin(given: argparse.Namespace) -> tuple[Run, int, list[dict[str, float]]]:
    """Return the run of an experiment, and how many updates it is to make."""
    from rnnviz.catalogue import load

    short = [f"{path}={getattr(given, name)}" for name, path in SHORTHANDS.items() if getattr(given, name) is not None]
    experiment = load(given.experiment, [*given.set, *short])
    startup.load_torch()
    from rnnviz.engine.machine.allocator import keep_freed_memory
    from rnnviz.engine.training.run import Run

    keep_freed_memory()
    run = Run(experiment)
    warn_of_other_data(experiment.record, run.task.data_sha256)
    return run, experiment.training.updates, []


def _go_on(given: argparse.Namespace) -> tuple[Run, int, list[dict[str, float]]]:
    """Return the run of a session where it was left, the update that it goes on to, and the rows that it has.

    Where something is set, what was changed after this update (the session was left in its past) does not come
    again: as in the window, another way begins here.
    """
    path = given.experiment
    session = whole(path)
    short = [f"{SHORTHANDS[name]}={getattr(given, name)}" for name in ("device", "seed") if getattr(given, name)]
    values, updates = live(path, session, [*given.set, *short]), goal(path, session, given.updates)
    startup.load_torch()
    from rnnviz.engine.machine.allocator import keep_freed_memory

    keep_freed_memory()
    experiment = session.experiment
    if values:
        made = tuple(change for change in experiment.change if change.update <= session.update)
        experiment = experiment.model_copy(update={"change": made})
    run = resumed(session, experiment)
    for field, value in values.items():
        run.change(field, value)
    warn_of_other_data(session.facts, run.task.data_sha256)
    return run, updates, rows(session.columns)


def say_remarks(run: Run, quiet: bool) -> None:
    """Say what is to be said of a run before it learns."""
    for remark in run.remarks:
        if remark.warning or not quiet:
            sys.stderr.write(f"rnnviz: {'warning' if remark.warning else 'note'}: {remark.words}\n")


def warn_of_other_data(record: Mapping[str, object], found: str) -> None:
    """Say where an experiment that was run before meets other data than then."""
    before = record.get("data_sha256", "")
    if before and before != found:
        sys.stderr.write(
            "rnnviz: warning: the data are not those of the recorded run, so its weights will not come out again "
            f"(SHA-256 {str(before)[:12]}… then, {found[:12]}… now)\n"
        )


COMMAND = Command(
    name="run",
    purpose="Train an experiment, or go on with a session, without a window, and write what came of it.",
    epilog="Written are experiment.toml, weights.safetensors, metrics.csv and trace.npz.",
    arguments=arguments,
    main=main,
)
