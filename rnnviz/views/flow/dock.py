"""The flow of gradients through time: who feels which loss, what makes ∂L/∂W, what truncation cuts off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout

from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.flow.arrays import State, states_of
from rnnviz.views.flow.cut import Truncation
from rnnviz.views.flow.matrix import LossByTime
from rnnviz.views.flow.page import FlowPage
from rnnviz.views.flow.parts import WeightParts
from rnnviz.views.frames.dock import Dock
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit

PRESET = "python-lstm"


class Flow(Dock):
    """Three drawings of one state's gradient; only the one that is shown asks for its arrays."""

    key = "flow"
    title = "Gradient flow"
    purpose = (
        "Where gradients go, loss by loss: which loss reaches which step, which lags make ∂L/∂W while long paths may "
        "be dead, and what truncated BPTT would cut off. Click a row to follow its loss, a column to see who "
        "reaches that step."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.mode = self.add_chooser("mode", tr("What is drawn of the gradient's flow"))
        self.mode.set_entries(
            [
                (LossByTime.key, tr("loss by time")),
                (WeightParts.key, tr("parts of ∂L/∂W")),
                (Truncation.key, tr("truncation")),
            ]
        )
        self.array = Chooser("view.flow.array", tr("The state whose gradient is drawn: layer, and h or c"))
        self.array.setMinimumWidth(48)
        self.array.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.array.chosen.connect(self._choose_array)
        self.matrix, self.parts, self.cut = LossByTime(shared), WeightParts(shared), Truncation(shared)
        self.drawings: dict[str, FlowPage] = {page.key: page for page in (self.matrix, self.parts, self.cut)}
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        self.row.addWidget(self.array)
        self.stack = QStackedLayout()
        self.column.addLayout(self.stack, 1)
        for page in self.drawings.values():
            self.stack.addWidget(page)
            for control in page.controls:
                self.row.addWidget(control)
                if isinstance(control, Chooser):
                    self.choosers[control.objectName().rpartition(".")[2]] = control
                    control.chosen.connect(self.redraw)
        self.row.addStretch(1)
        cast("QVBoxLayout", self.widget.layout()).insertLayout(1, self.row)
        self.cut.changed.connect(self.redraw)
        self.state_name = "hidden"
        shared.selection.reach_asked.connect(self._choose_loss)
        self._show_controls()
        self.say(tr("The flow of gradients appears here with the first trace: press Play."))

    @property
    def drawing(self) -> FlowPage:
        """The drawing that is shown."""
        return self.drawings[self.mode.key]

    @property
    def watch(self) -> tuple[str, ...]:
        """Patterns of what the shown drawing needs; nothing before the first trace."""
        state = None if self.trace is None else self.state_of(self.trace)
        return () if self.trace is None or state is None else self.drawing.watch(self.trace, state)

    def state_of(self, trace: Trace) -> State | None:
        """Return the state that is drawn: of the chosen layer, and h or c as chosen where the layer has it."""
        states = states_of(trace)
        scope = self.shared.selection.scope
        here = [state for state in states if state.scope == scope] or list(states[-1:])
        here = here if len(here) > 1 else [state for state in states if here and state.scope == here[0].scope]
        return next((state for state in here if state.name == self.state_name), here[0] if here else None)

    def draw(self, trace: Trace) -> None:
        state = self.state_of(trace)
        if state is None:
            self.say(tr("This model has no recurrent state: there is no flow through time."), PRESET)
            return
        self._offer(trace, state)
        self._show_controls()
        page = self.drawing
        self.stack.setCurrentWidget(page)
        self._say(page.draw(trace, state))
        about = tr("What is under the mouse; gradients and their parts in {unit}")
        page.value.about = about.format(unit=loss_unit(trace))
        self.heading.set_texts(*page.title)

    def _say(self, sentence: str) -> None:
        """Say what is missing in place of the drawing; the choices stay open, another may have what it needs."""
        self.say(sentence)
        for chooser in self.choosers.values():
            chooser.setEnabled(True)

    def _offer(self, trace: Trace, state: State) -> None:
        states = states_of(trace)
        single = len(trace.scopes) == 1
        entries = [(one.key, one.symbol if single else f"{one.scope} {one.symbol}") for one in states]
        self.array.set_entries(entries)
        self.array.take(state.key)
        self.array.setVisible(len(states) > 1)

    def _show_controls(self) -> None:
        for page in self.drawings.values():
            for control in page.controls:
                control.setVisible(page is self.drawing)

    def mark(self, moment: Moment) -> None:
        if not self.sentence:
            self.drawing.mark(moment)

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None or self.sentence:
            return {}
        state = self.state_of(self.trace)
        return {} if state is None else self.trace.matching(*self.drawing.names(self.trace, state))

    def readout(self, t: int) -> str:
        """Return what the shown drawing has at a step."""
        return "" if self.trace is None or self.sentence else self.drawing.readout(t)

    def _choose_array(self, key: object) -> None:
        scope, _, self.state_name = str(key).rpartition(".")
        if scope != self.shared.selection.scope:
            self.shared.selection.choose(scope=scope)
        else:
            self.redraw()

    def _choose_loss(self, step: object) -> None:
        if self.trace is not None and not self.sentence:
            self.drawing.choose_loss()

    def state(self) -> dict[str, str]:
        """Return what is chosen, for a view made anew to take over."""
        window = self.cut.window_chosen
        return super().state() | {"state": self.state_name, "window": "" if window is None else str(window)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen."""
        self.state_name = state.get("state") or self.state_name
        window = state.get("window", "")
        self.cut.window_chosen = int(window) if window.isdecimal() else None
        super().restore({name: key for name, key in state.items() if name not in ("state", "window")})
        self._show_controls()

    def close(self) -> None:
        """Let go of what is shared."""
        super().close()
        self.shared.selection.reach_asked.disconnect(self._choose_loss)
