"""Which recurrent modules a file has, and the table of what keeps others from being opened."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rnnviz.errors import BadInput
from rnnviz.weights import Module, TensorInfo, WeightsFile, choose, embedding, modules, readouts, refusal
from rnnviz.weights.layout import CELLS

Shapes = Mapping[str, tuple[int, ...]]
GATES = {cell: blocks for blocks, cell in CELLS.items()}


def file(shapes: Shapes, dtype: str = "F32") -> WeightsFile:
    tensors = {n: TensorInfo(name=n, dtype=dtype, shape=s, start=0, stop=0) for n, s in shapes.items()}
    return WeightsFile(path="w.safetensors", tensors=tensors, metadata={})


def stack(
    cell: str, d: int, h: int, layers: int = 1, prefix: str = "", biases: bool = True, both_ways: bool = False
) -> dict[str, tuple[int, ...]]:
    """The shapes of a torch module."""
    rows, endings = GATES[cell] * h, ("", "_reverse") if both_ways else ("",)
    found: dict[str, tuple[int, ...]] = {}
    for k in range(layers):
        for end in endings:
            found[f"{prefix}weight_ih_l{k}{end}"] = (rows, h * len(endings) if k else d)
            found[f"{prefix}weight_hh_l{k}{end}"] = (rows, h)
            if biases:
                found |= {f"{prefix}bias_ih_l{k}{end}": (rows,), f"{prefix}bias_hh_l{k}{end}": (rows,)}
    return found


def only(shapes: Shapes, dtype: str = "F32") -> Module:
    (found,) = modules(file(shapes, dtype))
    return found


def said(shapes: Shapes, dtype: str = "F32") -> str:
    module = only(shapes, dtype)
    assert module.troubles
    with pytest.raises(BadInput) as caught:
        choose(file(shapes, dtype), "", {})
    assert str(caught.value) == str(refusal(file(shapes, dtype), module))
    return str(caught.value)


@pytest.mark.parametrize("cell", GATES)
@pytest.mark.parametrize(("prefix", "name"), [("", "."), ("rnn.", "rnn"), ("net.encoder.0.rnn.", "net.encoder.0.rnn")])
@pytest.mark.parametrize("layers", [1, 3])
def test_a_module_of_torch_is_known_by_its_shapes(cell: str, prefix: str, name: str, layers: int) -> None:
    found = only(stack(cell, 5, 7, layers, prefix))
    assert (found.name, found.cell, len(found.layers)) == (name, cell, layers)
    assert (found.hidden_size, found.input_size) == (7, 5)
    assert not found.troubles
    assert found.biases
    assert found.layers[-1]["bias_hh"] == f"{prefix}bias_hh_l{layers - 1}"


def test_numbered_modules_of_one_layer_are_one_stack() -> None:
    shapes = {**stack("gru", 5, 7, prefix="net.layer0."), **stack("gru", 7, 7, prefix="net.layer1.")}
    found = only(shapes)
    assert (found.name, found.input_size, len(found.layers)) == ("net.layer", 5, 2)
    assert found.layers[1]["weight_ih"] == "net.layer1.weight_ih_l0"
    assert [each.name for each in modules(file({**shapes, **stack("gru", 2, 7, prefix="net.layer2.")}))] == [
        "net.layer0", "net.layer1", "net.layer2",
    ]
    two = {**stack("gru", 5, 7, prefix="encoder.layer0."), **stack("gru", 7, 7, prefix="decoder.layer0.")}
    assert [each.name for each in modules(file(two))] == ["encoder.layer0", "decoder.layer0"]
    ten = {name: s for i in reversed(range(12)) for name, s in stack("rnn", 7, 7, prefix=f"rnns.{i}.").items()}
    assert [keys["weight_hh"] for keys in only(ten).layers] == [f"rnns.{i}.weight_hh_l0" for i in range(12)]


@pytest.mark.parametrize("cell", GATES)
@pytest.mark.parametrize("biases", [True, False])
def test_a_module_that_reads_both_ways_is_known_by_its_keys(cell: str, biases: bool) -> None:
    found = only(stack(cell, 5, 7, 2, "rnn.", biases, both_ways=True))
    assert (found.cell, found.hidden_size, found.input_size, found.width) == (cell, 7, 5, 14)
    assert found.bidirectional
    assert not found.troubles
    assert found.biases is biases
    assert found.layers[1]["weight_hh_reverse"] == "rnn.weight_hh_l1_reverse"
    assert len(found.layers[0]) == (8 if biases else 4)
    assert not only(stack(cell, 5, 7, 2)).bidirectional
    numbered = {**stack(cell, 5, 7, 1, "layer0.", biases, both_ways=True),
                **stack(cell, 14, 7, 1, "layer1.", biases, both_ways=True)}  # fmt: skip
    found = only(numbered)
    assert (found.name, len(found.layers), found.bidirectional) == ("layer", 2, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weight_hh_l1_reverse": None},
         "weight_hh_l1_reverse is missing, expected (28, 7): save the whole state_dict"),
        ({"weight_ih_l1_reverse": (28, 7)}, "weight_ih_l1_reverse is (28, 7) F32, expected (28, 14)"),
        ({"weight_ih_l1": (28, 7)}, "weight_ih_l1 is (28, 7) F32, expected (28, 14)"),
        ({"weight_ih_l0_reverse": (28, 6)}, "weight_ih_l0_reverse is (28, 6) F32, expected (28, 5)"),
        ({"weight_hh_l0_reverse": (7, 28)},
         "weight_hh_l0_reverse looks transposed: it is (7, 28) F32, expected (28, 7); save its transpose"),
        ({"bias_ih_l0_reverse": None}, "bias_ih_l0_reverse is missing, expected (28,): save the whole state_dict"),
        ({"weight_hr_l0_reverse": (3, 7)},
         "weight_hr_l0_reverse is a projection (proj_size): only modules without one can be opened"),
    ],
)  # fmt: skip
def test_a_key_of_the_way_back_that_does_not_fit_is_named(
    change: dict[str, tuple[int, ...] | None], sentence: str
) -> None:
    shapes = stack("lstm", 5, 7, 2, both_ways=True) | {k: s for k, s in change.items() if s is not None}
    shapes = {key: shape for key, shape in shapes.items() if change.get(key, shape) is not None}
    assert said(shapes) == f"w.safetensors: {sentence}"


def test_missing_biases_of_all_layers_are_no_trouble_and_of_one_are() -> None:
    assert not only(stack("lstm", 5, 7, biases=False)).troubles
    assert not only(stack("lstm", 5, 7, biases=False)).biases
    shapes = stack("lstm", 5, 7)
    del shapes["bias_hh_l0"]
    assert said(shapes) == "w.safetensors: bias_hh_l0 is missing, expected (28,): save the whole state_dict"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weight_ih_l0": (5, 28)},
         "weight_ih_l0 looks transposed: it is (5, 28) F32, expected (28, D); save its transpose"),
        ({"weight_hh_l0": (7, 28)},
         "weight_hh_l0 looks transposed: it is (7, 28) F32, expected (28, 7); save its transpose"),
        ({"weight_ih_l1": (7, 28)},
         "weight_ih_l1 looks transposed: it is (7, 28) F32, expected (28, 7); save its transpose"),
        ({"weight_ih_l1": (28, 8)}, "weight_ih_l1 is (28, 8) F32, expected (28, 7)"),
        ({"weight_ih_l1": None}, "weight_ih_l1 is missing, expected (28, 7): save the whole state_dict"),
        ({"weight_hh_l1": None}, "weight_hh_l1 is missing, expected (28, 7): save the whole state_dict"),
        ({"bias_ih_l0": (27,)}, "bias_ih_l0 is (27,) F32, expected (28,)"),
        ({"weight_ih_l0": (28, 0)}, "weight_ih_l0 is (28, 0) F32, expected (28, D)"),
        ({"weight_ih_l0": (28,)}, "weight_ih_l0 is (28,) F32, expected (28, D)"),
        ({"weight_hr_l0": (3, 7)}, "weight_hr_l0 is a projection (proj_size): only modules without one can be opened"),
        ({"weight_ih_l0_reverse": (28, 5)},
         "weight_hh_l0_reverse is missing, expected (28, 7): save the whole state_dict"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_what_is_expected_and_found(
    change: dict[str, tuple[int, ...] | None], sentence: str
) -> None:
    shapes: dict[str, tuple[int, ...]] = stack("lstm", 5, 7, 2)
    for key, shape in change.items():
        shapes.pop(key, None)
        if shape is not None:
            shapes[key] = shape
    assert said(shapes) == f"w.safetensors: {sentence}"


def test_a_projection_is_named_as_what_makes_the_recurrent_matrix_another_shape() -> None:
    shapes = {"weight_ih_l0": (28, 5), "weight_hh_l0": (28, 3), "bias_ih_l0": (28,), "bias_hh_l0": (28,)}
    assert "weight_hr_l0 is a projection (proj_size)" in said({**shapes, "weight_hr_l0": (3, 7)})


@pytest.mark.parametrize("shape", [(14, 7), (35, 7), (15, 7)])
def test_a_matrix_of_another_cells_shape_is_said_to_be(shape: tuple[int, ...]) -> None:
    words = said({"a.weight_ih_l0": (shape[0], 5), "a.weight_hh_l0": shape})
    assert words.startswith(f"w.safetensors: a.weight_hh_l0 is ({shape[0]}, 7) F32: ")
    assert "belongs to another cell" in words


@pytest.mark.parametrize("shape", [(0, 0), (7,), (), (28, 7, 1)])
def test_a_matrix_that_is_none_is_said_to_be(shape: tuple[int, ...]) -> None:
    assert "weight_hh_l0 is (" in said({"weight_ih_l0": (28, 5), "weight_hh_l0": shape})


def test_a_layer_that_is_left_out_is_named() -> None:
    shapes = {name: shape for name, shape in stack("gru", 7, 7, 4).items() if not name.endswith(("_l1", "_l2"))}
    assert said(shapes) == "w.safetensors: weight_ih_l1 is missing, expected (21, 7): save the whole state_dict"
    assert [row.key for row in only(shapes).troubles] == ["weight_ih_l1", "weight_hh_l1"]


def test_numbers_of_another_type_are_said_to_be() -> None:
    assert said(stack("gru", 5, 7), "I64") == (
        "w.safetensors: weight_ih_l0 is (21, 5) I64: weights must be F16, BF16, F32 or F64"
    )


def test_a_file_without_recurrent_layers_says_what_it_has() -> None:
    with pytest.raises(BadInput, match=r"no key ends in weight_hh_l0 or weight_hh; it has fc\.weight, a, b, c, …"):
        choose(file({"fc.weight": (2, 2), "a": (1,), "b": (1,), "c": (1,), "d": (1,)}), "", {})
    with pytest.raises(BadInput, match="it has nothing"):
        choose(file({}), "", {})


def test_what_was_given_picks_among_several() -> None:
    both = file({**stack("lstm", 5, 7, prefix="a."), **stack("gru", 5, 9, prefix="b.")})
    assert choose(both, "", {"cell.kind": "gru"}).name == "b"
    assert choose(both, "", {"cell.hidden_size": 7}).name == "a"
    assert choose(both, "b.", {}).name == "b"
    with pytest.raises(BadInput, match=r"choose one of a, b as model\.weights_prefix"):
        choose(both, "", {})
    with pytest.raises(BadInput, match=r"model\.weights_prefix must be one of a, b for w\.safetensors, got c"):
        choose(both, "c", {})
    with pytest.raises(BadInput, match=r"cell\.hidden_size is 8, but the weights in w\.safetensors have 7: leave"):
        choose(both, "", {"cell.hidden_size": 8})


def test_of_several_the_one_that_can_be_opened_is_taken() -> None:
    shapes = {**stack("gru", 5, 9, prefix="b."), "c.weight_hh_l0": (14, 7)}
    assert choose(file(shapes), "", {}).name == "b"
    with pytest.raises(BadInput, match=r"c\.weight_ih_l0 is missing"):
        choose(file(shapes), "c", {})


def test_readouts_and_embeddings_are_known_by_name_size_and_bias() -> None:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.weight": (50, 5), **stack("gru", 5, 7, prefix="rnn."), "norm.weight": (7,), "norm.bias": (7,),
        "mid.weight": (9, 7), "mid.bias": (9,), "fc2.weight": (4, 7), "fc2.bias": (4,), "tied.weight": (50, 7),
        "head.weight": (3, 7),
    }
    found = readouts(file(shapes), 7)
    assert [(each.weight, each.bias, each.outputs) for each in found] == [
        ("fc2.weight", "fc2.bias", 4), ("head.weight", "", 3), ("mid.weight", "mid.bias", 9),
    ]
    table = embedding(file(shapes), only({k: v for k, v in shapes.items() if k.startswith("rnn")}))
    assert table is not None
    assert (table.weight, table.count) == ("emb.weight", 50)
    without = {k: v for k, v in shapes.items() if not k.startswith("emb")}
    assert embedding(file(without), only({k: v for k, v in shapes.items() if k.startswith("rnn")})) is None


def test_the_weights_of_cells_are_layers() -> None:
    shapes = {name.replace("_l0", ""): shape for name, shape in stack("lstm", 5, 7, prefix="net.cell.").items()}
    found = only(shapes)
    assert (found.name, found.cell, found.input_size, found.hidden_size) == ("net.cell", "lstm", 5, 7)
    assert found.layers == ({kind: f"net.cell.{kind}" for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")},)
    assert not found.troubles
    several = {
        f"cells.{k}.{name.replace('_l0', '')}": shape
        for k in range(2) for name, shape in stack("gru", 7 if k else 5, 7).items()
    }  # fmt: skip
    assert len(only(several).layers) == 2
    del shapes["net.cell.bias_hh"]
    assert said(shapes).startswith("w.safetensors: net.cell.bias_hh is missing, expected (28,)")
