"""Where the files that come with the program are: beside a checkout, or inside the installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rnnviz.errors import CannotRun


@cache
def resources() -> Path:
    """Return the folder of the program's resources.

    Raises
    ------
    CannotRun
        The installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent / "resources"):
        if (folder / "experiments").is_dir():
            return folder
    raise CannotRun(f"the resources of rnnviz are missing beside {package}: install rnnviz again")
