"""``rnnviz compare``: several models on one task, over seeds; leaves a table and curves."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnnviz import startup
from rnnviz.atomic import write_text
from rnnviz.cli.folder import folder_name, prepared
from rnnviz.cli.interruption import Interruption
from rnnviz.cli.parser import Command
from rnnviz.cli.progress import Progress
from rnnviz.errors import BadInput

if TYPE_CHECKING:
    from rnnviz.comparison import Comparison
    from rnnviz.engine.comparing import Outcome

Row = dict[str, Any]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is compared, and where to."""
    parser.add_argument("comparison", metavar="NAME|FILE", help="a comparison's name, or its TOML file")
    parser.add_argument("--seeds", metavar="A,B,...", help="other seeds than those of the comparison")
    parser.add_argument("--updates", metavar="N", help="other updates a run than those of the comparison")
    parser.add_argument("--out", metavar="DIR", help="folder of the files (default: runs/compare-NAME)")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")


def main(given: argparse.Namespace) -> int:
    """Run every case, and write what came of it."""
    from rnnviz.comparison import load_comparison, to_toml

    comparison = load_comparison(given.comparison)
    changes: dict[str, object] = {}
    if given.seeds is not None:
        changes["seeds"] = tuple(_whole("--seeds", word) for word in given.seeds.split(","))
    if given.updates is not None:
        changes["updates"] = _whole("--updates", given.updates)
    comparison = comparison.model_copy(update=changes)
    startup.load_torch()
    from rnnviz.engine.allocator import keep_freed_memory

    keep_freed_memory()
    out = Path(given.out) if given.out else Path("runs") / folder_name(f"compare-{comparison.name}")
    folder = prepared(out, ("comparison.toml", "table.csv", "runs.csv", "curves.csv"))
    outcomes, whole = _run(comparison)
    rows = table(comparison, outcomes)
    write_text(folder / "comparison.toml", to_toml(comparison))
    write_text(folder / "table.csv", _csv(rows))
    write_text(folder / "runs.csv", _csv(_runs(outcomes)))
    write_text(folder / "curves.csv", _csv(_curves(outcomes)))
    if given.json:
        report = {"name": comparison.name, "measure": comparison.measure, "table": [_plain(row) for row in rows]}
        sys.stdout.write(json.dumps(report, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        files = [folder / name for name in ("table.csv", "runs.csv", "curves.csv", "comparison.toml")]
        sys.stdout.write("\n".join([*in_words(comparison, rows), *map(str, files)]) + "\n")
    return 0 if whole else 130


def _run(comparison: Comparison) -> tuple[list[Outcome], bool]:
    """Return the outcomes, and whether all of them are there: an interruption keeps those of the runs that ended."""
    from rnnviz.engine.comparing import compare

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


def table(comparison: Comparison, outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row for each model and value: the measure's mean, lowest and highest, parameters, updates, seconds."""
    from rnnviz.measures.spread import spread

    groups: dict[tuple[str, object], list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault((each.label, each.value), []).append(each)
    varied = comparison.against.field if comparison.against else ""
    rows = []
    for (label, value), runs in groups.items():
        found = spread([run.measure for run in runs])
        rows.append({
            "model": label, **({varied: value} if varied else {}), f"{comparison.measure}_mean": found.mean,
            f"{comparison.measure}_low": found.low, f"{comparison.measure}_high": found.high,
            "seeds": len(runs), "diverged": found.missing, "parameters": runs[0].parameters,
            "updates": max(run.updates for run in runs), "seconds": sum(run.seconds for run in runs) / len(runs),
        })  # fmt: skip
    return rows


def in_words(comparison: Comparison, rows: Sequence[Row]) -> list[str]:
    """Return the table as lines of text, models down, values across."""
    measure = comparison.measure
    values = list(dict.fromkeys(row.get(comparison.against.field) for row in rows)) if comparison.against else [None]
    head = ["model", "parameters", *(f"{value}" if comparison.against else measure for value in values), "seconds"]
    lines = [head]
    for label in dict.fromkeys(row["model"] for row in rows):
        own = [row for row in rows if row["model"] == label]
        cells = [_figure(row, measure) for row in own]
        lines.append([label, f"{own[0]['parameters']:,}", *cells, f"{max(row['seconds'] for row in own):.1f}"])
    widths = [max(len(line[place]) for line in lines if place < len(line)) for place in range(len(head))]
    title = comparison.title or comparison.name
    what = f"{measure}, mean (lowest to highest) over {len(comparison.seeds)} seeds"
    across = f"; across: {comparison.against.field}" if comparison.against else ""
    return [f"{title}: {what}{across}", *("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)]


def _figure(row: Row, measure: str) -> str:
    mean, low, high = (row[f"{measure}_{name}"] for name in ("mean", "low", "high"))
    return "diverged" if math.isnan(mean) else f"{mean:.3f} ({low:.3f} to {high:.3f})"


def _runs(outcomes: Iterable[Outcome]) -> list[Row]:
    outcomes = list(outcomes)
    names = dict.fromkeys(name for each in outcomes for name in each.scores)
    return [
        {name: value for name, value in vars(each).items() if name not in ("curve", "scores")}
        | {f"validation_{name}": each.scores.get(name, "") for name in names}
        for each in outcomes
    ]


def _curves(outcomes: Iterable[Outcome]) -> list[Row]:
    return [
        {"label": each.label, "value": each.value, "seed": each.seed, "update": update, "measure": measure}
        for each in outcomes
        for update, measure in each.curve
    ]


def _csv(rows: Sequence[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["model"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _plain(row: Row) -> Row:
    return {name: None if isinstance(v, float) and not math.isfinite(v) else v for name, v in row.items()}


def _whole(option: str, word: str) -> int:
    if not word.strip().isdecimal():
        raise BadInput("{field} must be {wanted}, got {value}", field=option, wanted="a whole number", value=word)
    return int(word)


COMMAND = Command(
    name="compare",
    purpose="Train several models on the same batches, over seeds, and write a table and curves.",
    epilog="Written are table.csv, runs.csv, curves.csv and comparison.toml.",
    arguments=arguments,
    main=main,
)
