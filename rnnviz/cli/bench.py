"""``rnnviz bench``: how fast it is here, as ratios to a baseline measured in the same run."""

from __future__ import annotations

import argparse
import os

from rnnviz import startup
from rnnviz.cli.parser import Command


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form of the result."""
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")


def main(given: argparse.Namespace) -> int:
    """Measure, and print the figures."""
    startup.check_torch()
    startup.check_qt()
    if startup.display_available():
        startup.check_display()
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from rnnviz.bench.report import main as measure

    return measure(as_json=given.json)


COMMAND = Command(name="bench", purpose="Measure how fast it is here.", arguments=arguments, main=main)
