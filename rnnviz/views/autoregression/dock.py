"""AR(p) of the series at hand: forecast, coefficients, roots, and what it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QStackedLayout

from rnnviz.errors import BadInput
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.asked import Asked
from rnnviz.views.autoregression.coefficients import Coefficients
from rnnviz.views.autoregression.fitted import Fitted, learnt_of, window_of
from rnnviz.views.autoregression.forecast import Forecast
from rnnviz.views.autoregression.page import Page
from rnnviz.views.autoregression.residuals import Residuals
from rnnviz.views.autoregression.roots import Roots
from rnnviz.views.base import Shared
from rnnviz.views.frames.dock import Dock
from rnnviz.views.gate import plain
from rnnviz.views.jobs import JobResult
from rnnviz.views.offer import Offer
from rnnviz.views.words.language import sentence, tr

PRESET = "sunspots-ar"
LONGEST = 64
"""Orders that can be chosen."""


class Autoregression(Dock):
    """A page a picture of the fit; coefficients and roots are drawn beside those that a window has learnt."""

    key = "autoregression"
    title = "Autoregression"
    purpose = (
        "The series told from its own last p values, x_t = c + Σ φ_i x_{t−i} + ε_t, fitted by least squares to the "
        "training part: forecast with band, coefficients with their confidence beside those learnt by gradient, roots "
        "on the unit circle, and what is left over. What a network must beat."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.page = self.add_chooser("page", tr("What of the fit is shown"), [
            ("forecast", tr("forecast")), ("coefficients", tr("coefficients φ")), ("roots", tr("roots")),
            ("residuals", tr("residuals ε")),
        ])  # fmt: skip
        self.variable = self.add_chooser("column", tr("Which column of the series"))
        self.order = QSpinBox()
        self.order.setObjectName("view.autoregression.order")
        self.order.setRange(0, LONGEST)
        self.order.setPrefix("p = ")
        self.order.setSpecialValueText(tr("p: by itself"))
        tip = tr("Values back that are looked at; by itself: as many as the model's window, else by the least AIC")
        self.order.setAccessibleName(tip)
        self.order.setToolTip(plain(tip))
        self.order.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.order.setKeyboardTracking(False)
        self.order.valueChanged.connect(self.redraw)
        self.bar.addWidget(self.order)
        self.variable.hide()  # until it is known to be of use: a dock is made as wide as what it shows
        kinds: dict[str, type[Page]] = {
            "forecast": Forecast, "coefficients": Coefficients, "roots": Roots, "residuals": Residuals,
        }
        self.drawings = {key: kind(shared) for key, kind in kinds.items()}
        self.forms = QStackedLayout()
        self.column.addLayout(self.forms, 1)
        for drawing in self.drawings.values():  # only now: the first is shown at once, without a parent as a window
            self.forms.addWidget(drawing.widget)
        self.fitted: Fitted | None = None
        self.problem = ""
        self._asked: tuple[int, int, int] | None = None
        self.asked = Asked(shared.jobs)

    @property
    def watch(self) -> tuple[str, ...]:
        """What a window without a hidden layer has learnt, which is its readout."""
        trace = self.trace
        if trace is None or len(trace.scopes) != 1 or not window_of(trace):
            return ()
        return ("weight/readout.weight", "weight/readout.bias")

    def draw(self, trace: Trace) -> None:
        inputs, targets = trace.get("inputs"), trace.get("targets")
        numbers = inputs is not None and targets is not None and targets.dtype.kind == "f"
        if not numbers:
            self._leave()
            self._show_controls(filled=False)
            self.heading.setText(tr("autoregression"))
            words = tr("This task has no series of numbers to be predicted: {preset} fills this view.")
            self.say(words.format(preset=PRESET), PRESET)
            return
        self._ask(trace)
        self._show_controls(filled=not self.problem)
        if self.fitted is None:
            self.heading.setText(tr("autoregression"))
            self.say(self.problem or tr("Fitting the series…"), PRESET if self.problem else "")
            self.order.setEnabled(True)
            return
        self.say("")
        self._show(trace, self.fitted)

    def _show(self, trace: Trace, fitted: Fitted) -> None:
        values = fitted.values
        words = tr("AR({order}) of {count} steps").format(order=fitted.order, count=f"{fitted.training:,}")
        if values["standard"]:
            words += ", " + tr("standardised")
        self.heading.set_texts(words, f"AR({fitted.order})", "")
        columns = int(values["columns"])
        self.variable.set_entries([(str(n), tr("column {n}").format(n=n + 1)) for n in range(columns)])
        self.variable.setVisible(columns > 1)
        drawing = self.drawings[self.page.key]
        if self.forms.currentWidget() is not drawing.widget:
            self.forms.setCurrentWidget(drawing.widget)
        drawing.show(fitted, learnt_of(trace))

    def _show_controls(self, *, filled: bool) -> None:
        for control in (self.page, self.order):
            control.setVisible(filled or (control is self.order and bool(self.problem)))
        if not filled:
            self.variable.hide()

    def mark(self, moment: Moment) -> None:
        """Mark nothing: the fit is of the whole series, not of the pass."""

    # asking the engine

    def _ask(self, trace: Trace) -> None:
        """Have the series fitted, where this one has not been with this order and column."""
        wanted = (trace.run, self.order.value() or window_of(trace), int(self.variable.key or 0))
        if wanted == self._asked:
            return
        if self._asked is not None and self._asked[0] != trace.run:
            self.fitted = None
        self._asked, self.problem = wanted, ""
        arguments = {"order": min(wanted[1], LONGEST), "column": wanted[2]}
        self.asked.ask("fit", "autoregression", arguments, self._take, self._fail)

    def _take(self, result: JobResult) -> None:
        self.fitted = Fitted.of(result)
        self.redraw()

    def _fail(self, problem: BadInput) -> None:
        self.fitted, self.problem = None, sentence(problem)
        self.redraw()

    def _leave(self) -> None:
        """Forget the series of a model that is gone."""
        self.asked.cancel("fit")
        self.fitted, self._asked, self.problem = None, None, ""

    # what every view has

    def data(self) -> Mapping[str, Array]:
        """Return the fit, and the coefficients that were learnt."""
        if self.fitted is None or self.trace is None:
            return {}
        learnt = learnt_of(self.trace)
        found = dict(self.fitted.arrays)
        return found if learnt is None else {**found, "learnt": learnt}

    def units(self) -> Mapping[str, str]:
        """Return the unit of what is forecast and of what is left: that of the numbers that were fitted."""
        own = dict.fromkeys(("before", "truth", "mean", "forecast_low", "forecast_high", "residuals"), self.of_values)
        return own if self.of_values else {}

    @property
    def of_values(self) -> str:
        """The unit of the numbers that were fitted; "" where they have none."""
        if self.fitted is None or self.trace is None:
            return ""
        if self.fitted.values["standard"]:
            return "standard deviations"
        unit = self.trace.get("target_unit")
        return "" if unit is None else str(unit)

    def findings(self) -> tuple[object, ...] | None:
        """Return the fit, and of what it is."""
        return None if self.fitted is None or "fit" in self.asked else (self.fitted, self._asked)

    def take_findings(self, findings: object) -> None:
        """Have the fit of another view."""
        assert isinstance(findings, tuple)
        self.fitted, self._asked = findings

    def offers(self) -> Sequence[Offer]:
        """Offer the preset that learns an autoregression."""
        return (self.preset_offer(PRESET),)

    def state(self) -> dict[str, str]:
        """Return what is chosen, the order too."""
        return {**super().state(), "order": str(self.order.value())}

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen."""
        self.order.setValue(int(np.clip(int(state.get("order", "0") or 0), 0, LONGEST)))
        super().restore(state)

    def close(self) -> None:
        """Let go of what is shared, and of what was asked for."""
        self.asked.close()
        super().close()
