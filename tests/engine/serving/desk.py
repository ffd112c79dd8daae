"""A server that is turned by hand, and the other end of its pipe."""

from __future__ import annotations

import os
import queue
import threading

from rnnviz.catalogue import as_values, load
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.server import Server
from rnnviz.engine.serving.wire import Outbox
from rnnviz.experiment import Experiment
from rnnviz.link import messages
from rnnviz.link.frames import Decoder, Message

SIZES = ["cell.hidden_size=8", "task.length=20", "training.batch_size=4"]
SMALL = ["threads=1", *SIZES]


class Wire:
    """An outbox, and what comes out at the other end of its pipe."""

    def __init__(self) -> None:
        self._incoming, outgoing = os.pipe()
        self.outbox = Outbox(outgoing, closed=lambda: None)
        self.read: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        decoder = Decoder()
        while data := os.read(self._incoming, 1 << 16):
            for message in decoder.feed(data):
                self.read.put(message)


class Desk:
    """A server without a run, turned by hand."""

    def __init__(self, wire: Wire) -> None:
        self.mailbox = Mailbox()
        self.outbox, self._read = wire.outbox, wire.read
        self.server = Server(self.mailbox, self.outbox)

    def turn(self, *commands: Message, times: int = 1) -> list[Message]:
        """Put commands into the mailbox, turn the server, and return what it sends."""
        for command in commands:
            self.mailbox.put(command)
        for _ in range(times):
            self.server.turn()
        self.outbox.send(messages.beat())  # marks the end
        return list(iter(self._read.get, messages.beat()))

    def start(self, run: int = 1, sets: list[str] = SMALL) -> list[Message]:
        return self.turn(messages.start(run, as_values(experiment(sets))))


def experiment(sets: list[str] = SMALL) -> Experiment:
    return load("vanishing-rnn", sets)


def kinds(sent: list[Message]) -> list[str]:
    return [message.kind for message in sent if message.kind != "state"]


def one(sent: list[Message], kind: str) -> Message:
    (found,) = [message for message in sent if message.kind == kind]
    return found


def pull(have: int = 0, run: int = 1, reach: int | None = None, watch: tuple[str, ...] = ()) -> Message:
    return messages.pull(run, watch, reach, have)
