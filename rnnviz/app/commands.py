"""Everything that the command palette finds: actions, presets, views, themes, languages, layouts, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QTranslator

from rnnviz.app.area.layouts import Layouts
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.changing.editing import Editing
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.dress.language import LANGUAGES
from rnnviz.app.files.documents import Documents
from rnnviz.app.form.field_words import label
from rnnviz.app.hands.action_set import ActionSet, menu_names, shown_keys
from rnnviz.app.hands.actions import action_specs
from rnnviz.app.hands.command import Command
from rnnviz.app.troubles import Troubles
from rnnviz.app.view_menu import ViewMenus
from rnnviz.catalogue import fields, presets
from rnnviz.resources import resources
from rnnviz.views.words.language import in_english, tr


class Commanded(Protocol):
    """What of the main window commands act on."""

    actions_by_key: ActionSet
    appearance: Appearance
    documents: Documents
    editing: Editing
    layouts: Layouts
    menus: ViewMenus
    troubles: Troubles
    workspace: Workspace

    def reveal_field(self, path: str) -> None:
        """Show the form at a field of the experiment, and give it the keyboard."""


def commands(window: Commanded) -> list[Command]:
    """Return what can be done now."""
    return [
        *_actions(window), *_fields(window), *_views(window), *_presets(window), *_layouts(window),
        *_appearance(window),
    ]


class _Names:
    """Texts in every language at once, whichever is chosen."""

    def __init__(self) -> None:
        self._korean = QTranslator()
        self._korean.load(str(resources() / "translations" / "rnnviz_ko.qm"))

    def __call__(self, english: str) -> str:
        return f"{english} {self._korean.translate('rnnviz', english) or ''}".strip()


def _actions(window: Commanded) -> Iterator[Command]:
    names = _Names()
    with in_english():
        english = {spec.key: spec.title for spec in action_specs()}
    menus = menu_names()
    for spec in action_specs():
        action = window.actions_by_key[spec.key]
        why = window.actions_by_key.why(spec.key)
        if (why or action.isEnabled()) and spec.key != "palette":
            kind = "" if spec.menu in menus else names("Layout")
            yield Command(
                key=f"action.{spec.key}", title=action.text().replace("&&", "&"),
                names=f"{names(english[spec.key])} {kind}".strip(), kind=menus.get(spec.menu, tr("Layout")),
                hint=why or ", ".join(shown_keys(spec)),
                act=_with(window.troubles.note, why) if why else action.trigger,
            )


def _fields(window: Commanded) -> Iterator[Command]:
    names = _Names()
    for info in fields(window.editing.now):
        if not info.hidden:
            yield Command(
                key=f"field.{info.path}", title=label(info), names=f"{names(info.label)} {info.path} {info.symbol}",
                kind=tr("Experiment"), hint=info.path, act=_with(window.reveal_field, info.path),
            )


def _views(window: Commanded) -> Iterator[Command]:
    names = _Names()
    for key, kind in window.workspace.kinds.items():
        yield Command(
            key=f"view.{key}", title=tr("Show: {view}").format(view=tr(kind.title)),
            names=f"{names('Show: {view}').replace('{view}', '')} {names(kind.title)} {key}", kind=tr("View"),
            hint=tr(kind.purpose), act=_with(window.menus.reveal, key),
        )


def _presets(window: Commanded) -> Iterator[Command]:
    names = _Names()
    for preset in presets().values():
        yield Command(
            key=f"preset.{preset.key}", title=tr(preset.title), names=f"{names(preset.title)} {preset.key}",
            kind=tr("Experiments"), hint=tr(preset.purpose), act=_with(window.documents.open_preset, preset.key),
        )


def _layouts(window: Commanded) -> Iterator[Command]:
    names = _Names()
    for name in window.layouts.names:
        yield Command(
            key=f"layout.{name}", title=name, names=f"{names('Layout')} {name}", kind=tr("Layout"), hint="",
            act=_with(window.layouts.apply, name),
        )


def _appearance(window: Commanded) -> Iterator[Command]:
    names, appearance = _Names(), window.appearance
    themes: tuple[tuple[str, str, Callable[[], None]], ...] = (
        ("light", tr("Light theme"), lambda: appearance.set_theme("light")),
        ("dark", tr("Dark theme"), lambda: appearance.set_theme("dark")),
    )
    with in_english():
        english = {"light": tr("Light theme"), "dark": tr("Dark theme")}
    for key, title, act in themes:
        yield Command(
            key=f"theme.{key}", title=title, names=names(english[key]), kind=tr("Theme"), hint="", act=act
        )
    for language, name in LANGUAGES.items():
        yield Command(
            key=f"language.{language}", title=name, names=f"{name} {language} language 언어", kind=tr("Language"),
            hint="", act=_with(appearance.set_language, language),
        )


def _with(act: Callable[..., object], argument: str) -> Callable[[], object]:
    return lambda: act(argument)
