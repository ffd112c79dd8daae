"""The program: ``rnnviz``, or ``python -m rnnviz``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (run from a checkout, where no installer has looked at the version)
        sys.stderr.write(f"rnnviz: Python 3.11 or newer is needed, this is {sys.version.split()[0]}\n")
        return 3
    try:
        from rnnviz.cli import main as command
    except ImportError as problem:
        if not problem.name or problem.name.startswith("rnnviz"):
            raise
        sys.stderr.write(f"rnnviz: {problem}; install it with: python -m pip install rnnviz\n")
        return 3
    return command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
