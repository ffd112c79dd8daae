"""Attention as it was at earlier updates."""

from __future__ import annotations

import numpy as np

from rnnviz.history import History
from rnnviz.trace import Trace
from rnnviz.views.attention.dock import Attention
from tests.views.attention.translations import shown, softmax, translated


def past_of(*traces: Trace) -> History:
    history = History()
    for trace in traces:
        history.past.append(trace)
    return history


def test_the_slider_goes_back_through_the_training(dock: Attention) -> None:
    rng = np.random.default_rng(0)
    traces = []
    for update in (0, 10, 20):
        trace = translated()
        weights = softmax(rng.normal(size=trace["decoder.attention"].shape)).astype(np.float32)
        traces.append(Trace(update=update, arrays={**trace.arrays, "decoder.attention": weights}))
    other = Trace(update=5, arrays=translated(rows=9, columns=9).arrays)
    dock.follow(past_of(*traces, other))
    shown(dock, traces[-1], t=5)
    assert not dock.over.isHidden()
    assert dock.over.slider.maximum() == 3  # that of other words is no past of these
    assert not [offer for offer in dock.offers() if "update" in offer.title]
    items = len(dock.matrix.scene().items())
    dock.over.slider.setValue(1)
    assert "update 10" in dock.heading.text()
    assert np.abs(dock.matrix.heat.item.image / 254 - traces[1]["decoder.attention"]).max() < 0.5 / 254 + 1e-3
    asked: list[int] = []
    dock.shared.requests.update_asked.connect(asked.append)
    dock.offers()[0].act()
    assert asked == [10]
    dock.follow(past_of(*traces, Trace(update=30, arrays=traces[0].arrays)))
    assert dock.over.then is not None
    assert dock.over.then.update == 10
    dock.over.slider.setValue(dock.over.slider.maximum())
    assert "update" not in dock.heading.text()
    assert np.abs(dock.matrix.heat.item.image / 254 - traces[2]["decoder.attention"]).max() < 0.5 / 254 + 1e-6
    assert len(dock.matrix.scene().items()) == items


def test_a_past_attention_over_other_words_says_so(dock: Attention) -> None:
    now = translated()
    tokens = now["tokens"].copy()
    tokens[0] = "elsewhere"
    past = Trace(update=3, arrays={**now.arrays, "tokens": tokens})
    dock.follow(past_of(past, Trace(update=4, arrays=now.arrays)))
    shown(dock, now, t=5)
    dock.over.slider.setValue(0)
    assert "update 3, of other words than these" in dock.heading.text()
    dock.over.slider.setValue(1)
    assert "other words" not in dock.heading.text()
