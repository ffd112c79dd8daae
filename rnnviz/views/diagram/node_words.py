"""The nodes of a cell's diagram in letters and words: what each holds, and what it is made of."""

from __future__ import annotations

from rnnviz.cell_info import BEFORE, INPUT, CellInfo, Node
from rnnviz.views.words.language import tr

OPS = {
    "inputs": "", "before": "", "affine": "Σ", "sum": "+", "product": "×", "one_minus": "1−", "sigmoid": "σ",
    "tanh": "tanh", "relu": "ReLU", "identity": "id", "function": "φ", "norm": "LN", "attention": "softmax",
    "mix": "Σαv", "feed": "FFN", "shift": "→",
}  # fmt: skip


def is_whole(node: Node) -> bool:
    """Tell whether what a node holds has no number of one unit, but its norm alone: what is read, attention."""
    return node.name == INPUT or node.op == "attention"


def role_of(cell: CellInfo, name: str) -> str:
    """Return the role whose colour a node has; "" for none."""
    known = {quantity.name: quantity.role for quantity in cell.named}
    return known.get(name.removesuffix(BEFORE).removesuffix("_preactivation"), "")


def symbol_of(cell: CellInfo, name: str) -> str:
    """Return the letter of what a node holds; "" where it has none."""
    if name == INPUT:
        return "x"
    known = {quantity.name: quantity.symbol for quantity in cell.named}
    symbol = known.get(name.removesuffix(BEFORE), "")
    return f"{symbol}{'₊₁' if cell.back else '₋₁'}" if symbol and name.endswith(BEFORE) else symbol


def own_name(cell: CellInfo, node: Node) -> str:
    """Return a short name of what a node holds, written with the letters of what it is made of."""
    symbol = symbol_of(cell, node.name)
    return symbol or made_of(cell, node)


def made_of(cell: CellInfo, node: Node) -> str:
    """Return what a node computes in letters: f · c₋₁, tanh(c), Σ_f."""
    of = [own_name(cell, cell.diagram.node(name)) for name in node.of]
    match node.op:
        case "sum":
            return " + ".join(of)
        case "product":
            return " · ".join(f"({name})" if " + " in name or "−" in name else name for name in of)
        case "one_minus":
            return f"1 − {of[0]}"
        case "sigmoid" | "tanh" | "relu" | "function" | "norm" | "feed":
            return f"{OPS[node.op]}({of[0]})"
        case "identity":
            return of[0]
        case "affine":
            return " + ".join(f"W {name}" for name in of) + " + b"
    return ""


def quantity_name(cell: CellInfo, node: Node) -> str:
    """Return the words for what a node holds; its letters where it has none."""
    known = {quantity.name: quantity.label for quantity in cell.named}
    label = known.get(node.name.removesuffix(BEFORE), "")
    return label or own_name(cell, node)


def said_of(cell: CellInfo, node: Node) -> str:
    """Return a line on a node: its name, and what it is made of."""
    if node.name == INPUT or (node.op == "inputs" and cell.is_block):
        return tr("what the layer reads at this step")
    label = quantity_name(cell, node)
    if node.name.endswith(BEFORE):
        words = tr("{state} of the step after") if cell.back else tr("{state} of the step before")
        return words.format(state=tr(label))
    equation = next((each.text for each in cell.equations if each.result == node.name), "")
    formula = equation or made_of(cell, node)
    return f"{tr(label)}: {formula}" if label != formula and label != own_name(cell, node) else formula
