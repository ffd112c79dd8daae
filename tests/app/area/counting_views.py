"""Views that count what they are shown."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtWidgets import QWidget

from rnnviz.app.area.workspace import Workspace
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared, View


class Counting(View):
    """Counts what it is shown."""

    place = "track"
    title = "Counting"
    purpose = "Counts."
    wrong: ClassVar[bool] = False

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.widget = QWidget()
        self.drawn: list[Trace] = []
        self.marked: list[Moment] = []
        self.followed = 0
        self.closed = False

    def draw(self, trace: Trace) -> None:
        if self.wrong:
            raise ZeroDivisionError
        self.drawn.append(trace)

    def mark(self, moment: Moment) -> None:
        self.marked.append(moment)

    def follow(self, history: History) -> None:
        self.followed += 1

    def close(self) -> None:
        self.closed = True


class First(Counting):
    key = "first"
    watch = ("gradient_flow/*",)


class Second(Counting):
    key = "second"
    watch = ("*.preactivation",)


class Third(Counting):
    key = "third"


def trace(number: int = 1, length: int = 4) -> Trace:
    return Trace(number=number, arrays={"tokens": np.array(["x"] * length)})


def counting(workspace: Workspace, key: str) -> Counting:
    view = workspace.views[key]
    assert isinstance(view, Counting)
    return view
