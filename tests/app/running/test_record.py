from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from tests.app.driving import LONG, edit, trace


def test_a_run_with_live_changes_is_repeated_bit_for_bit_from_the_file_it_was_saved_to(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    run = resting.link.run
    assert run is not None
    resting.player.set_training(True)
    for path, value in (("training.learning_rate", 0.004), ("training.clip.max_norm", 0.3), ("training.batch_size", 7)):
        here = run.update
        qtbot.waitUntil(lambda here=here: run.update > here + 15, timeout=LONG)  # type: ignore[misc]
        edit(resting, path, value)
    here = run.update
    qtbot.waitUntil(lambda: run.update > here + 15, timeout=LONG)
    resting.player.pause()
    qtbot.waitUntil(lambda: run.snapshot_update == run.update == trace(resting).update, timeout=LONG)
    file = tmp_path / "saved.toml"
    resting.documents.save_experiment(str(file))
    saved = load(str(file))
    assert saved.training.updates == run.update
    assert [change.field for change in saved.change] == [
        "training.learning_rate", "training.clip.max_norm", "training.batch_size",
    ]
    assert saved.record["torch"] == torch.__version__
    threads = torch.get_num_threads()
    again = Run(saved)
    while again.updates < saved.training.updates:
        again.update()
    torch.set_num_threads(threads)
    assert run.snapshot is not None
    for name, array in again.snapshot().items():
        if name.startswith(("model/", "optimizer/")):
            np.testing.assert_array_equal(array, run.snapshot[name], err_msg=name)


def test_before_the_engine_has_a_model_the_recipe_itself_is_saved(resting: MainWindow, tmp_path: Path) -> None:
    from rnnviz.app.running.engine_link import EngineLink
    from rnnviz.app.running.record import as_saved
    from tests.app.fake_engine import FakeEngine

    recipe = load("hello-rnn")
    assert as_saved(recipe, EngineLink(FakeEngine())) == recipe
