"""``rnnviz compare``: several models on one task, over seeds; leaves a table and curves."""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rnnviz import startup
from rnnviz.atomic import write_text
from rnnviz.cli.folder import folder_name, prepared
from rnnviz.cli.interruption import Interruption
from rnnviz.cli.parser import Command
from rnnviz.cli.progress import Progress
from rnnviz.errors import BadInput

if TYPE_CHECKING:
    from rnnviz.compared import Row
    from rnnviz.comparison import Comparison, Outcome


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is compared, and where to."""
    parser.add_argument("comparison", metavar="NAME|FILE", help="a comparison's name, or its TOML file")
    parser.add_argument("--seeds", metavar="A,B,...", help="other seeds than those of the comparison")
    parser.add_argument("--updates", metavar="N", help="other updates a run than those of the comparison")
    parser.add_argument("--out", metavar="DIR", help="folder of the files (default: runs/compare-NAME)")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")


def main(given: argparse.Namespace) -> int:
    """Run every case, and write what came of it."""
    from rnnviz.compared import as_csv, curves, in_words, missing, runs, stopped_words, table
    from rnnviz.comparison import MOST_UPDATES, cases, load_comparison, to_toml
    from rnnviz.experiment import LARGEST_SEED

    comparison = load_comparison(given.comparison)
    changes: dict[str, object] = {}
    if given.seeds is not None:
        changes["seeds"] = tuple(_whole("--seeds", word, 0, LARGEST_SEED) for word in given.seeds.split(","))
    if given.updates is not None:
        changes["updates"] = _whole("--updates", given.updates, 1, MOST_UPDATES)
    comparison = comparison.model_copy(update=changes)
    cases(comparison)
    startup.load_torch()
    from rnnviz.engine.machine.allocator import keep_freed_memory

    keep_freed_memory()
    out = Path(given.out) if given.out else Path("runs") / folder_name(f"compare-{comparison.name}")
    folder = prepared(out, ("comparison.toml", "table.csv", "runs.csv", "curves.csv"))
    outcomes, whole = _run(comparison)
    rows = table(comparison, outcomes)
    write_text(folder / "comparison.toml", to_toml(comparison))
    write_text(folder / "table.csv", as_csv(rows))
    write_text(folder / "runs.csv", as_csv(runs(outcomes)))
    write_text(folder / "curves.csv", as_csv(curves(outcomes)))
    if given.json:
        plain = [_plain(row) for row in rows]
        report: dict[str, object] = {"name": comparison.name, "measure": comparison.measure, "table": plain}
        total, lacking = missing(comparison, outcomes)
        if lacking:
            report["stopped"] = {"ended": len(outcomes), "of": total, "missing": [str(each) for each in lacking]}
        sys.stdout.write(json.dumps(report, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        files = [folder / name for name in ("table.csv", "runs.csv", "curves.csv", "comparison.toml")]
        stopped = stopped_words(comparison, outcomes)
        lines = [*in_words(comparison, rows), *([stopped] if stopped else []), *map(str, files)]
        sys.stdout.write("\n".join(lines) + "\n")
    return 0 if whole else 130


def _run(comparison: Comparison) -> tuple[list[Outcome], bool]:
    """Return the outcomes, and whether all of them are there: an interruption keeps those of the runs that ended."""
    from rnnviz.engine.comparing.runs import compare

    parts = compare(comparison)
    ended: list[Outcome] = []
    with Interruption() as interruption, Progress(0, f"compare {comparison.name}") as progress:
        try:
            while not interruption.asked:
                at = next(parts)
                if at.outcome is not None:
                    ended.append(at.outcome)
                where = "" if at.case.value is None else f" at {at.case.value}"
                progress.reach(at.done, at.total, f"{at.case.label}{where}, seed {at.case.seed}")
        except StopIteration:
            return ended, True
    return ended, False


def _plain(row: Row) -> Row:
    return {name: None if isinstance(v, float) and not math.isfinite(v) else v for name, v in row.items()}


def _whole(option: str, word: str, low: int, high: int) -> int:
    """Return the whole number of a word; BadInput where it is none, or out of its range."""
    if not re.fullmatch(r"\s*[+-]?[0-9]{1,4000}\s*", word):
        raise BadInput("{field} must be {wanted}, got {value}", field=option, wanted="a whole number", value=word)
    found = int(word)
    if not low <= found <= high:
        raise BadInput(
            "{field} must be between {low} and {high}, got {value}", field=option, low=low, high=high, value=found
        )
    return found


COMMAND = Command(
    name="compare",
    purpose="Train several models on the same batches, over seeds, and write a table and curves.",
    epilog="Written are table.csv, runs.csv, curves.csv and comparison.toml.",
    arguments=arguments,
    main=main,
)
