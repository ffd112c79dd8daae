from __future__ import annotations

from collections.abc import Iterator

import pytest

from rnnviz.app.running.engine_link import EngineLink
from rnnviz.catalogue import load
from rnnviz.experiment import Experiment
from tests.app.fake_engine import FakeEngine


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def link(engine: FakeEngine) -> Iterator[EngineLink]:
    made = EngineLink(engine)
    yield made
    made.close()


@pytest.fixture
def experiment() -> Experiment:
    return load("vanishing-rnn")


@pytest.fixture
def run(link: EngineLink, engine: FakeEngine, experiment: Experiment) -> int:
    """A run whose first trace has come."""
    link.open()
    link.start(experiment)
    engine.get_ready()
    number = engine.take_start()
    engine.give_trace(number, 1)
    return number
