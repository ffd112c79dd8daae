from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from rnnviz.app.settings_store import SettingsStore, home


def test_what_is_put_is_there_at_the_next_start(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.put("theme", "dark")
    store.put("speed", 12.5)
    store.put("open", True)
    store.put("order", ["a", "b"])
    store.put("none", [])
    store.put("layout", QByteArray(b"\x00\x01\xff"))
    store.sync()
    again = SettingsStore(tmp_path)
    assert again.text("theme", "light") == "dark"
    assert again.number("speed", 1.0) == 12.5
    assert again.flag("open", False)
    assert again.words("order") == ["a", "b"]
    assert again.words("none") == []
    assert bytes(again.state("layout").data()) == b"\x00\x01\xff"
    again.forget("theme", "speed")
    assert again.text("theme", "light") == "light"


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[General]\ntheme=@Variant(\\0\\0)\nspeed=fast\nopen=7\n", b"a" * 9999]
)
def test_what_cannot_be_read_is_as_if_it_had_never_been_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "window.ini").write_bytes(content)
    store = SettingsStore(tmp_path)
    assert store.text("theme", "light", ("light", "dark")) == "light"
    assert store.number("speed", 60.0) == 60.0
    assert store.flag("open", True)
    assert store.words("order") == []
    assert store.state("layout").isEmpty()


def test_a_folder_that_cannot_be_written_costs_the_memory_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = SettingsStore(tmp_path / "file" / "below")
    store.put("theme", "dark")
    store.sync()
    assert store.text("theme", "light") == "dark"


def test_rnnviz_home_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RNNVIZ_HOME", str(tmp_path / "here"))
    assert home() == tmp_path / "here"
    assert SettingsStore().path.parent == tmp_path / "here"
    monkeypatch.delenv("RNNVIZ_HOME")
    assert "rnnviz" in str(home())
