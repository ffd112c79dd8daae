"""``rnnviz run``: an experiment without a window; leaves the four files of the contract."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from rnnviz import startup
from rnnviz.cli.folder import folder_name, prepared
from rnnviz.cli.learning import learn
from rnnviz.cli.parser import Command
from rnnviz.cli.report import sentence, summary

SHORTHANDS = {"updates": "training.updates", "device": "device", "seed": "seed"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is run, how, and where to."""
    parser.add_argument("experiment", metavar="NAME|FILE", help="an experiment's name, or its TOML file")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another value of a field: cell.hidden_size=32"
    )
    parser.add_argument("--updates", metavar="N", help="how many updates; 0 leaves the weights as they start")
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
    from rnnviz.catalogue import load

    short = [f"{path}={getattr(given, name)}" for name, path in SHORTHANDS.items() if getattr(given, name) is not None]
    experiment = load(given.experiment, [*given.set, *short])
    startup.load_torch()
    from rnnviz.engine import record
    from rnnviz.engine.allocator import keep_freed_memory
    from rnnviz.engine.names import names_of
    from rnnviz.engine.run import Run
    from rnnviz.trace import wanted

    keep_freed_memory()
    run = Run(experiment)
    watch = tuple(name.strip() for name in given.watch.split(",") if name.strip())
    if watch:  # what the model does not have is said now, not after the training
        run.watch(watch)
        found = [*run.probe(watch).arrays, *run.probe_maker.asked(watch)]  # some come with the first update alone
        for pattern in watch:
            if not wanted(found, [pattern]):
                raise names_of(run.learner.model).unknown(pattern)
    folder = prepared(Path(given.out) if given.out else Path("runs") / folder_name(experiment.name))
    warn_of_other_data(experiment.record, run.task.data_sha256)
    for remark in run.remarks:
        if remark.warning or not given.quiet:
            sys.stderr.write(f"rnnviz: {'warning' if remark.warning else 'note'}: {remark.words}\n")

    outcome = learn(run, experiment.training.updates, given.quiet)
    files = record.write(folder, run, outcome.rows, watch)
    if given.json:
        sys.stdout.write(json.dumps(summary(run, outcome, files), ensure_ascii=False, allow_nan=False) + "\n")
    elif not given.quiet:
        sys.stdout.write("\n".join([sentence(run, outcome), *map(str, files)]) + "\n")
    if outcome.failure:
        sys.stderr.write(f"rnnviz: {outcome.failure}\n")
    return outcome.code


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
    purpose="Train an experiment without a window, and write what came of it.",
    epilog="Written are experiment.toml, weights.safetensors, metrics.csv and trace.npz.",
    arguments=arguments,
    main=main,
)
