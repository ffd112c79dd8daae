"""An engine without a process: says what a test tells it to, and remembers what it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.child import EngineChild
from rnnviz.link.frames import Header, Message
from rnnviz.link.watch import Failure
from rnnviz.trace import Array

T, H = 12, 3


class FakeEngine(EngineChild):
    """Stands where the engine's process would; every message it says has the real shape."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Message] = []
        self.starts = 0
        self.alive = False
        self.deaths = 0

    # what the link calls

    def start(self) -> None:
        self.starts += 1
        self.alive = True

    def send(self, header: Mapping[str, Any], arrays: Mapping[str, Array] | None = None) -> None:
        assert self.alive
        self.sent.append(Message(dict(header), dict(arrays or {})))

    def close(self) -> None:
        self.alive = False

    def leave(self) -> None:
        self.alive = False

    def kill(self) -> None:
        self.alive = False

    # what a test lets it do

    def of(self, kind: str) -> list[Header]:
        """Return what it was sent of a kind."""
        return [message.header for message in self.sent if message.kind == kind]

    def say(self, message: Message) -> None:
        """Send a message to the window."""
        self.received.emit(message)

    def get_ready(self) -> None:
        """Come up."""
        self.say(messages.loading())
        device = messages.DeviceInfo(key="cuda", title="CUDA", available=False, reason="no NVIDIA driver")
        self.say(messages.ready(torch="2", python="3", devices=[device], threads=1, pid=7))

    def take_start(self, update: int = 0) -> int:
        """Answer the last start; return its run's number."""
        run = int(self.of("start")[-1]["run"])
        task = {"length": T, "input_size": 1, "output_size": 1, "symbols": [], "output_symbols": [], "data_sha256": ""}
        self.say(messages.started(run, update=update, device="cpu", threads=1, parameters=10, task=task))
        return run

    def give_trace(self, run: int, number: int, update: int = 0, seconds: float = 0.01) -> None:
        """Send a trace of a run."""
        arrays: dict[str, Array] = {
            "tokens": np.array([str(t) for t in range(T)]),
            "layer0.hidden": np.zeros((T, H), np.float32),
            "loss": np.array(1.5, np.float32),
        }
        pulls = self.of("pull")
        header = {
            "kind": "trace", "run": run, "number": number, "update": update, "path": "loops",
            "watch": pulls[-1]["watch"] if pulls else [],
            "cells": {"layer0": "rnn"}, "probe_seconds": seconds, "operated": [], "untouched": None, "unfit": [],
        }
        self.say(Message(header, arrays))

    def give_rows(self, run: int, *updates: int) -> None:
        """Send the rows of some updates."""
        columns = {name: np.array([float(u) for u in updates]) for name in ("update", "loss")}
        self.say(messages.metrics(run, updates[-1], columns))

    def give_snapshot(self, run: int, update: int) -> None:
        """Send a snapshot."""
        self.say(messages.snapshot(run, update, {"model/w": np.full(2, float(update))}))

    def refuse(self, run: int, about: str) -> None:
        """Refuse a command."""
        self.say(messages.bad(run, about, BadInput("{field} is too large", field="cell.hidden_size")))

    def die(self) -> None:
        """End without having been asked to."""
        self.alive = False
        self.deaths += 1
        log = ("Fatal Python error",)
        self.failed.emit(Failure(reason="signal", detail="", exit_code=9, log=log, quick_deaths=self.deaths))
