"""What the views share: the one time axis, and what has been chosen in any of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rnnviz.directions import is_reverse


class TimeAxis(QObject):
    """The one time axis: the visible range, the step under the mouse, the loop range.

    Steps are columns: step t covers t - 0.5 to t + 0.5. Views set these through the methods and
    follow the signals; the window listens for `scrubbed` and moves the cursor.
    """

    ranged = Signal(object)
    """(low, high): the visible range changed."""
    hovered = Signal(object)
    """Step under the mouse, or None."""
    scrubbed = Signal(object)
    """Step that a person clicked or dragged to."""
    looped = Signal(object)
    """(first, last) steps to loop over, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.length = 1
        self.range = (-0.5, 0.5)
        self.hover: int | None = None
        self.over: tuple[str, int] | None = None
        """A row of a heat map under the mouse: the view's key, and the unit."""
        self.loop: tuple[int, int] | None = None

    def set_length(self, length: int) -> None:
        """Follow a trace of another length: the whole of it is shown, the loop is dropped, and no step past its end."""
        if length != self.length:
            self.length = length
            self.set_loop(None)
            if self.hover is not None and self.hover >= length:  # the mouse rests where there are no steps any more
                self.set_hover(None)
            self.fit()

    def fit(self) -> None:
        """Show the whole pass."""
        self.set_range(-0.5, self.length - 0.5)

    @property
    def whole(self) -> bool:
        """Whether all steps are visible."""
        return self.range == (-0.5, self.length - 0.5)

    def set_range(self, low: float, high: float) -> None:
        """Show low to high, kept inside the pass and at least two steps wide."""
        whole = float(self.length)
        width = min(max(high - low, min(2.0, whole)), whole)
        centre = (low + high) / 2
        low = min(max(centre - width / 2, -0.5), whole - 0.5 - width)
        if (low, low + width) != self.range:
            self.range = (low, low + width)
            self.ranged.emit(self.range)

    def zoom(self, factor: float, at: float) -> None:
        """Scale the visible width by ``factor``, keeping ``at`` where it is."""
        low, high = self.range
        self.set_range(at + (low - at) * factor, at + (high - at) * factor)

    def pan(self, steps: float) -> None:
        """Move the visible range."""
        low, high = self.range
        self.set_range(low + steps, high + steps)

    def set_hover(self, t: int | None) -> None:
        """Say which step the mouse is over."""
        if t is not None:
            t = min(max(t, 0), self.length - 1)
        if t != self.hover:
            self.hover = t
            self.hovered.emit(t)

    def scrub(self, t: int) -> None:
        """Ask for the cursor to move to a step."""
        self.scrubbed.emit(min(max(t, 0), self.length - 1))

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Loop over the steps first to last, both included; None ends it."""
        if loop is not None:
            first, last = sorted(min(max(t, 0), self.length - 1) for t in loop)
            loop = (first, last)
        if loop != self.loop:
            self.loop = loop
            self.looped.emit(loop)


class Selection(QObject):
    """The layer and unit that every view marks, and the step whose loss the reach belongs to."""

    changed = Signal(object)
    """This selection: scope or unit changed."""
    reach_asked = Signal(object)
    """Step (of the loss-bearing sequence) whose loss was chosen; None: the last."""
    colour_asked = Signal(object)
    """Name of the states or gates (hidden, cell, forget_gate) of the chosen unit that texts shall be coloured by."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = ""
        self.unit = 0
        self.reach_from: int | None = None

    def fit(self, scopes: tuple[str, ...], units: int) -> None:
        """Keep to what a trace has: its last layer (on its way on) where the chosen one is gone, a unit in range."""
        on = [scope for scope in scopes if not is_reverse(scope)]
        scope = self.scope if self.scope in scopes else (on[-1] if on else "")
        self.choose(scope=scope, unit=min(self.unit, max(units - 1, 0)))

    def choose(self, *, scope: str | None = None, unit: int | None = None) -> None:
        """Choose a layer, a unit, or both."""
        new = (self.scope if scope is None else scope, self.unit if unit is None else unit)
        if new != (self.scope, self.unit):
            self.scope, self.unit = new
            self.changed.emit(self)

    def ask_colour(self, quantity: str) -> None:
        """Ask for texts to be coloured by a quantity of the chosen unit."""
        self.colour_asked.emit(quantity)

    def choose_reach(self, step: int | None) -> None:
        """Choose the step whose loss is followed back; None: the last that carries one."""
        if step != self.reach_from:
            self.reach_from = step
            self.reach_asked.emit(step)
