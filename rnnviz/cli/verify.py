"""``rnnviz verify``: are the numbers right? Each that is drawn, by independent routes, on the experiment at hand."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from rnnviz import startup
from rnnviz.cli.learning import Outcome, learn
from rnnviz.cli.parser import Command
from rnnviz.cli.progress import Progress
from rnnviz.cli.resuming import is_session, resumed, whole
from rnnviz.cli.run import SHORTHANDS, say_remarks, warn_of_other_data
from rnnviz.errors import BadInput

if TYPE_CHECKING:
    from rnnviz.session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is verified, and after how much training."""
    parser.add_argument("experiment", metavar="NAME|FILE", help="an experiment's name, its TOML file, or a session")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another value of a field: dtype=float64"
    )
    parser.add_argument(
        "--updates", metavar="N", default="0", help="updates before the numbers are verified (default: 0)"
    )
    parser.add_argument("--device", metavar="auto|cpu|cuda|mps", help="where the model runs")
    parser.add_argument("--seed", metavar="S", help="start of every random number")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")


def main(given: argparse.Namespace) -> int:
    """Make the checks, and print the table."""
    from rnnviz.catalogue import load

    short = [f"{path}={getattr(given, name)}" for name, path in SHORTHANDS.items() if getattr(given, name) is not None]
    told = bool(given.set or given.device or given.seed or given.updates != "0")
    session = _session(given.experiment, told) if is_session(given.experiment) else None
    experiment = load(given.experiment, [*given.set, *short]) if session is None else session.experiment
    startup.load_torch()
    from rnnviz.engine.training.run import Run
    from rnnviz.engine.verify import COUNT, verify
    from rnnviz.engine.verify.summary import report
    from rnnviz.link.checks import Check, failed, made, sentence, table

    run = Run(experiment) if session is None else resumed(session)
    if session is None:
        warn_of_other_data(experiment.record, run.task.data_sha256)
        outcome = learn(run, experiment.training.updates, quiet=False)
    else:
        warn_of_other_data(session.facts, run.task.data_sha256)
        say_remarks(run, quiet=False)
        outcome = Outcome()
    if outcome.failure:
        sys.stderr.write(f"rnnviz: {outcome.failure}\n")
    if outcome.code:
        return outcome.code
    checks: list[Check] = []
    with Progress(COUNT, f"verify {experiment.name}") as progress:
        for done, part in enumerate(verify(run), 1):
            checks += part
            progress.reach(done, COUNT)
    if given.json:
        sys.stdout.write(json.dumps(report(run, checks), ensure_ascii=False, allow_nan=False) + "\n")
    else:
        where = f"{experiment.name}, {run.updates} updates, {experiment.dtype} on {run.device}"
        sys.stdout.write("\n".join([where, *table(checks), sentence(checks)]) + "\n")
    return 0 if made(checks) and not failed(checks) else 1


def _session(path: str, told: bool) -> Session:
    """Return a session that is verified as it was left."""
    if told:
        raise BadInput("{file} is a session, which is verified as it was left: leave the settings out", file=path)
    return whole(path)


COMMAND = Command(
    name="verify",
    purpose="Check the numbers that are drawn: each by independent routes, on this experiment's model and data.",
    epilog="Exit code 0: all agree; 1: one differs. What a model does not have is not compared.",
    arguments=arguments,
    main=main,
)
