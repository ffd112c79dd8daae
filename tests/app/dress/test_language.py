"""Korean comes and goes while the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from rnnviz.app.dress import fonts, language
from rnnviz.errors import BadInput
from rnnviz.views.words.language import sentence, tr


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.install(qapp, "en")


def test_korean_is_installed_and_taken_away(qapp: QApplication) -> None:
    language.install(qapp, "ko")
    assert tr("learning rate") == "학습률"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"
    language.install(qapp, "ko")
    language.install(qapp, "en")
    assert tr("learning rate") == "learning rate"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_no_translator_is_left_behind(qapp: QApplication) -> None:
    for _ in range(3):
        language.install(qapp, "ko")
        assert len(qapp.findChildren(QTranslator)) == 2
        language.install(qapp, "en")
        assert qapp.findChildren(QTranslator) == []


def test_a_sentence_is_translated_with_its_values(qapp: QApplication) -> None:
    problem = BadInput("{field} must be {wanted}, got {value}", field="seed", wanted="a whole number", value='"x"')
    assert sentence(problem) == str(problem)
    language.install(qapp, "ko")
    said = sentence(problem)
    assert "정수" in said
    assert '"x"' in said
    assert "whole" not in said


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(["ko-KR", "en-US"], "ko"), (["fr-FR", "ko"], "ko"), (["en-GB", "ko-KR"], "en"), (["de-DE"], "en"), ([], "en")],
)
def test_the_first_language_that_we_have_is_taken(
    monkeypatch: pytest.MonkeyPatch, wanted: list[str], found: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _: wanted)
    assert language.system_language() == found


def test_a_damaged_installation_is_named(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(language, "resources", lambda: tmp_path)
    with pytest.raises(FileNotFoundError, match="install rnnviz again"):
        language.install(qapp, "ko")


def test_a_missing_korean_font_is_noticed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    system = QFontDatabase.WritingSystem.Korean
    assert fonts.korean_font_missing() == (not QFontDatabase.families(system))
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    assert fonts.korean_font_missing()
    assert "fonts-nanum" in fonts.korean_font_advice()
    assert len(fonts.interface_font(10.0).families()) == 1


def test_dates_are_written_in_the_windows_language(qapp: QApplication) -> None:
    when = QDateTime(QDate(2026, 3, 9), QTime(15, 4))
    for system in (QLocale.c(), QLocale("en_GB"), QLocale("ko_KR"), QLocale("de_DE")):
        before = QLocale()
        QLocale.setDefault(system)
        try:
            language.install(qapp, "ko")
            assert "오후" in language.window_locale().toString(when, QLocale.FormatType.ShortFormat)
            language.install(qapp, "en")
            said = language.window_locale().toString(when, QLocale.FormatType.ShortFormat)
            assert said.isascii() or "\u202f" in said
            assert language.window_locale().language() in (QLocale.Language.English, QLocale.Language.C)
        finally:
            QLocale.setDefault(before)
