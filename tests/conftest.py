"""What every test stands on: no display, a home of its own, and no trace left behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("first failure", settings.get_profile("any machine"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("any machine")  # the other one is that of tools/mutants.py: no failure is made smaller


@pytest.fixture(scope="session", autouse=True)
def rnnviz_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole session, and the engines that it starts, a home of their own."""
    home = tmp_path_factory.mktemp("rnnviz_home")
    before = os.environ.get("RNNVIZ_HOME")
    os.environ["RNNVIZ_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["RNNVIZ_HOME"]
    else:
        os.environ["RNNVIZ_HOME"] = before


@pytest.fixture(scope="module", autouse=True)
def plain_english() -> Iterator[None]:
    """Leave the next file of tests an application in English and in its own font."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    font = app.font() if app is not None else None
    yield
    app = sys.modules["PySide6.QtWidgets"].QApplication.instance() if "PySide6.QtWidgets" in sys.modules else None
    if app is not None and "rnnviz.app.dress.language" in sys.modules:
        sys.modules["rnnviz.app.dress.language"].install(app, "en")
        if font is not None:
            app.setFont(font)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def own_threads() -> Iterator[None]:
    """Give torch back the number of threads that it had: a run sets its own."""
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def one_thread(own_threads: None) -> None:
    """Let torch compute on one thread, as figures that are to repeat are made."""
    import torch

    torch.set_num_threads(1)
