from __future__ import annotations

import subprocess
import sys

import pytest

from rnnviz.views import VIEWS
from rnnviz.views.base import View
from rnnviz.views.later import Later, is_loaded

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


def test_a_window_is_imported_without_the_docks_that_it_opens_without() -> None:
    """Nor with what only some dialogs need."""
    code = (
        "import sys, rnnviz.app.window_entry; from rnnviz.views import VIEWS; from rnnviz.views.later import Later;"
        "print([k.key for k in VIEWS.values() if isinstance(k, Later) and f'rnnviz.views.{k.module}' in sys.modules],"
        "'rnnviz.app.compare.window' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]
