"""Who imports what: the contracts of pyproject.toml, and what is loaded in fact."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import rnnviz

ROOT = Path(rnnviz.__file__).parent.parent

LOADED = {
    "the window": ("import rnnviz.app.window_entry, rnnviz.app.shooting, rnnviz.views", {"torch", "safetensors"}),
    "the link": ("import rnnviz.link.child", {"torch", "rnnviz.engine"}),
    "the engine": (
        "import rnnviz.engine.serving.server, rnnviz.engine.training.record", {"PySide6", "pyqtgraph", "rnnviz.app"}
    ),
    "weights": ("import rnnviz.weights", {"torch", "PySide6", "safetensors", "rnnviz.cells"}),
    "messages": ("import rnnviz.link.messages", {"torch", "PySide6"}),
    "experiments": ("import rnnviz.catalogue", {"torch", "PySide6", "safetensors"}),
    "the program": ("import rnnviz.__main__, rnnviz.cli", {"torch", "PySide6", "numpy", "pydantic", "rnnviz.app"}),
}


@pytest.mark.parametrize("part", LOADED)
def test_a_part_loads_without_what_it_must_not_need(part: str) -> None:
    code, unwanted = LOADED[part]
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], cwd=ROOT, capture_output=True, text=True,
        check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert not unwanted & set(done.stdout.split())


def test_the_import_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", cache_dir=None, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
