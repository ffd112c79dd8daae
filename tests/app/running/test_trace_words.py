"""What takes long has a word of its own, whatever of it the engine is at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from rnnviz.app.running.trace_words import at_work, doing, progress, share_words
from rnnviz.catalogue import load
from rnnviz.engine.patience import Patience
from rnnviz.engine.training.run import Run
from rnnviz.link import messages
from rnnviz.link.frames import Header

SMALL = ["threads=1", "cell.hidden_size=4", "training.batch_size=2", "task.length=12"]


class Names(Patience):
    """Keeps which families the engine says that it is at."""

    def __init__(self) -> None:
        super().__init__(lambda: False)
        self.families: set[str] = set()

    @contextmanager
    def on(self, names: Collection[str]) -> Iterator[None]:
        self.families |= {name.partition("/")[0].partition("@")[0] for name in names}
        with super().on(names):
            yield


def at(busy: str, *, share: float | None = 0.34, again: bool = False) -> Header:
    names = ["gradient_flow/layer0.hidden"] if busy == "pull" else []
    return messages.state(
        1, training=False, updates_per_second=0.0, busy=busy, seconds=2.0, names=names, share=share, again=again
    ).header


def test_every_family_that_the_engine_names_has_words_of_its_own() -> None:
    run = Run(load("adding-lstm", SMALL))
    run.update()
    heard = Names()
    with heard.heard():
        run.probe(("*", "gradient_kept@5/*", "gradient_lost@5/*", "gradient_flow_coarse/*"))
    assert len(heard.families) > 12
    assert [family for family in heard.families if at_work([f"{family}/layer0.hidden"]) == at_work([])] == []


def test_a_pass_that_is_made_once_more_is_named_as_that() -> None:
    assert progress(at("pull")) == "computing the loss-by-time matrix: 34 %, 2 s"
    assert progress(at("pull", again=True)) == (
        "computing the loss-by-time matrix once more, with all digits: 34 %, 2 s"
    )
    assert share_words(at("pull", again=True, share=0.0)) == "computing once more with all digits: 0 %, 2 s"


def test_what_is_computed_layer_by_layer_names_the_layer_since_each_begins_anew() -> None:
    state = at("pull") | {"names": ["jacobian_radius/layer3", "jacobian_eigenvalues/layer3"]}
    assert progress(state) == "computing the eigenvalues of the steps' Jacobians (layer3): 34 %, 2 s"
    assert share_words(state) == "computing layer3: 34 %, 2 s"
    assert share_words(at("pull")) == "computing: 34 %, 2 s"


def test_how_far_the_checks_are_is_said() -> None:
    assert doing(at("verify")) == "busy: verifying, 34 %, 2 s"
