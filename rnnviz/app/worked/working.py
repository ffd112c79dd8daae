"""Where a worked example begins and ends: one window of its own, and the numbers of the present model for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rnnviz.app.area.workspace import Workspace
from rnnviz.app.beside import Beside
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.settings_store import SettingsStore
from rnnviz.errors import BadInput
from rnnviz.trace import Trace

if TYPE_CHECKING:
    from rnnviz.app.worked.window import WorkedWindow


class Working(Beside["WorkedWindow"]):
    """Keeps the window of the worked example."""

    def __init__(
        self, link: EngineLink, workspace: Workspace, appearance: Appearance, store: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(appearance, parent)
        self._link, self._workspace, self._store = link, workspace, store
        link.traced.connect(self._traced)
        self._waiting = False

    def make(self) -> WorkedWindow:
        """Return a window that may ask for the numbers of the present model."""
        from rnnviz.app.worked.window import WorkedWindow  # few want it, and the main window is there sooner

        made = WorkedWindow(self.appearance.palette, self._store)
        made.model_asked.connect(self._ask_model)
        return made

    def _ask_model(self, _: object = None) -> None:
        """Have the weights of the present model traced; the next trace that holds them is taken."""
        if self._link.run is None:
            if self.window is not None:
                self.window.refuse(BadInput("no model runs yet whose numbers could be taken"))
            return
        from rnnviz.worked.of_trace import WATCH

        self._waiting = True
        self._workspace.showing.also_watched = frozenset(WATCH)

    def _traced(self, trace: Trace) -> None:
        if not self._waiting or not any(name.startswith("weight/") for name in trace):
            return
        from rnnviz.worked.of_trace import typed_of

        self._waiting = False
        self._workspace.showing.also_watched = frozenset()
        run = self._link.run
        if self.window is None or run is None:
            return
        try:
            typed = typed_of(trace, str(getattr(run.experiment.cell, "activation", "tanh")))
        except BadInput as problem:
            self.window.refuse(problem)
        else:
            self.window.begin(typed, "model")

    def let_go(self) -> None:
        """Trace no weights for a window that is closed."""
        self._waiting = False
        self._workspace.showing.also_watched = frozenset()
