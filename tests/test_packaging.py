"""The built wheel, installed elsewhere, is the whole program."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from PIL import Image

import rnnviz

ROOT = Path(rnnviz.__file__).parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel)], check=True)
    return folder


def program(installed: Path, folder: Path, *words: str) -> str:
    """Run the installed program's own script in a folder, with nothing of the checkout on the path."""
    done = subprocess.run(
        [sys.executable, str(installed / "bin" / "rnnviz"), *words], cwd=folder, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_wheel_holds_the_program_its_resources_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "rnnviz").rglob("*.py")}
    resources = {
        f"rnnviz/_resources/{path.relative_to(ROOT / 'resources')}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.parent.name != "pictures"  # the README's
    }
    assert modules | resources <= names
    rest = {name for name in names - modules - resources if ".dist-info/" not in name}
    assert rest == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_its_metadata_are_those_of_the_project(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"rnnviz-{rnnviz.__version__}.dist-info/METADATA").decode("utf-8")
    assert f"Version: {rnnviz.__version__}\n" in metadata
    assert "Requires-Python: >=3.11\n" in metadata
    assert re.search(r"Requires-Dist: pyside6-essentials.*!=6\.9\.1.*<6\.11", metadata)


def test_installed_elsewhere_it_lists(installed: Path, tmp_path: Path) -> None:
    assert program(installed, tmp_path, "--version") == f"rnnviz {rnnviz.__version__}\n"
    rows = json.loads(program(installed, tmp_path, "list", "experiments", "--json"))
    assert {row["key"] for row in rows} == {path.stem for path in (ROOT / "resources" / "experiments").glob("*.toml")}
    assert json.loads(program(installed, tmp_path, "list", "views", "--json"))


def test_installed_elsewhere_it_draws(installed: Path, tmp_path: Path) -> None:
    out = program(
        installed, tmp_path, "shot", "hello-rnn", "--updates", "1", "--size", "1024x700", "--language", "ko",
        "--out", "a.png",
    )  # fmt: skip
    assert out == "a.png\n"
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1024, 700)


def test_every_dependency_is_pinned_for_the_tests_within_what_the_project_admits() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, version = line.split("==")
            pinned[canonicalize_name(name)] = version
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, requirement
