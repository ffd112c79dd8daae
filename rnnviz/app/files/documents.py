"""Files: sessions, experiments, texts, series and weights that are opened or dropped; what is saved to where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.changing.called import opening
from rnnviz.app.changing.editing import Editing
from rnnviz.app.export.names import asks_name
from rnnviz.app.files.sessions import Sessions
from rnnviz.app.hands.in_front import bring
from rnnviz.app.opened.recent import Recent
from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.record import as_saved
from rnnviz.atomic import write_text
from rnnviz.catalogue import DEFAULT, as_values, changed, load, to_toml
from rnnviz.errors import BadInput
from rnnviz.session import SUFFIX, is_session
from rnnviz.views.palette import PALETTES, Palette
from rnnviz.views.words.language import tr
from rnnviz.weights import PICKLES, choose, modules, read

if TYPE_CHECKING:
    from rnnviz.app.opened.weights_dialog import Replay

EXPERIMENT = ".toml"
WEIGHTS = (".safetensors", *PICKLES)
TABLES = (".csv", ".tsv")
SERIES = (*TABLES, ".npy")
LEARNT = {"char_lm": DEFAULT, "series": "series-gru"}
"""The experiment that a file of a kind is learnt in, where the one that runs learns something else."""


class Documents(QObject):
    """Opens and saves; what goes wrong is handed to ``say``.

    Parameters
    ----------
    window : QMainWindow
    editing : Editing
    link : EngineLink
    sessions : Sessions
    recent : Recent
    say : callable
        Told of files that cannot be used.
    colours : callable
        Returns the colours of the present theme.
    """

    def __init__(
        self, window: QMainWindow, editing: Editing, link: EngineLink, sessions: Sessions, recent: Recent,
        say: Callable[[BadInput], None],
        colours: Callable[[], Palette] = lambda: PALETTES["light"],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editing = editing
        self._link = link
        self._sessions = sessions
        self._recent = recent
        self._say = say
        self._colours = colours
        self._folder = ""
        self._asked = ""
        """File that the engine has yet to read."""
        sessions.saved.connect(recent.add)
        link.started.connect(self._let_stand)
        link.refused.connect(self._forget_refused)
        recent.chosen.connect(self.open_path)

    # opening

    def ask_open(self) -> None:
        """Ask for a session, an experiment, a text, a series or weights, and open it."""
        kinds = [
            tr(
                "Sessions, experiments, texts, series, weights "
                "(*.rnnviz *.toml *.txt *.py *.md *.csv *.tsv *.npy *.safetensors)"
            ),
            tr("Sessions (*.rnnviz)"),
            tr("All files (*)"),
        ]
        self._ask(tr("Open"), kinds, self.open_path)

    def ask_text(self) -> None:
        """Ask for a text, and let the model learn it."""
        self._ask(tr("Open text"), [tr("All files (*)")], self.open_text)

    def takes(self, data: QMimeData) -> bool:
        """Return whether something that is dragged over the window can be opened."""
        return any(url.isLocalFile() for url in data.urls())

    def open_dropped(self, data: QMimeData) -> None:
        """Open the first file that was dropped."""
        path = next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Open a file: a session, an experiment, weights or a series by its ending, anything else as text.

        A session is known by what it is, too: a browser or a mail program may have renamed it.
        """
        suffix = Path(path).suffix.lower()
        if suffix == SUFFIX or is_session(path):
            self._open(path, lambda: self._sessions.open_path(Path(path).absolute()))
        elif suffix == EXPERIMENT:
            self._open(path, lambda: self._editing.open(load(path)))
        elif suffix in WEIGHTS:
            self.open_weights(path)
        elif suffix in TABLES:
            self._open(path, lambda: self._show_table(str(Path(path).absolute())))
        elif suffix in SERIES:
            self._open(path, lambda: self._learn(path, "series"))
        else:
            self.open_text(path)

    def open_text(self, path: str) -> None:
        """Let the model learn a text; the engine reads it, and refuses what is none."""
        self._open(path, lambda: self._learn(path, "char_lm"))

    def open_weights(self, path: str) -> None:
        """Show what a file of weights has, and let a person choose what it is replayed on."""
        self._open(path, lambda: self._show_weights(str(Path(path).absolute())))

    def browse_presets(self) -> None:
        """Show the experiments that come with the program as cards."""
        from rnnviz.app.hands.preset_browser import PresetBrowser  # the window is there sooner without

        def make() -> PresetBrowser:
            browser = PresetBrowser(self._window, self._colours(), self._editing.now.name)
            browser.chosen.connect(self.open_preset)
            return browser

        bring(self._window, PresetBrowser, "preset_browser", make)

    def open_preset(self, key: str) -> None:
        """Open an experiment that comes with the program."""
        self._try(lambda: self._editing.open(load(key)))

    def _show_weights(self, path: str) -> None:
        file = read(path)
        if not modules(file):
            choose(file, "", {})  # says what it has instead
        from rnnviz.app.opened.weights_dialog import WeightsDialog  # the window is there sooner without

        dialog = WeightsDialog(self._window, file, self._editing.now, self._colours())
        dialog.chosen.connect(lambda replay: self._try(lambda: self._replay(replay)))
        dialog.show()
        dialog.activateWindow()

    def _show_table(self, path: str) -> None:
        """Learn a table of one column; of several, or with gaps, show the beginning, and ask which."""
        from rnnviz.app.opened.series_dialog import SeriesDialog  # the window is there sooner without
        from rnnviz.tasks.series_preview import preview

        found = preview(path)
        if len(found.columns) == 1 and not found.columns[0].gaps:
            self._learn(path, "series")
            return
        dialog = SeriesDialog(self._window, found, self._colours())
        dialog.chosen.connect(lambda chosen: self._try(lambda: self._learn(path, "series", *chosen)))
        dialog.show()
        dialog.activateWindow()

    def _replay(self, replay: Replay) -> None:
        now = self._editing.now
        base = now if now.task.kind == replay.kind else load(LEARNT.get(replay.kind, DEFAULT))
        after = changed(base, replay.values)
        name = Path(after.model.weights).stem
        self._editing.open(after.model_copy(update={"name": name, "title": name, "purpose": "", "record": {}}))

    def _learn(self, path: str, kind: str, columns: str = "", gaps: str = "refuse") -> None:
        values: dict[str, object] = {"task.path": str(Path(path).absolute())}
        if kind == "series":
            values |= {"task.columns_used": columns, "task.gaps": gaps}
        if self._editing.now.task.kind != kind:
            cell = {f"cell.{name}": value for name, value in as_values(self._editing.now)["cell"].items()}
            self._editing.open(changed(load(LEARNT[kind]), {**cell, **values}))
        else:
            words = partial(opening, Path(path).name)
            self._editing.change(values, path="task.path", words=words)

    # saving

    def save_session(self, then: Callable[[], object] | None = None) -> None:
        """Save the session where it was saved last; ask for a name where it has none, or what to do with another's."""
        document = self._sessions.document
        if document.path is None:
            self.save_session_as(then)
        elif document.is_foreign and not self._sessions.busy:
            self._sessions.ask_whose(document.path, then, lambda: self.save_session_as(then))
        else:
            self._sessions.save(document.path, then)

    def save_session_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a name, and save the session under it."""
        kinds = [tr("Sessions (*.rnnviz)")]
        now = self._sessions.document.path
        name = now.name if now is not None else f"{self._editing.now.name}{SUFFIX}"
        self._ask(tr("Save session"), kinds, lambda path: self._sessions.save(Path(path), then), SUFFIX[1:], name)

    def ask_save_experiment(self) -> None:
        """Ask for a name, and write the experiment under it."""
        name = f"{self._editing.now.name}.toml"
        self._ask(tr("Save experiment"), [tr("Experiments (*.toml)")], self.save_experiment, "toml", name)

    def ask_save_picture(self) -> None:
        """Ask for a name, and save a picture of the window under it."""
        name = f"{self._editing.now.name}.png"
        self._ask(tr("Save picture"), [tr("Pictures (*.png)")], self.save_picture, "png", name)

    def save_experiment(self, path: str) -> None:
        """Write down what repeats the run."""
        self._try(lambda: write_text(Path(path), to_toml(as_saved(self._editing.recipe, self._link))))

    def save_picture(self, path: str) -> None:
        """Save a picture of the window as it is."""
        from rnnviz.app.picture import picture  # the window is there sooner without

        self._try(lambda: picture(self._window, Path(path)))

    # inside

    def _ask(
        self, title: str, kinds: list[str], then: Callable[[str], None], suffix: str = "", name: str = ""
    ) -> None:
        suffixes = (suffix,) if suffix else ()
        dialog = asks_name(self._window, title, kinds, then, folder=self._folder, suffixes=suffixes, name=name)
        dialog.directoryEntered.connect(self._remember)

    def _remember(self, folder: str) -> None:
        self._folder = folder

    def _open(self, path: str, act: Callable[[], object]) -> None:
        """Open a file, and list it among the recent ones; one that is gone or refused leaves the list."""
        self._asked = ""
        if self._try(act):
            self._asked = path
            self._recent.add(path)
        elif not Path(path).exists():
            self._recent.remove(path)

    def _let_stand(self, _: object) -> None:
        self._asked = ""

    def _forget_refused(self, refusal: Refusal) -> None:
        """Take a file off the list that the engine has read and cannot use."""
        if refusal.about == "start" and self._asked:
            self._recent.remove(self._asked)
            self._asked = ""

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except BadInput as problem:
            self._say(problem)
        except OSError as problem:
            name = problem.filename or ""
            self._say(BadInput("{file} cannot be written: {reason}", file=name, reason=problem.strerror))
        else:
            return True
        return False
