"""Brings the Korean translation up to date: ``python tools/translations.py``.

Every text that the window can show is read out of the sources (`texts`), merged into
``resources/translations/rnnviz_ko.ts``, which a translator edits, and compiled into the ``.qm``
that the program loads. Translations are kept; new texts are marked unfinished; texts that the
sources no longer have are dropped. ``--check`` changes nothing and fails where something is open.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import string
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TS = ROOT / "resources" / "translations" / "rnnviz_ko.ts"
QM = TS.with_suffix(".qm")
CONTEXT = "rnnviz"

KEYWORDS = {
    "setting": ("label", "help", "unit"),
    "Quantity": ("label",),
    "CellInfo": ("title",),
    "Annotation": ("title",),
}
"""Keyword arguments of these calls that hold texts."""
ATTRIBUTES = ("title", "purpose")
"""Class attributes that hold texts, of tasks and views."""
TABLES = {"rnnviz/validation.py": ("_WANTED",)}
"""Tables whose values are put into sentences."""
ERROR = "BadInput"


@dataclass(frozen=True)
class Text:
    """A text of the program: its English words, and where they stand."""

    words: str
    place: str


class NotLiteral(Exception):
    """A text that cannot be read out of the source; the message names file and line."""


def texts() -> dict[str, str]:
    """Return every text that the window can show, with the first file that has it."""
    found: dict[str, str] = {}
    sources = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "rnnviz").rglob("*.py"))}
    errors = _subclasses(sources.values(), ERROR)
    for path, tree in sources.items():
        place = path.relative_to(ROOT).as_posix()
        read = (_calls(tree, place, errors), _sentences(tree, place, errors), _attributes(tree, place))
        for text in itertools.chain(*read, _tables(tree, place)):
            found.setdefault(text.words, text.place)
    for path in sorted((ROOT / "resources" / "experiments").glob("*.toml")):
        values = tomllib.loads(path.read_text("utf-8"))
        for name in ATTRIBUTES:
            if values.get(name):
                found.setdefault(values[name], path.relative_to(ROOT).as_posix())
    for path in sorted((ROOT / "resources" / "comparisons").glob("*.toml")):
        values, place = tomllib.loads(path.read_text("utf-8")), path.relative_to(ROOT).as_posix()
        labels = [model["label"] for model in values["model"]]
        for words in (*(values.get(name) for name in ATTRIBUTES), values.get("against", {}).get("label"), *labels):
            if words:
                found.setdefault(words, place)
    return found


def _subclasses(trees: Iterable[ast.Module], base: str) -> set[str]:
    """Return the names of a class and of all that derive from it."""
    bases = {
        node.name: {_name(parent) for parent in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = {base}
    while True:
        more = {name for name, parents in bases.items() if parents & names} - names
        if not more:
            return names
        names |= more


def _calls(tree: ast.Module, place: str, errors: set[str]) -> Iterator[Text]:
    """Yield the texts of calls: tr("…"), BadInput("…"), setting(label="…")."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _name(node.func)
        if called == "tr" or called in errors:
            for argument in node.args[:1]:
                yield from _literals(argument, place)
        for keyword in node.keywords:
            if keyword.arg in KEYWORDS.get(called, ()):
                yield from _literals(keyword.value, place)


def _sentences(tree: ast.Module, place: str, errors: set[str]) -> Iterator[Text]:
    """Yield the sentences that the errors derived from BadInput hand on: super().__init__("…")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in errors - {ERROR}:
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "__init__":
                    for argument in call.args[:1]:
                        yield from _literals(argument, place)


def _attributes(tree: ast.Module, place: str) -> Iterator[Text]:
    """Yield ``title = "…"`` and ``purpose = "…"`` of classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and any(_name(target) in ATTRIBUTES for target in line.targets):
                    yield from _literals(line.value, place)


def _tables(tree: ast.Module, place: str) -> Iterator[Text]:
    """Yield the values of the tables in `TABLES`."""
    for line in tree.body:
        if isinstance(line, ast.Assign) and any(_name(target) in TABLES.get(place, ()) for target in line.targets):
            for value in ast.walk(line.value):
                if isinstance(value, ast.Dict):
                    for each in value.values:
                        yield from _literals(each, place)


def _literals(node: ast.expr, place: str) -> Iterator[Text]:
    """Yield the texts that an expression can be: a literal, a sum of literals, either side of a choice."""
    match node:
        case ast.Constant(value=str(words)) if words:
            yield Text(words, place)
        case ast.IfExp():
            yield from _literals(node.body, place)
            yield from _literals(node.orelse, place)
        case ast.BinOp(op=ast.Add()):
            left, right = list(_literals(node.left, place)), list(_literals(node.right, place))
            if bool(left) != bool(right):
                raise NotLiteral(f"{place}:{node.lineno}: a text is added to something else; use {{name}} and format")
            yield from (Text(one.words + other.words, place) for one in left for other in right)
        case ast.JoinedStr():
            raise NotLiteral(f"{place}:{node.lineno}: an f-string cannot be translated; use {{name}} and format")


def _name(node: ast.expr) -> str:
    """Return the last part of a name: tr of language.tr."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def placeholders(words: str) -> set[str]:
    """Return the ``{names}`` of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def translated() -> dict[str, str]:
    """Return the translations of the ``.ts`` file; "" where one is unfinished."""
    if not TS.exists():
        return {}
    found = {}
    for message in ET.parse(TS).iter("message"):
        words = message.find("translation")
        done = words is not None and words.get("type") is None
        found[message.findtext("source", "")] = (words.text or "") if words is not None and done else ""
    return found


def write(known: dict[str, str], found: dict[str, str]) -> None:
    """Write the ``.ts`` file: the texts in order of their files, with the translations that are known."""
    root = ET.Element("TS", version="2.1", language="ko_KR", sourcelanguage="en_US")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for words, place in sorted(found.items(), key=lambda item: (item[1], item[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = words
        translation = ET.SubElement(message, "translation")
        if known.get(words):
            translation.text = known[words]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    TS.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compile_qm() -> None:
    """Compile the ``.ts`` file with the lrelease that comes with PySide6."""
    import PySide6

    folder = Path(PySide6.__path__[0])
    program = next(path for path in (folder / "lrelease", folder / "lrelease.exe") if path.exists())
    subprocess.run([str(program), "-silent", str(TS), "-qm", str(QM)], check=True)


def problems(known: dict[str, str], found: dict[str, str]) -> list[str]:
    """Return what keeps the translation from being complete, a line each."""
    lines = [f"not in the .ts file: {words!r} ({place})" for words, place in found.items() if words not in known]
    lines += [f"no longer in the sources: {words!r}" for words in known if words not in found]
    lines += [f"unfinished: {words!r}" for words, done in known.items() if words in found and not done]
    lines += [
        f"other placeholders: {words!r} and {done!r}"
        for words, done in known.items()
        if done and placeholders(words) != placeholders(done)
    ]
    return lines


def main() -> int:
    """Update, or check."""
    parser = argparse.ArgumentParser(description="Bring the Korean translation up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where something is open")
    check = parser.parse_args().check
    try:
        found = texts()
    except NotLiteral as problem:
        print(problem, file=sys.stderr)
        return 1
    if not check:
        write(translated(), found)
        compile_qm()
    lines = problems(translated(), found)
    print("\n".join([*lines, f"{len(found)} texts, {len(lines)} problems"]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
