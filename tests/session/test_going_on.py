"""Saved in mid-training, opened in a new process, and gone on with: what comes out is what would have come out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rnnviz.catalogue import load as load_experiment
from rnnviz.engine.training.run import Run
from rnnviz.session import Session, save

SMALL = ["threads=1", "cell.hidden_size=12", "task.length=24", "training.batch_size=5"]
GO_ON = """
import sys
import numpy as np
from rnnviz.engine.training.run import Run
from rnnviz.session import load
session, damaged = load(sys.argv[1])
assert not damaged
run = Run(session.experiment)
run.restore(dict(session.snapshot))
assert run.updates == session.update == 37
rows = [run.update() for _ in range(100)]
np.savez(sys.argv[2], loss=[row["loss"] for row in rows], **run.snapshot())
"""


@pytest.mark.parametrize("preset", ["python-lstm", pytest.param("adding-lstm", marks=pytest.mark.soak)])
def test_a_hundred_updates_in_a_new_process_equal_the_uninterrupted_run_bit_for_bit(
    tmp_path: Path, preset: str
) -> None:
    sets = [*SMALL, "training.optimizer=adam"]
    run = Run(load_experiment(preset, sets))
    for _ in range(37):
        if run.updates == 20:
            run.change("training.learning_rate", 0.004)
        run.update()
    file, out = tmp_path / "a.rnnviz", tmp_path / "out.npz"
    save(file, Session(experiment=run.experiment, update=run.updates, snapshot=run.snapshot()))
    losses = [run.update()["loss"] for _ in range(100)]
    subprocess.run([sys.executable, "-c", GO_ON, str(file), str(out)], check=True, timeout=300)
    with np.load(out) as found:
        np.testing.assert_array_equal(found["loss"], losses)
        after = run.snapshot()
        assert set(found) == {*after, "loss"}
        for name, array in after.items():
            if name != "rest":  # holds a duration
                np.testing.assert_array_equal(found[name], array, err_msg=name)
