"""A long pass goes part by part: between two of them it says how far it is, and hears whether it is still wanted.

Whoever waits for a pass has a `Patience` in force around it. Where none is, a pass asks nobody, and nothing is paid
for it. A pass that is left off has changed nothing but buffers that the next one fills anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import TypeVar

from torch import Tensor
from torch.utils.hooks import RemovableHandle

T = TypeVar("T")

EVERY = 256
"""Steps of a fast loop between two questions: a millisecond or a few."""


class Stopped(Exception):
    """A pass was left off: nobody wants it any more."""


class Patience:
    """How far a pass is, and whether somebody still wants it.

    Parameters
    ----------
    unwanted : callable
        Returns whether to leave off; it is asked often.
    whole : bool
        What is waited for is one thing with one share, whatever arrays it takes and however often they are made.

    Attributes
    ----------
    names : frozenset of str
        Arrays that are computed just now; empty: the pass itself.
    again : bool
        They are computed once more, with all digits.
    share : float
        Of them, how much is done; it never falls while it is of the same.
    """

    def __init__(
        self, unwanted: Callable[[], bool], clock: Callable[[], float] = time.monotonic, *, whole: bool = False
    ) -> None:
        self._unwanted = unwanted
        self._clock = clock
        self._whole = whole
        self._began = clock()
        self._low, self._width = 0.0, 1.0
        self.names: frozenset[str] = frozenset()
        self.again = False
        self.share = 0.0

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._began

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Have passes ask and tell this one."""
        token = _HEARD.set(self)
        try:
            yield
        finally:
            _HEARD.reset(token)

    def go_on(self, done: float, total: float) -> None:
        """Take how much is done of the innermost part.

        Raises
        ------
        Stopped
            Nobody wants the rest.
        """
        self.share = max(self.share, self._low + self._width * done / total if total else self._low)
        self.ask()

    def ask(self) -> None:
        """Raise `Stopped` where nobody wants the rest."""
        if self._unwanted():
            raise Stopped

    def once_more(self) -> None:
        """Say that what was computed is computed once more, with all digits, and count that from its beginning.

        Where it is a part of more, that goes on being counted.
        """
        if self._width == 1.0 and not self._whole:
            self.again, self.share = True, 0.0

    @contextmanager
    def part(self, done: float, total: float, size: float = 1) -> Iterator[None]:
        """Count what is told as one of so many parts, of which so many are done; or as so many of them."""
        before = self._low, self._width
        self._low += self._width * done / total
        self._width *= size / total
        try:
            yield
        finally:
            self._low, self._width = before

    @contextmanager
    def on(self, names: Collection[str]) -> Iterator[None]:
        """Say which arrays are computed."""
        if self._whole:
            yield
            return
        before = self.names, self._low, self._width
        self.names, self.again, self.share, self._low, self._width = frozenset(names), False, 0.0, 0.0, 1.0
        self.go_on(0, 1)
        try:
            yield
        finally:
            self.names, self._low, self._width = before

    def steps(self, steps: Sequence[T]) -> Iterator[T]:
        """Hand on the steps of a fast loop, and ask every so many."""
        for first in range(0, len(steps), EVERY):
            self.go_on(first, len(steps))
            yield from steps[first : first + EVERY]


_HEARD: ContextVar[Patience | None] = ContextVar("patience", default=None)
_NOBODY = nullcontext()


def go_on(done: float, total: float) -> None:
    """Say that so much is done of the innermost part; raise `Stopped` where nobody wants the rest."""
    patience = _HEARD.get()
    if patience is not None:
        patience.go_on(done, total)


def ask() -> None:
    """Raise `Stopped` where nobody wants the rest; how far it is is said elsewhere."""
    patience = _HEARD.get()
    if patience is not None:
        patience.ask()


def once_more() -> None:
    """Say that what was computed is computed once more from here on, with all digits."""
    patience = _HEARD.get()
    if patience is not None:
        patience.once_more()


def patiently(steps: Sequence[T]) -> Iterable[T]:
    """Return the steps of a fast loop, which asks every so many; where nobody listens, or they are few, as they are."""
    patience = _HEARD.get()
    return steps if patience is None or len(steps) <= EVERY else patience.steps(steps)


def part(done: float, total: float, size: float = 1) -> AbstractContextManager[None]:
    """Count what is told meanwhile as one of so many parts, of which so many are done; or as so many of them."""
    patience = _HEARD.get()
    return _NOBODY if patience is None else patience.part(done, total, size)


def in_parts(items: Sequence[T]) -> Iterator[T]:
    """Hand on items that take about as long each; what is told meanwhile counts as of the one under way."""
    for place, item in enumerate(items):
        with part(place, len(items)):
            yield item


def at_work_on(names: Collection[str]) -> AbstractContextManager[None]:
    """Say which arrays are computed meanwhile."""
    patience = _HEARD.get()
    return _NOBODY if patience is None or not names else patience.on(names)


@contextmanager
def heard_on_the_way_back(records: Sequence[Tensor]) -> Iterator[None]:
    """Have the way back that autograd goes meanwhile ask where it passes these records; another does not."""
    handles = hear_on_the_way_back(records)
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def hear_on_the_way_back(records: Sequence[Tensor]) -> list[RemovableHandle]:
    """Have autograd's way back, one call however long, ask where it passes these records."""
    patience = _HEARD.get()
    if patience is None:
        return []
    passed = 0

    def hear(_gradient: Tensor) -> None:
        nonlocal passed
        passed += 1
        patience.go_on(min(passed, len(records)), len(records))

    wanting = (record for record in records if record.requires_grad)
    return [record.register_hook(hear) for record in wanting]  # type: ignore[no-untyped-call]
