"""Layers and their arrays on the one time axis."""

from __future__ import annotations

import numpy as np

from rnnviz.trace import Trace
from rnnviz.views import scopes


def test_layers_are_grouped_over_the_axis(sample_traces: dict[str, Trace]) -> None:
    assert scopes.layers(sample_traces["lstm"]) == (("layer0",),)
    assert scopes.layers(sample_traces["deep"]) == (("layer0",), ("layer1",))
    assert scopes.layers(sample_traces["pair"]) == (("encoder.layer0", "decoder.layer0"),)


def test_a_scope_that_is_gone_gives_way_to_the_last_layer(sample_traces: dict[str, Trace]) -> None:
    deep = sample_traces["deep"]
    assert scopes.layer_of(deep, "layer0") == ("layer0",)
    assert scopes.layer_of(deep, "decoder.layer0") == ("layer1",)
    assert scopes.layer_of(Trace(arrays={"tokens": np.array(["a"])}), "layer0") == ()


def test_an_array_of_one_scope_is_the_traces_own(sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["lstm"]
    found = scopes.laid(trace, ("layer0",), "hidden")
    assert found is not None
    assert found[1] is trace["layer0.hidden"]
    assert scopes.laid(trace, ("layer0",), "reset_gate") is None


def test_arrays_of_encoder_and_decoder_follow_one_another(sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["pair"]
    layer = scopes.layers(trace)[0]
    found = scopes.laid(trace, layer, "hidden", "gradient_reach_log10/")
    assert found is not None
    steps, values = found
    np.testing.assert_array_equal(steps, np.arange(trace.length))
    assert values[trace.start(layer[1])] == trace["gradient_reach_log10/decoder.layer0.hidden"][0]
    assert scopes.boundary(trace) == len(trace["encoder.layer0.hidden"])
    assert scopes.scope_at(trace, layer, 0) == "encoder.layer0"
    assert scopes.scope_at(trace, layer, trace.start(layer[1])) == "decoder.layer0"


def test_scopes_of_different_size_are_filled_with_nan(sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["pair"]
    short = {**trace.arrays, "decoder.layer0.hidden": trace["decoder.layer0.hidden"][:, :5]}
    narrower = Trace(arrays=short, cells=trace.cells)
    found = scopes.laid(narrower, scopes.layers(narrower)[0], "hidden")
    assert found is not None
    assert found[1].shape == (trace.length, 12)
    assert np.isnan(found[1][-1, 5:]).all()
    assert scopes.units(narrower, scopes.layers(narrower)[0]) == 12


def test_rows_outside_are_none(sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["lstm"]
    found = scopes.laid(trace, ("layer0",), "hidden")
    np.testing.assert_array_equal(scopes.row_at(found, 3), trace["layer0.hidden"][3])
    assert scopes.row_at(found, trace.length) is None
    assert scopes.row_at(found, -1) is None
    assert scopes.row_at(None, 0) is None


def test_bounded_states_have_a_fixed_limit(sample_traces: dict[str, Trace]) -> None:
    assert scopes.fixed_limit(sample_traces["lstm"], ("layer0",), "hidden") == 1.0
    assert scopes.fixed_limit(sample_traces["lstm"], ("layer0",), "cell") is None
    assert scopes.fixed_limit(sample_traces["rnn"], ("layer0",), "hidden") == 1.0  # of tanh
