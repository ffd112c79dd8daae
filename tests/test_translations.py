"""Every text that the window can show has a Korean one."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from rnnviz.catalogue import fields, load, presets
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.tasks import TASKS
from rnnviz.views import VIEWS

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "tools" / "translations.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts(tool: ModuleType) -> dict[str, str]:
    """Every text of the program; to read all sources takes a second."""
    return tool.texts()  # type: ignore[no-any-return]


def test_the_korean_translation_is_complete(tool: ModuleType, texts: dict[str, str]) -> None:
    missing = tool.problems(tool.translated(), texts)
    assert not missing, "run tools/translations.py, then edit the .ts file:\n" + "\n".join(missing)


def test_the_compiled_file_gives_every_translation(tool: ModuleType, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(tool.QM))
    stale = {words for words, done in tool.translated().items() if translator.translate("rnnviz", words) != done}
    assert not stale, f"run tools/translations.py: the .qm file is older than the .ts file: {stale}"


def test_translations_are_korean_and_not_markup(tool: ModuleType) -> None:
    known = tool.translated()
    korean = [words for words, done in known.items() if any("가" <= letter <= "힣" for letter in done)]
    assert len(korean) > 0.9 * len(known)
    for words, done in known.items():
        assert ("<" in done) == ("<" in words)
        assert words[:1].isspace() == done[:1].isspace()
        assert words[-1:].isspace() == done[-1:].isspace()


def test_what_is_known_while_running_was_found_in_the_sources(texts: dict[str, str]) -> None:
    """By another way than reading the sources: ask the tables."""
    shown = {words for task in TASKS.values() for words in (task.title, task.purpose)}
    shown |= {words for view in VIEWS.values() for words in (view.title, view.purpose)}
    shown |= {words for preset in presets().values() for words in (preset.title, preset.purpose)}
    for cell in CELLS.values():
        shown |= {cell.info.title, *(quantity.label for quantity in (*cell.info.states, *cell.info.gates))}
    for name in presets():
        shown |= {text for info in fields(load(name)) for text in (info.label, info.help, info.unit)}
    assert shown - {""} <= set(texts)


def test_the_sentences_of_errors_were_found(texts: dict[str, str]) -> None:
    found = texts
    for name in ("no-such-experiment", "/no/such/file.toml"):
        with pytest.raises(BadInput) as caught:
            load(name)
        assert caught.value.template in found
    with pytest.raises(BadInput) as caught:
        load("hello-rnn", ["cell.hidden_size=0"])
    assert caught.value.template in found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('tr("one")', ["one"]),
        ('language.tr("one" "two")', ["onetwo"]),
        ('tr("one" + "two")', ["onetwo"]),
        ('tr("one" if here else "two")', ["one", "two"]),
        ('raise BadInput("{a} is missing", a=1)', ["{a} is missing"]),
        ('class Worse(BadInput):\n    def __init__(self):\n        super().__init__("worse")', ["worse"]),
        ('setting(1, label="rate", help="what", unit="steps", symbol="k")', ["rate", "steps", "what"]),
        ('Quantity(name="f", label="forget gate")', ["forget gate"]),
        ('class V(View):\n    title = "Gates"\n    key = "gates"', ["Gates"]),
        ("tr(self.title)", []),
        ('print("not shown in the window")', []),
    ],
)
def test_texts_are_found(tool: ModuleType, source: str, found: list[str]) -> None:
    tree = ast.parse(source)
    errors = tool._subclasses([tree], "BadInput")
    read = [*tool._calls(tree, "x", errors), *tool._sentences(tree, "x", errors), *tool._attributes(tree, "x")]
    assert sorted(text.words for text in read) == found


@pytest.mark.parametrize("source", ['tr(f"step {t}")', 'tr("step " + t)', 'BadInput(f"{x} is bad")'])
def test_texts_that_cannot_be_translated_are_refused(tool: ModuleType, source: str) -> None:
    with pytest.raises(tool.NotLiteral, match="x:1"):
        list(tool._calls(ast.parse(source), "x", {"BadInput"}))


def test_other_placeholders_are_a_problem(tool: ModuleType) -> None:
    known = {"{a} of {b}": "{a}", "{a}": "{a}"}
    assert len(tool.problems(known, {"{a} of {b}": "x", "{a}": "x"})) == 1


def test_an_update_keeps_what_is_translated_and_marks_what_is_new(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "TS", tmp_path / "rnnviz_ko.ts")
    monkeypatch.setattr(tool, "QM", tmp_path / "rnnviz_ko.qm")
    tool.write({"gate & <door>": "문", "gone": "사라짐"}, {"gate & <door>": "a.py", "new": "b.py"})
    assert tool.translated() == {"gate & <door>": "문", "new": ""}
    assert tool.problems(tool.translated(), {"gate & <door>": "a.py", "new": "b.py"}) == ["unfinished: 'new'"]
    tool.compile_qm()
    translator = QTranslator()
    assert translator.load(str(tool.QM))
    assert translator.translate("rnnviz", "gate & <door>") == "문"
    assert not translator.translate("rnnviz", "new")


def test_the_tool_checks_without_changing_anything(tool: ModuleType, texts: dict[str, str]) -> None:
    before = tool.TS.read_bytes()
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False)
    lines = tool.problems(tool.translated(), texts)
    assert done.returncode == (1 if lines else 0), done.stderr
    assert f"{len(texts)} texts, {len(lines)} problems" in done.stdout
    assert tool.TS.read_bytes() == before
