"""``rnnviz list``: what there is to choose from."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from rnnviz import startup
from rnnviz.cli.parser import Command

Rows = list[dict[str, Any]]


def experiments() -> Rows:
    """Return the experiments that come with the program."""
    from rnnviz.catalogue import presets

    return [{"key": each.key, "title": each.title, "purpose": each.purpose} for each in presets().values()]


def comparisons() -> Rows:
    """Return the comparisons that come with the program."""
    from rnnviz.comparison import comparisons as known

    return [{"key": each.key, "title": each.title, "purpose": each.purpose} for each in known().values()]


def cells() -> Rows:
    """Return the cells."""
    from rnnviz.cells import CELLS

    return [{"key": key, "title": cell.info.title, "source": cell.info.source} for key, cell in CELLS.items()]


def tasks() -> Rows:
    """Return the tasks."""
    from rnnviz.tasks import TASKS

    return [
        {"key": key, "title": task.title, "purpose": task.purpose, "shape": task.shape} for key, task in TASKS.items()
    ]


def views() -> Rows:
    """Return the tracks and docks of the window, in its order."""
    startup.check_qt()
    from rnnviz.views import VIEWS

    return [
        {"key": key, "title": view.title, "place": view.place, "purpose": view.purpose} for key, view in VIEWS.items()
    ]


def actions() -> Rows:
    """Return the actions of the window, in the order of its menus."""
    startup.check_qt()
    from rnnviz.app.hands.actions import action_specs

    return [{"key": spec.key, "title": spec.title, "keys": list(spec.keys), "tip": spec.tip} for spec in action_specs()]


def devices() -> Rows:
    """Return the devices that this program knows, and why one is not available."""
    startup.load_torch()
    from rnnviz.engine.machine.devices import devices as known

    return [
        {"key": each.key, "title": each.title, "available": each.available, "reason": each.reason} for each in known()
    ]


LISTS: dict[str, Callable[[], Rows]] = {
    "experiments": experiments,
    "comparisons": comparisons,
    "cells": cells,
    "tasks": tasks,
    "views": views,
    "actions": actions,
    "devices": devices,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is listed."""
    parser.add_argument("what", choices=tuple(LISTS), metavar="WHAT", help=" | ".join(LISTS))
    parser.add_argument("--json", action="store_true", help="print a list of objects with key and title")


def main(given: argparse.Namespace) -> int:
    """Print the list."""
    rows = LISTS[given.what]()
    if given.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    widths = [max((len(str(row[name])) for row in rows), default=0) for name in ("key", "title")]
    for row in rows:
        words = [str(row["key"]).ljust(widths[0]), str(row["title"]).ljust(widths[1]), _rest(row)]
        sys.stdout.write("  ".join(words).rstrip() + "\n")
    return 0


def _rest(row: dict[str, Any]) -> str:
    """Return the one further thing that a person looks for: the reason, the keys, the purpose or the source."""
    if "keys" in row:
        return ", ".join(row["keys"])
    return str(row.get("reason") or row.get("purpose") or row.get("source") or "")


COMMAND = Command(name="list", purpose="List what there is to choose from.", arguments=arguments, main=main)
