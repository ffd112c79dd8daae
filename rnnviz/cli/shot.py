"""``rnnviz shot``: a picture of the window after some training, with or without a display."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from rnnviz import startup
from rnnviz.cli.folder import check_writable
from rnnviz.cli.parser import Command
from rnnviz.cli.progress import Progress
from rnnviz.cli.resuming import is_session


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is shown, when in its training, and how it looks."""
    parser.add_argument("experiment", metavar="NAME|FILE", help="an experiment's name, its TOML file, or a session")
    parser.add_argument(
        "--updates", metavar="N",
        help="updates before the picture (default: the experiment's own; none more for a session)",
    )
    parser.add_argument(
        "--moment", metavar="T", type=int, help="step that the cursor is on (default: the last, or the session's)"
    )
    parser.add_argument("--size", metavar="WxH", type=size, default=(1600, 1000), help="default: 1600x1000")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="default: light")
    parser.add_argument("--language", choices=("en", "ko"), default="en", help="default: en")
    parser.add_argument("--views", metavar="A,B,...", type=keys, help="show these views alone (rnnviz list views)")
    parser.add_argument("--out", metavar="FILE.png", required=True, type=picture, help="where the picture is written")


def main(given: argparse.Namespace) -> int:
    """Train, and write the picture."""
    from rnnviz.catalogue import changed, load
    from rnnviz.experiment import Experiment
    from rnnviz.toml_file import parse_set

    updates = [] if given.updates is None else [f"training.updates={given.updates}"]
    experiment = None if is_session(given.experiment) else load(given.experiment, updates)
    check_writable(given.out.parent)
    startup.check_torch()
    startup.check_qt()
    from rnnviz.app.changing.stored import read
    from rnnviz.app.shooting import EngineFailed, shoot

    what = experiment or read(Path(given.experiment).absolute())
    if isinstance(what, Experiment):
        total, name = what.training.updates, what.name
    else:
        name, wanted = what.run.experiment.name, parse_set(f"updates={given.updates or 0}")[1]
        total = max(what.run.update, changed(what.run.experiment, {"training.updates": wanted}).training.updates)
    try:
        with Progress(total, name) as progress:
            shoot(
                what, updates=total, moment=given.moment, size=given.size, theme=given.theme,
                language=given.language, views=given.views, out=given.out, progress=progress.reach,
            )
    except (EngineFailed, KeyboardInterrupt) as problem:
        sys.stderr.write(f"rnnviz: {str(problem) or 'interrupted'}; the window as it was then: {given.out}\n")
        return 1 if isinstance(problem, EngineFailed) else 130
    sys.stdout.write(f"{given.out}\n")
    return 0


def size(words: str) -> tuple[int, int]:
    """Read 1600x1000."""
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", words)
    if found is None:
        raise argparse.ArgumentTypeError(f"a size is WIDTHxHEIGHT in pixels, 1600x1000, got {words!r}")
    return int(found[1]), int(found[2])


def keys(words: str) -> tuple[str, ...]:
    """Read keys with commas between them."""
    return tuple(key.strip().removeprefix("view.") for key in words.split(",") if key.strip())


def picture(words: str) -> Path:
    """Read the name of a PNG file in a folder that is there."""
    path = Path(words)
    if not words.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(f"a picture's name must end in .png, got {words!r}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{words} is a folder")
    return path


COMMAND = Command(
    name="shot", purpose="Train an experiment and write a picture of the window.", arguments=arguments, main=main
)
