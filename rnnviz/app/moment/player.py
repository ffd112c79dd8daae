"""The player: which trace is shown, and which moment of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rnnviz.app.moment import passage
from rnnviz.trace import PHASES, Moment, Trace

SLOWEST, USUAL, FASTEST = 1.0, 60.0, 1000.0
"""Speeds, in steps of the network per second."""
DWELL = 0.3
"""Seconds that the loss, clip and update phases stay on the screen at the usual speed."""
LONGEST_TICK = 0.1
"""Seconds: a window that was held up goes on where it was instead of leaping."""


class Player(QObject):
    """Moves a moment over frozen traces; asks for an update where a pass ends.

    It has no clock of its own: whoever paints calls `tick` with the seconds that have passed. Any
    transport method but `set_playing`, `set_training` and `scrub` pauses Play and Train first.

    Attributes
    ----------
    trace : Trace or None
        What is shown; None until the first has come.
    moment : Moment
    playing, training : bool
        Whether the moment runs, and whether the engine was asked to learn on its own.
    waiting : bool
        An update was asked for and its trace has not come yet.
    speed : float
        Steps per second.
    loop : (int, int) or None
        First and last step that Play repeats.
    """

    traced = Signal(object)
    """Trace: another one is shown."""
    moved = Signal(object)
    """Moment: it has changed."""
    switched = Signal(object)
    """This player: playing, training, waiting, speed or loop has changed."""
    update_asked = Signal(object)
    """Number of updates wanted."""
    train_asked = Signal(object)
    """Whether the engine shall learn on its own."""
    travel_asked = Signal(object)
    """(update, near): a past update is wanted; near: the snapshot that lies nearest will do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trace: Trace | None = None
        self.moment = Moment()
        self.playing = False
        self.training = False
        self.waiting = False
        self.speed = USUAL
        self.loop: tuple[int, int] | None = None
        self._shown_for = 0.0
        self._arrives_at = Moment()

    @property
    def length(self) -> int:
        """Steps of the shown trace; 1 before there is one."""
        return self.trace.length if self.trace else 1

    # what comes in

    def show(self, trace: Trace) -> None:
        """Show another trace: one that was waited for at its first step, or where a step back leads, else as before."""
        old = self.trace
        asked = self.waiting and (old is None or (trace.run, trace.update) != (old.run, old.update))
        moment = passage.clamped(self._arrives_at if asked else self.moment, trace.length)
        self.trace = trace
        if asked:
            self.waiting = False
            self._shown_for = 0.0
        moved = moment != self.moment
        self.moment = moment
        self.traced.emit(trace)
        if moved:
            self.moved.emit(moment)
        if asked:
            self.switched.emit(self)

    def tick(self, seconds: float) -> None:
        """Let time pass: while Play is on, the moment moves as far as the speed takes it."""
        if not self.playing or self.trace is None or self.waiting:
            return
        self._shown_for += min(seconds, LONGEST_TICK)
        moment = self.moment
        while self._shown_for >= (stay := self._stay(moment)):
            self._shown_for -= stay
            follows = self._follows(moment)
            if follows is None:
                self._move(moment)
                self._end_of_pass()
                return
            moment = follows
        self._move(moment)

    # what a person does

    def set_playing(self, on: bool) -> None:
        """Let the moment run, or stop it."""
        if on != self.playing:
            self.playing = on
            self._shown_for = 0.0
            self.switched.emit(self)

    def set_training(self, on: bool) -> None:
        """Let the engine learn on its own, or stop it."""
        if on != self.training:
            self.training = on
            self.waiting = False
            self.train_asked.emit(on)
            self.switched.emit(self)

    def pause(self) -> None:
        """Stop Play and Train."""
        self.set_playing(False)
        self.set_training(False)

    def set_speed(self, speed: float) -> None:
        """Set the steps per second, kept between SLOWEST and FASTEST."""
        speed = min(max(speed, SLOWEST), FASTEST)
        if speed != self.speed:
            self.speed = speed
            self.switched.emit(self)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Let Play repeat the steps first to last, both included; None: the whole pass."""
        if loop != self.loop:
            self.loop = loop
            self.switched.emit(self)

    def step_forward(self) -> None:
        """Go to the next moment; after the last, ask for the next update."""
        self._step(passage.after)

    def step_back(self) -> None:
        """Go to the moment before; from the first, to the end of the update before."""
        self._step(passage.before)

    def ten_forward(self) -> None:
        """Go ten steps on, at most to the end of the phase."""
        self._step(passage.ten_after)

    def ten_back(self) -> None:
        """Go ten steps back, at most to the beginning of the phase."""
        self._step(passage.ten_before)

    def first_moment(self) -> None:
        """Go to t = 0 of the forward phase."""
        self.go_to(Moment())

    def last_moment(self) -> None:
        """Go to the last step of the forward phase."""
        self.go_to(Moment("forward", self.length - 1))

    def enter_phase(self, phase: str) -> None:
        """Go to where a phase begins."""
        self.go_to(passage.enter(phase, self.moment, self.length))

    def go_to(self, moment: Moment) -> None:
        """Go to a moment, kept inside the pass."""
        if moment.phase not in PHASES:
            raise ValueError(f"there is no phase {moment.phase!r}")
        self.pause()
        self.stop_waiting()
        self._move(passage.clamped(moment, self.length))

    def scrub(self, t: int) -> None:
        """Go to a step in the phase that is shown; Play stops, Train goes on."""
        self.set_playing(False)
        self.stop_waiting()
        self._move(passage.clamped(Moment(self.moment.phase, t), self.length))

    def next_update(self) -> None:
        """Ask for one update; its trace is shown from its first step."""
        self.pause()
        self._ask()

    def previous_update(self) -> None:
        """Go one update back; its trace is shown from its first step."""
        self.pause()
        self._ask_before(Moment())

    def go_to_update(self, update: int, *, near: bool = False) -> None:
        """Go to an update of the past; the shown moment stays."""
        self.pause()
        self.stop_waiting()
        self.travel_asked.emit((update, near))

    def stop_waiting(self) -> None:
        """Wait no longer for an update: its trace will not move the moment."""
        if self.waiting:
            self.waiting = False
            self.switched.emit(self)

    # inside

    def _stay(self, moment: Moment) -> float:
        step = 1.0 / self.speed
        if moment.phase in ("forward", "backward"):
            return step
        return max(step, min(DWELL, DWELL * USUAL / self.speed))

    def _follows(self, moment: Moment) -> Moment | None:
        if self.loop is not None:
            return passage.looped(moment, self.length, self.loop)
        return passage.after(moment, self.length)

    def _step(self, order: passage.Order) -> None:
        self.pause()
        if self.trace is None or self.waiting:
            return
        follows = order(self.moment, self.length)
        if follows is not None:
            self._move(follows)
        elif order in (passage.after, passage.ten_after):
            self._ask()
        else:
            self._ask_before(Moment("update"))

    def _end_of_pass(self) -> None:
        if self.training:
            self._move(Moment())
        else:
            self._ask()

    def _ask_before(self, arrives_at: Moment) -> None:
        """Ask for the update before the one that is shown; before the first there is none."""
        if self.trace is not None and self.trace.update > 0 and not self.waiting:
            self.waiting = True
            self._arrives_at = arrives_at
            self.travel_asked.emit((self.trace.update - 1, False))
            self.switched.emit(self)

    def _ask(self) -> None:
        if self.trace is not None and not self.waiting:
            self.waiting = True
            self._arrives_at = Moment()
            self.update_asked.emit(1)
            self.switched.emit(self)

    def _move(self, moment: Moment) -> None:
        if moment != self.moment:
            self.moment = moment
            self.moved.emit(moment)
