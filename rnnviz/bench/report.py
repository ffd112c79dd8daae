"""Runs the measurements, each in a fresh process and in turn with its baseline, and prints the ratios."""

from __future__ import annotations

import compileall
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import rnnviz
from rnnviz.bench import engine_rows, slices
from rnnviz.bench.row import Row
from rnnviz.errors import BadInput

ROUNDS = 3
SIDES = ("training_alone", "training", "training_all")
"""What trains side by side: without a window, with one, with one that shows every view."""
Figures = Mapping[str, float]
Sides = Mapping[str, slices.Side]


def main(as_json: bool) -> int:
    """Measure and print; 0 where everything was measured, whatever the figures."""
    table = measure(lambda name: sys.stderr.write(f"measuring {name} …\n") if sys.stderr.isatty() else None)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    if as_json:
        sys.stdout.write(json.dumps({"machine": machine, "rows": [asdict(row) for row in table]}) + "\n")
        return 0
    sys.stdout.write(f"{machine}\n")
    for row in table:
        mark = "  " if not row.goal else "ok" if row.kept else "NO"
        sys.stdout.write(f"{mark}  {row.what:<62} {row.figure:7.2f}  {row.goal:<10} {row.information}\n")
    return 0


def measure(say: Callable[[str], object]) -> list[Row]:
    """Return the rows: the engine's part, and the window's.

    Baseline and measurement run in turn, the window's `ROUNDS` times in processes of their own, the engine's
    within one; the figure is the median of the pairs' ratios. What trains runs in slices of a second or so, see
    `rnnviz.bench.slices`. The program's files are compiled before, as an installation leaves them and those of its
    baselines, whatever the environment says of writing bytecode.
    """
    compileall.compile_dir(Path(rnnviz.__file__).parent, quiet=2)
    engine: dict[str, Figures] = {}
    for name in engine_rows.MEASURED:
        say(name)
        engine[name] = run(name)
    rounds: dict[str, list[Figures]] = {}
    sides: list[Sides] = []
    for _ in range(ROUNDS):
        for name in ("bare_start", "start", "torch_start", "bare_paints", "keys"):
            say(name)
            rounds.setdefault(name, []).append(run(name))
        say(", ".join(SIDES))
        sides.append(slices.side_by_side(SIDES))
    for name in ("text", "hunt", "heads", "memory"):
        say(name)
        rounds[name] = [run(name)]
    return [*engine_rows.rows(engine), *rows(rounds, sides)]


def run(name: str) -> Figures:
    """Run one measurement in a fresh process, with settings of its own.

    Raises
    ------
    BadInput
        The measurement failed; the end of what it wrote is named.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "RNNVIZ_HOME": home}
        done = subprocess.run(
            [sys.executable, "-m", "rnnviz.bench.measure", name], capture_output=True, text=True, env=environment,
            check=False,
        )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise BadInput("the measurement {name} failed: {reason}", name=name, reason=last)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def rows(rounds: Mapping[str, list[Figures]], sides: Sequence[Sides]) -> list[Row]:
    """Return the table of the figures of each measurement, and of what trains side by side, round by round."""

    def of(name: str, key: str) -> list[float]:
        return [figures[key] for figures in rounds[name]]

    def seen(name: str, key: str) -> list[float]:
        return [each[name].figures[key] for each in sides]

    def speed(name: str) -> float:
        return statistics.median(pace for each in sides for pace in each[name].paces)

    def spread(found: slices.Share) -> str:
        return f"± {found.error:.3f}, rounds {found.lowest:.2f} to {found.highest:.2f}"

    def ratio(above: list[float], below: list[float]) -> float:
        return statistics.median(a / b for a, b in zip(above, below, strict=True))

    def middle(values: list[float]) -> float:
        return statistics.median(values)

    def row(what: str, figure: float, goal: str, kept: bool, information: str) -> Row:
        return Row(what=what, figure=figure, goal=goal, kept=kept, information=information)

    gap, bare = seen("training", "p99"), of("bare_paints", "p99")
    gaps = ratio(gap, bare)
    gap_open = seen("training_all", "p99")
    gaps_open = ratio(gap_open, bare)
    pace = slices.share(sides, "training", "training_alone")
    traces = middle(seen("training", "traces_per_second"))
    all_docks = slices.share(sides, "training_all", "training_alone")
    shown = ratio(of("start", "shown"), of("bare_start", "seconds"))
    first = ratio(of("start", "first_trace"), of("torch_start", "seconds"))
    key, one_gap = middle(of("keys", "p95")), middle(of("bare_paints", "p50"))
    text, hunt = rounds["text"][0], rounds["hunt"][0]
    heads = rounds["heads"][0]
    step = heads["p50"] / one_gap
    painted, hunted = text["p95"] / one_gap, hunt["hunt"] / hunt["sort"]
    memory = rounds["memory"][0]
    early, late, past = memory["early_mb"], memory["late_mb"], memory["past_mb"]
    return [
        row("gap between paints while training, p99 / bare window", gaps, "≤ 1.4", gaps <= 1.4,
            f"{middle(gap):.1f} ms against {middle(bare):.1f} ms; median {middle(seen('training', 'p50')):.1f} ms"),
        row("the same with every view open, in three columns", gaps_open, "≤ 1.6", gaps_open <= 1.6,
            f"{middle(gap_open):.1f} ms; median {middle(seen('training_all', 'p50')):.1f} ms"),
        row("updates a second with the window / without", pace.ratio, "≥ 0.88", pace.ratio >= 0.88,
            f"{spread(pace)}; {speed('training'):.1f}/s against {speed('training_alone'):.1f}/s"),
        row("the same with every view open", all_docks.ratio, "", True,
            f"{spread(all_docks)}; {speed('training_all'):.1f}/s, "
            f"{middle(seen('training_all', 'traces_per_second')):.1f} traces/s"),
        row("new traces a second while training", traces, "≥ 10", traces >= 10, ""),
        row("window on the screen / Qt, pyqtgraph and one plot", shown, "≤ 2.5", shown <= 2.5,
            f"{middle(of('start', 'shown')):.2f} s against {middle(of('bare_start', 'seconds')):.2f} s"),
        row("then the first trace / importing torch and one pass", first, "≤ 1.5", first <= 1.5,
            f"{middle(of('start', 'first_trace')):.2f} s against {middle(of('torch_start', 'seconds')):.2f} s"),
        row("key to painted step, p95, above one paint gap (ms)", key - one_gap, "≤ 10", key - one_gap <= 10,
            f"{key:.1f} ms; median {middle(of('keys', 'p50')):.1f} ms"),
        row("paint of a text of 100,000 characters, p95 / paint gap", painted, "≤ 0.5", painted <= 0.5,
            f"{text['p95']:.1f} ms, median {text['p50']:.1f} ms"),
        row("paint of a new trace of 16 heads × 512 × 512 / paint gap", step, "≤ 0.5", step <= 0.5,
            f"{heads['p50']:.1f} ms, p95 {heads['p95']:.1f} ms; a step of the cursor {heads['step']:.1f} ms"),
        row("unit hunt, 512 units × 100,000 characters / sorting each once", hunted, "≤ 5", hunted <= 5,
            f"{hunt['hunt']:.1f} s against {hunt['sort']:.1f} s"),
        row("memory of the window (MB)", late, "≤ 250", late <= 250,
            f"after {memory['paints']:,.0f} paints; {past:.0f} MB of it are past traces, their budget full"),
        row("memory growth over the last nine tenths of them (MB)", late - early, "≤ 5", late - early <= 5,
            f"{early:.1f} → {late:.1f} MB, {memory['updates']:,.0f} updates meanwhile"),
    ]
