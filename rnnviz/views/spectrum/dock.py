"""The dynamics of one layer: what each step does to a gradient, and what many steps do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedLayout

from rnnviz.cell_info import BLOCK
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.dock import Dock
from rnnviz.views.plots.ghosts import not_here
from rnnviz.views.scopes import layer_of
from rnnviz.views.spectrum.drawing import Drawing
from rnnviz.views.spectrum.eigen_plane import EigenPlane
from rnnviz.views.spectrum.exponents import Exponents
from rnnviz.views.spectrum.path_curves import PathCurves
from rnnviz.views.spectrum.step_norms import StepNorms
from rnnviz.views.words.language import tr

PRESET = "python-lstm"
UNCARRIED = (BLOCK, "window", "window_units")
"""Cells that hand nothing of their own from step to step."""


class Spectrum(Dock):
    """One of four drawings of the layer that is chosen."""

    key = "spectrum"
    title = "Spectrum"
    purpose = (
        "What one step of the layer does to a gradient on its way back, and what many steps do: eigenvalues of the "
        "recurrent weights and of the step's Jacobian J, its largest singular value σₘₐₓ by step, how far a loss "
        "reaches back under the bounds of theory, and Lyapunov exponents."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.chooser = self.add_chooser(
            "drawing", tr("What is drawn"),
            [
                ("eigenvalues", tr("eigenvalues")), ("norms", tr("norm by step")), ("reach", tr("reach and bounds")),
                ("exponents", tr("Lyapunov exponents")),
            ],
        )  # fmt: skip
        self.log = self.add_toggle("log", tr("log"), tr("Draw the norms on a logarithmic axis"))
        self.plane, self.norms = EigenPlane(shared), StepNorms(shared)
        self.paths, self.exponents = PathCurves(shared), Exponents(shared)
        self.drawings: dict[str, Drawing] = {
            drawing.key: drawing for drawing in (self.plane, self.norms, self.paths, self.exponents)
        }
        self.forms = QStackedLayout()
        self.column.addLayout(self.forms, 1)
        for drawing in self.drawings.values():  # only now: the first is shown at once, without a parent as a window
            self.forms.addWidget(drawing)
        self._name("")
        self.say(tr("The dynamics of a recurrent layer appear here with the first trace."))

    @property
    def drawing(self) -> Drawing:
        """What is chosen."""
        return self.drawings[self.chooser.key]

    @property
    def watch(self) -> tuple[str, ...]:
        """What the chosen drawing needs, of the layer that is chosen (of all while no trace names them)."""
        layer = () if self.trace is None else layer_of(self.trace, self.shared.selection.scope)
        return tuple(f"{family}/{scope}*" for family in self.drawing.families for scope in layer or ("",))

    def say(self, sentence: str, preset: str = "") -> None:
        """Show a sentence in place of the drawing; another drawing can be chosen all the same."""
        super().say(sentence, preset)
        self.chooser.setEnabled(True)

    def draw(self, trace: Trace) -> None:
        layer = layer_of(trace, self.shared.selection.scope)
        self._name(self.drawing.named(layer))
        lacks = self._lacks(trace, layer)
        self.say(lacks, "" if self._recurs(trace, layer) else PRESET)
        if lacks:
            if not self._recurs(trace, layer):
                self.heading.setText(tr(self.title))  # there are none of what the drawing would be of
            return
        self.forms.setCurrentWidget(self.drawing)
        self.norms.set_log(self.log.isChecked())
        self.drawing.show_trace(trace, layer)
        self._name(self.drawing.named(layer))

    def _recurs(self, trace: Trace, layer: tuple[str, ...]) -> bool:
        return bool(layer) and trace.cells[layer[0]].key not in UNCARRIED

    def _lacks(self, trace: Trace, layer: tuple[str, ...]) -> str:
        """Say what would fill the drawing; "" where it is filled."""
        if not self._recurs(trace, layer):
            return tr("No weights lead from step to step here: there is no recurrence to take a spectrum of.")
        if not self.drawing.fills(trace, layer):
            return not_here(trace)
        return ""

    def _name(self, layer: str) -> None:
        """Write the heading, and show the switch where it does something."""
        long, short = self.drawing.title
        self.heading.set_texts(": ".join(part for part in (layer, long) if part), long, short, "")
        self.log.setVisible(self.drawing is self.norms)

    def mark(self, moment: Moment) -> None:
        if not self.sentence:
            self.drawing.mark(moment.t)

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        if self.trace is None or self.sentence:
            return {}
        found = self.trace.matching(*self.watch)
        return found | self.drawing.seen()

    def state(self) -> dict[str, str]:
        """Return what is chosen, and the exponents that were seen."""
        return super().state() | {"seen": self.exponents.history.packed()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take over what another view of this kind had chosen and seen."""
        if "seen" in state:
            self.exponents.history.unpack(state["seen"])
        super().restore(state)
        self._name("")

    def close(self) -> None:
        """Let go of what is shared."""
        super().close()
        for drawing in self.drawings.values():
            drawing.let_go()
