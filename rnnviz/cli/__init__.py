"""The command line: which command is meant, and which exit code its end deserves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import TextIO, cast

from rnnviz.cli import bench, compare, listing, run, shot, verify, window
from rnnviz.cli.output import Output
from rnnviz.cli.parser import Command
from rnnviz.errors import BadInput, CannotRun, one_line

FAILED, BAD_INPUT, CANNOT_RUN, INTERRUPTED = 1, 2, 3, 130

COMMANDS: dict[str, Command] = {
    "run": run.COMMAND,
    "shot": shot.COMMAND,
    "list": listing.COMMAND,
    "verify": verify.COMMAND,
    "compare": compare.COMMAND,
    "bench": bench.COMMAND,
}


def main(words: Sequence[str]) -> int:
    """Run the command that the words name; return the exit code of the contract.

    Parameters
    ----------
    words : sequence of str
        The command line without the program's name.

    Returns
    -------
    int
        0 done; 1 failed while running; 2 bad input; 3 the installation cannot run; 130 interrupted.
    """
    output = Output(sys.stdout)
    with redirect_stdout(cast("TextIO", output)):
        try:
            return _end_of(words)
        finally:
            output.flush()


def _end_of(words: Sequence[str]) -> int:
    """Run the command; return the exit code that its end deserves."""
    try:
        return _run(words)
    except BadInput as problem:
        return _say(str(problem), BAD_INPUT)
    except CannotRun as problem:
        return _say(str(problem), CANNOT_RUN)
    except ImportError as problem:
        if not problem.name or problem.name.startswith("rnnviz"):
            raise
        return _say(f"{one_line(str(problem))}: rnnviz is not installed completely", CANNOT_RUN)
    except OSError as problem:
        if problem.filename is None:
            raise
        return _say(f"{problem.filename}: {problem.strerror}", FAILED)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)


def _run(words: Sequence[str]) -> int:
    if words and words[0] in COMMANDS:
        return COMMANDS[words[0]].run(words[1:])
    if len(words) > 1 and (misspelt := window.misspelt(words[0], COMMANDS)):
        raise misspelt
    if len(words) > 1 and not window.is_named(words[0]):
        raise BadInput("unknown command {name}; “rnnviz --help” shows them all", name=words[0])
    return window.command(COMMANDS).run(words)


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"rnnviz: {sentence}\n")
    return code
