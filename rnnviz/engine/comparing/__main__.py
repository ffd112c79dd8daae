"""The process of a comparison: ``python -m rnnviz.engine.comparing`` speaks as the engine does, of one thing."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import platform
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterable
from typing import NoReturn

from rnnviz.engine.machine.allocator import keep_freed_memory
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.engine.serving.wire import Outbox, claim, listen
from rnnviz.errors import BadInput
from rnnviz.link import comparison_messages as messages
from rnnviz.link.frames import Message
from rnnviz.link.messages import crashed, loading, ready

NICE = 10
SECONDS = 0.05
"""Between two messages of progress."""


def main() -> NoReturn:
    """Run each comparison that is asked for, until standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming, outgoing = claim()
    faulthandler.enable()
    keep_freed_memory()
    mailbox, outbox = Mailbox(), Outbox(outgoing, closed=_leave)
    threading.Thread(target=listen, args=(incoming, mailbox, _leave), name="listener", daemon=True).start()
    try:
        outbox.send(loading())
        import torch  # seconds: the window knows by now that we live

        from rnnviz.engine.machine.threads import default_threads
        from rnnviz.engine.serving.heart import Heart

        if hasattr(os, "nice"):
            os.nice(NICE)
        torch.set_num_threads(default_threads())
        outbox.send(ready(
            torch=torch.__version__, python=platform.python_version(), devices=(), threads=default_threads(),
            pid=os.getpid(),
        ))  # fmt: skip
        Heart(outbox, lambda: None).start()
        while True:
            answer(mailbox.take(None), outbox)
    finally:  # it ends by an error alone
        outbox.send(crashed(traceback.format_exc()))
        outbox.drain(2.0)
        with contextlib.suppress(OSError):
            traceback.print_exc(file=sys.stderr)
        _leave(1)


def answer(commands: Iterable[Message], outbox: Outbox) -> None:
    """Run the comparisons of some commands to their ends."""
    from rnnviz.engine.comparing.runs import compare

    for message in commands:
        if message.kind != "compare":
            continue
        told = 0.0
        try:
            for part in compare(messages.comparison_of(message.header)):
                if part.outcome is not None:
                    outbox.send(messages.compared(part.outcome))
                if part.outcome is not None or time.monotonic() >= told + SECONDS:
                    told = time.monotonic()
                    case = part.case
                    outbox.send(messages.comparing(part.done, part.total, case.label, case.value, case.seed))
        except BadInput as problem:
            outbox.send(messages.not_compared(problem))
        else:
            outbox.send(messages.compared_all())


def _leave(code: int = 0) -> NoReturn:
    """End now, even while another thread computes."""
    os._exit(code)


if __name__ == "__main__":
    main()
