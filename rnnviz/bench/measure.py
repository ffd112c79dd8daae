"""One measurement in a process of its own: ``python -m rnnviz.bench.measure NAME`` prints its figures as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping

from rnnviz.bench import (  # none of them imports what it is to measure
    bare,
    contestant,
    engine,
    heads,
    texts,
    torch_alone,
    window,
)

SECONDS = 15.0
KEYS = 200
PAINTS = 10_000

MEASUREMENTS: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "bare_paints": lambda: bare.eight_plots(SECONDS, window.WIDTH, window.HEIGHT),
    "bare_start": bare.one_plot,
    "torch_start": lambda: torch_alone.import_and_pass(window.NAME, window.SETS),
    "training_alone": lambda: contestant.alone(window.NAME, window.SETS),
    "start": window.start,
    "training": contestant.window,
    "training_all": lambda: contestant.window(everything=True),
    "keys": lambda: window.keys(KEYS),
    "probe_lstm": engine.probe_lstm,
    "probe_others": engine.probe_others,
    "batch": engine.batch,
    "learning_step": engine.training,
    "unwatched": engine.unwatched,
    "flow": engine.flow,
    "long": engine.long,
    "cuda": engine.cuda,
    "text": texts.paint,
    "hunt": texts.hunt,
    "heads": heads.paint,
    "memory": lambda: window.memory(PAINTS),
}


def main() -> int:
    """Measure what the command line names."""
    sys.stdout.write(json.dumps(MEASUREMENTS[sys.argv[1]]()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
