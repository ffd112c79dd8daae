"""What a command is: its arguments, and what it does with them. A mistake in them is one line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from rnnviz.errors import BadInput


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `BadInput`, and takes no option's beginning for the option."""

    def __init__(self, *, prog: str, description: str, epilog: str = "", usage: str | None = None) -> None:
        super().__init__(
            prog=prog, description=description, epilog=epilog, usage=usage, allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        """Raise one sentence instead of printing the usage."""
        raise BadInput("{message} ({help} tells more)", message=message, help=f"{self.prog} --help")


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command.

    Attributes
    ----------
    name : str
        "run"; "" for the one without a name, which opens the window.
    purpose : str
        One line of help.
    arguments : callable
        Adds its arguments to a parser.
    main : callable
        Does the work; returns the exit code.
    """

    name: str
    purpose: str
    arguments: Callable[[argparse.ArgumentParser], None]
    main: Callable[[argparse.Namespace], int]
    epilog: str = ""

    def run(self, words: Sequence[str]) -> int:
        """Read the words and do the work."""
        parser = Parser(prog=f"rnnviz {self.name}".strip(), description=self.purpose, epilog=self.epilog)
        self.arguments(parser)
        return self.main(parser.parse_args(words))
