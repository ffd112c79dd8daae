"""The sheet of keys: grouped, searchable, printable."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from rnnviz.app.hands.action_set import menu_names, shown_keys
from rnnviz.app.hands.actions import action_specs
from rnnviz.app.hands.finding import fit
from rnnviz.views.words.language import tr

Group = tuple[str, list[tuple[str, str]]]
ROOM = "style='padding: 3px 0'"
"""Of a line: keys begin where their heading begins."""


class KeysSheet(QDialog):
    """Every key and every gesture of the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys_sheet")
        self.setWindowTitle(tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setObjectName("keys.search")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.text = QTextBrowser()
        self.text.setObjectName("keys.text")
        self.text.setAccessibleName(tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        print_ = buttons.addButton(tr("Print…"), QDialogButtonBox.ButtonRole.ActionRole)
        print_.clicked.connect(self._ask_printer)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        for part in (self.search, self.text, buttons):
            column.addWidget(part)
        self.search.textChanged.connect(self._show)
        self._show("")
        self.resize(560, 640)
        self.search.setFocus()

    def take_over(self, before: KeysSheet) -> None:
        """Show what a sheet in another language or other colours showed."""
        self.search.setText(before.search.text())
        self.text.verticalScrollBar().setValue(before.text.verticalScrollBar().value())

    def _show(self, typed: str) -> None:
        self.text.setHtml(sheet_html(typed) or f"<p>{escape(tr('Nothing is called so.'))}</p>")

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.text.document().print_(printer))
        dialog.setModal(True)
        dialog.show()


def groups() -> list[Group]:
    """Return keys and what they do, under the names of the menus; the mouse last."""
    found: list[Group] = []
    titles: dict[str, str] = {key: title for key, title in menu_names().items() if key != "layout"}
    titles["layout"] = tr("Layout")
    for menu, title in titles.items():
        rows = [
            (", ".join(shown_keys(spec)), spec.title.rstrip("…"))
            for spec in action_specs() if spec.menu == menu and spec.keys
        ]
        found += [(title, rows)] if rows else []
    return [
        *found, (tr("Esc leaves the innermost first"), list(_escape())), (tr("Numbers and sliders"), list(_fine())),
        (tr("Mouse"), list(_mouse())),
    ]


def sheet_html(typed: str = "") -> str:
    """Return the sheet, or what of it fits what was typed, as a table; "" where nothing does."""
    parts = []
    for title, rows in groups():
        shown = [row for row in rows if not typed.strip() or fit(typed, f"{row[1]} {row[0]} {title}") is not None]
        if shown:
            lines = "".join(
                f"<tr><td width='45%' {ROOM}><b>{escape(keys)}</b></td><td {ROOM}>{escape(words)}</td></tr>"
                for keys, words in shown
            )
            parts.append(f"<h3>{escape(title)}</h3><table width='100%' cellspacing='0'>{lines}</table>")
    return "".join(parts)


def _escape() -> tuple[tuple[str, str], ...]:
    """Return what Esc leaves, in the order of `rnnviz.app.hands.escape`."""
    return (
        (tr("Esc in a menu, a list or a small window"), tr("Close it")),
        (tr("Esc while dragging"), tr("Back to where the drag began")),
        (tr("Esc in a field"), tr("Give up what was typed")),
        (tr("Esc during long work"), tr("Cancel it")),
        (tr("Esc once more in a field"), tr("Let the keys act on the window again")),
        (tr("Esc in lecture mode"), tr("Leave lecture mode")),
        (tr("Esc in the full screen"), tr("Leave the full screen")),
    )


def _fine() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Up, Down"), tr("One step more or less")),
        (tr("Page Up, Page Down"), tr("Ten steps more or less")),
        (tr("Shift or Ctrl with these, or while dragging"), tr("Ten times finer")),
        (tr("Double-click on a slider"), tr("Back to the value of the experiment")),
    )


def _mouse() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Drag on a track"), tr("Move the cursor")),
        (tr("Wheel"), tr("Zoom all tracks")),
        (
            tr("Wheel on a heading, Page Up, Page Down"),
            tr("Scroll the tracks, where there are too many for the height"),
        ),
        (tr("Shift + wheel, Ctrl + drag"), tr("Move all tracks")),
        (tr("Shift + drag, drag on the ruler"), tr("Choose the steps that Play repeats")),
        (tr("Double-click on a track"), tr("Show all steps")),
        (tr("Right button on a view"), tr("Copy, export, explain, hide")),
    )
