"""The sheet of keys says every key, and finds them."""

from __future__ import annotations

from rnnviz.app.hands.action_set import shown_keys
from rnnviz.app.hands.actions import action_specs
from rnnviz.app.hands.keys_sheet import KeysSheet, groups, sheet_html
from rnnviz.app.hands.preset_browser import PresetBrowser
from rnnviz.app.main_window import MainWindow
from tests.app.driving import action, find


def test_every_key_is_there_under_its_menu() -> None:
    said = {keys for _, rows in groups() for keys, _ in rows}
    for spec in action_specs():
        if spec.keys:
            assert ", ".join(shown_keys(spec)) in said, spec.key
    assert [title for title, _ in groups()][:3] == ["File", "Edit", "View"]


def test_it_is_searched_and_can_be_printed(resting: MainWindow) -> None:
    action(resting, "keys").trigger()
    sheet = find(resting, KeysSheet, "keys_sheet")
    assert "Command palette" in sheet.text.toPlainText()
    sheet.search.setText("next upd")
    assert sheet.text.toPlainText().split("\n")[0] == "Run"
    assert "Command palette" not in sheet.text.toPlainText()
    assert sheet.text.document().pageCount() >= 1
    sheet.close()
    assert sheet_html("zzqq") == ""


def test_small_windows_keep_what_was_searched_in_another_language(resting: MainWindow) -> None:
    action(resting, "keys").trigger()
    action(resting, "presets").trigger()
    find(resting, KeysSheet, "keys_sheet").search.setText("undo")
    browser = find(resting, PresetBrowser, "preset_browser")
    browser.search.setText("copying")
    chosen = browser.list.currentRow()
    resting._say_again()
    again = find(resting, KeysSheet, "keys_sheet")
    assert again.search.text() == "undo"
    assert "Command palette" not in again.text.toPlainText()
    again.close()
    other = find(resting, PresetBrowser, "preset_browser")
    assert other is not browser
    assert (other.search.text(), other.list.currentRow()) == ("copying", chosen)
    other.close()
