"""What is imported with nothing read is there as ever, and its source can be read after."""

from __future__ import annotations

import importlib
import inspect
import linecache
import sys
from pathlib import Path

import pytest

from rnnviz.unread import unread


def test_a_module_is_imported_and_its_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "imported_unread.py").write_text("from PySide6.QtCore import QObject\nnumber = 7\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    before = inspect.getsource
    with unread():
        imported_unread = importlib.import_module("imported_unread")
    try:
        assert imported_unread.number == 7
        assert not [file for file in linecache.cache if file.endswith("imported_unread.py")]
        assert inspect.getsource is before
        assert "number = 7" in inspect.getsource(imported_unread)
    finally:
        del sys.modules["imported_unread"]


def test_sources_of_classes_and_functions_are_read_inside_too() -> None:
    with unread():
        assert "def unread" in inspect.getsource(unread)
    with pytest.raises(ValueError, match="inside"), unread():
        raise ValueError("inside")
    assert "tenth of the time" in inspect.getsource(sys.modules["rnnviz.unread"])
