from __future__ import annotations

import subprocess
import sys

import pytest

from rnnviz.views import VIEWS
from rnnviz.views.base import View
from rnnviz.views.later import Later, is_loaded

DIALOGS = {
    "rnnviz.app.compare.window", "rnnviz.app.comparisons.window", "rnnviz.app.export.sheet",
    "rnnviz.app.hands.keys_sheet", "rnnviz.app.opened.series_dialog", "rnnviz.app.verify.verify_dialog",
    "rnnviz.comparison", "rnnviz.data_file", "tomlkit",
}
LATER = {key: kind for key, kind in VIEWS.items() if isinstance(kind, Later)}


@pytest.mark.parametrize("key", list(LATER))
def test_what_is_said_before_it_is_loaded_is_what_the_class_says(key: str) -> None:
    later = LATER[key]
    kind = later.kind
    assert issubclass(kind, View)
    said = (later.key, later.title, later.place, later.group, later.at_first)
    assert said == (kind.key, kind.title, kind.place, kind.group, kind.at_first)
    assert later.key == key
    assert later.purpose == kind.purpose
    assert is_loaded(later)


def test_every_dock_may_be_loaded_later() -> None:
    assert all(isinstance(kind, Later) == (kind.place == "dock") for kind in VIEWS.values())


def test_a_window_is_imported_without_any_dock() -> None:
    """Nor with what only some dialogs need, or who saves."""
    code = (
        "import sys, rnnviz.app.window_entry; from rnnviz.views import VIEWS; from rnnviz.views.later import Later;"
        "print([k.key for k in VIEWS.values() if isinstance(k, Later) and f'rnnviz.views.{k.module}' in sys.modules],"
        f"sorted({DIALOGS!r} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]
