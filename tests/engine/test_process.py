"""The engine's process from outside: how it ends, and that nothing but messages comes upon its wire."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from rnnviz.catalogue import as_values, load
from rnnviz.link import messages
from rnnviz.link.frames import Decoder, Message, encode

COMMAND = [sys.executable, "-m", "rnnviz.engine"]
LONG = ["cell.hidden_size=256", "task.length=2000", "training.batch_size=64"]
"""An update takes longer than the engine may take to leave."""


class Engine:
    """The process, and the two ends of its wire."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._decoder = Decoder()
        self._found: list[Message] = []

    def send(self, message: Message) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"".join(encode(*message)))
        self.process.stdin.flush()

    def wait(self, kind: str) -> Message:
        """Return the first message of a kind; the ones before it are dropped."""
        assert self.process.stdout
        while True:
            while self._found:
                message = self._found.pop(0)
                if message.kind == kind:
                    return message
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            assert data, self.process.communicate()[1].decode()
            self._found += self._decoder.feed(data)

    def seconds_to_leave(self) -> float:
        assert self.process.stdin
        began = time.monotonic()
        self.process.stdin.close()
        assert self.process.wait(timeout=10) == 0
        return time.monotonic() - began


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    with engine.process:
        yield engine
        engine.process.kill()


def test_it_leaves_while_it_still_loads(engine: Engine) -> None:
    engine.wait("loading")
    assert engine.seconds_to_leave() < 1.0


def test_it_outlives_ctrl_c_and_leaves_in_the_middle_of_an_update(engine: Engine) -> None:
    engine.wait("ready")
    engine.process.send_signal(signal.SIGINT)
    engine.send(messages.start(1, as_values(load("vanishing-rnn", LONG))))
    engine.send(messages.train(1, True))
    engine.wait("snapshot")  # taken before the first update
    while not engine.wait("state").header["busy"]:
        pass
    assert engine.seconds_to_leave() < 1.0


def test_what_is_no_message_ends_it_with_a_reason(engine: Engine) -> None:
    assert engine.process.stdin
    engine.process.stdin.write(b"start please, and then 24 bytes more")
    engine.process.stdin.flush()
    assert "CorruptStream: a message begins with" in engine.wait("crashed").header["traceback"]
    assert engine.process.wait(timeout=10) == 1


def test_it_leaves_where_nobody_reads_any_more(engine: Engine) -> None:
    engine.wait("ready")
    assert engine.process.stdout
    engine.process.stdout.close()
    assert engine.process.wait(timeout=2) == 0


def test_none_outlives_a_killed_window() -> None:
    window = (
        "from subprocess import PIPE, Popen\n"
        f"engine = Popen({COMMAND!r}, stdin=PIPE, stdout=PIPE)\n"
        "engine.stdout.read(24); print('started', flush=True); engine.wait()"
    )
    parent = subprocess.Popen([sys.executable, "-c", window], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with parent:
        assert parent.stdout
        assert parent.stderr
        assert parent.stdout.readline().strip() == b"started"
        parent.kill()
        ended, _, _ = select.select([parent.stderr], [], [], 1.0)  # the engine holds its other end
        assert ended
        assert parent.stderr.read() == b""


def test_what_libraries_print_does_not_come_upon_the_wire() -> None:
    code = (
        "import os, subprocess, sys; from rnnviz.engine.serving.wire import claim; incoming, outgoing = claim()\n"
        "print('python', flush=True); os.write(1, b'library\\n'); subprocess.run(['echo', 'program'], check=True)\n"
        "assert sys.stdin.read() == ''; os.write(outgoing, os.read(incoming, 10))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"wire", capture_output=True, check=True)
    assert done.stdout == b"wire"
    assert done.stderr.split() == [b"python", b"library", b"program"]
