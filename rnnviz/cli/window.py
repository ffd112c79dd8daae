"""``rnnviz [NAME|FILE]``: opens the window; without a display, trains and leaves a picture of it."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Mapping
from pathlib import Path

import rnnviz
from rnnviz import startup
from rnnviz.cli.parser import Command
from rnnviz.cli.resuming import is_session
from rnnviz.errors import BadInput


def command(others: Mapping[str, Command]) -> Command:
    """Return the command without a name, whose help lists the others."""

    def main(given: argparse.Namespace) -> int:
        return open_or_draw(given.experiment, others)

    width = max(map(len, others))
    listed = "\n".join(f"  rnnviz {name.ljust(width)}  {other.purpose}" for name, other in others.items())
    return Command(
        name="",
        purpose="See recurrent and attention networks think and learn, step by step.",
        arguments=arguments,
        main=main,
        epilog=f"further commands, each with --help:\n{listed}",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is opened."""
    parser.add_argument("--version", action="version", version=f"rnnviz {rnnviz.__version__}")
    parser.add_argument(
        "experiment", nargs="?", metavar="NAME|FILE",
        help="open the window on an experiment (default: python-lstm) or a session (.rnnviz)",
    )


def open_or_draw(name: str | None, commands: Mapping[str, Command]) -> int:
    """Open the window, or leave its picture where there is no display."""
    from rnnviz.catalogue import DEFAULT, load

    name = name or DEFAULT
    if is_session(name):
        return _open_or_draw_session(name)
    try:
        experiment = load(name)
    except BadInput as problem:
        raise misspelt(name, commands) or problem from None
    startup.check_torch()
    startup.check_qt()
    if not startup.display_available():
        from rnnviz.cli.headless import draw

        return draw(experiment, name)
    startup.check_display()
    from rnnviz.app import run_window

    return run_window(experiment)


def _open_or_draw_session(name: str) -> int:
    """Open the window on a session, or leave its picture where there is no display."""
    startup.check_torch()
    startup.check_qt()
    from rnnviz.app.changing.stored import read

    stored = read(Path(name).absolute())
    if not startup.display_available():
        from rnnviz.cli.headless import draw

        return draw(stored, name)
    startup.check_display()
    from rnnviz.app import run_window

    return run_window(stored)


def is_named(word: str) -> bool:
    """Return whether a first word is an option, or names an experiment or a file, there or not."""
    from rnnviz.catalogue import presets

    return word.startswith("-") or word in presets() or Path(word).name != word or Path(word).suffix != ""


def misspelt(name: str, commands: Mapping[str, Command]) -> BadInput | None:
    """Return the sentence on a name that is nearly a command's."""
    close = difflib.get_close_matches(name, commands, n=1, cutoff=0.6)
    if not close:
        return None
    return BadInput("unknown command or experiment {name}: did you mean rnnviz {nearest}?", name=name, nearest=close[0])
