"""The engine's process: ``python -m rnnviz.engine`` speaks messages on standard input and output."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import traceback
from typing import NoReturn

from rnnviz.engine.machine.allocator import keep_freed_memory
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.wire import Outbox, claim, listen
from rnnviz.link import messages

NICE = 10
LAST_WORDS = 0.25
"""Seconds that are given to what has not been written yet when the other side has closed the pipe."""


def main() -> NoReturn:
    """Run the engine until its standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the window, which then ends us
    incoming, outgoing = claim()
    faulthandler.enable()
    keep_freed_memory()
    mailbox, outbox = Mailbox(), Outbox(outgoing, closed=_leave)

    def closed() -> None:
        outbox.drain(LAST_WORDS)
        _leave()

    threading.Thread(target=listen, args=(incoming, mailbox, closed), name="listener", daemon=True).start()
    try:
        outbox.send(messages.loading())
        from rnnviz.engine.serving.server import Server  # torch takes seconds: the window knows by now that we live

        if hasattr(os, "nice"):
            os.nice(NICE)  # not before: on a busy machine the imports would wait; torch's threads inherit it
        Server(mailbox, outbox).serve()
    finally:  # serving ends by an error alone
        _die(outbox, traceback.format_exc())


def _die(outbox: Outbox, reason: str) -> NoReturn:
    """Say what went wrong, to the window and on standard error, and end."""
    outbox.send(messages.crashed(reason))
    outbox.drain(2.0)
    with contextlib.suppress(OSError):
        sys.stderr.write(reason)
    _leave(1)


def _leave(code: int = 0) -> NoReturn:
    """End now, even while another thread computes."""
    os._exit(code)


if __name__ == "__main__":
    main()
