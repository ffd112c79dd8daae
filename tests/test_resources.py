"""What comes with the program is found from a checkout and from an installed package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import rnnviz
from rnnviz.resources import resources

ASK = "from rnnviz.resources import resources; print(resources())"


def test_a_checkout_has_them_beside_the_package() -> None:
    assert resources() == Path(rnnviz.__file__).parent.parent / "resources"
    assert (resources() / "experiments" / "python-lstm.toml").is_file()


def package(folder: Path) -> Path:
    """The package alone, somewhere else."""
    source, target = Path(rnnviz.__file__).parent, folder / "rnnviz"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)


def test_an_installed_package_has_them_inside(tmp_path: Path) -> None:
    inside = package(tmp_path) / "_resources"
    (inside / "experiments").mkdir(parents=True)
    assert python(tmp_path, "-c", ASK).stdout.strip() == str(inside)


def test_a_damaged_installation_is_named(tmp_path: Path) -> None:
    package(tmp_path)
    done = python(tmp_path, "-m", "rnnviz", "list", "experiments")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "install rnnviz again" in done.stderr
