"""Operations on a model in words."""

from __future__ import annotations

from rnnviz.operation import Operation
from rnnviz.views.gate import visible
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

HIDDEN_SCORE = -1e9
"""An attention score whose weight is exactly 0."""


def words(operation: Operation) -> str:
    """Return what an operation does, and where: forget gate of unit 7 of layer0 clamped to 1 at steps 10–20."""
    steps = when(operation.first, operation.last)
    match operation.kind:
        case "token":
            return tr("“{symbol}” is read {when}").format(symbol=visible(operation.symbol), when=steps)
        case "cut":
            layer = operation.target or tr("all layers")
            if operation.first is not None and operation.first == operation.last:
                said = tr("gradient of {layer} cut before step {t}")
                return said.format(layer=layer, t=operation.first)
            return tr("gradient of {layer} cut {when}").format(layer=layer, when=steps)
        case "weight":
            place = f"{operation.target}{[*operation.index]}" if operation.index else operation.target
            return tr("{parameter} set to {value}").format(parameter=place, value=number(operation.value))
        case "silence":
            return _silenced(operation, steps)
    what = target(operation)
    if operation.kind == "scale":
        said = tr("{what} multiplied by {value} {when}")
        return said.format(what=what, value=number(operation.value), when=steps)
    if operation.target.endswith("attention_scores") and operation.value <= HIDDEN_SCORE and operation.index:
        scope = operation.target.rpartition(".")[0]
        if scope != "decoder":
            said = tr("step {place} hidden from {layer} {when}")
            return said.format(place=operation.index[0], layer=scope, when=steps)
        return tr("source word {place} hidden from the decoder {when}").format(place=operation.index[0], when=steps)
    if operation.value == 0 and operation.target.endswith(".hidden"):
        return tr("{what} silenced {when}").format(what=what, when=steps)
    return tr("{what} clamped to {value} {when}").format(what=what, value=number(operation.value), when=steps)


def _silenced(operation: Operation, steps: str) -> str:
    """Return which head is silent, and what that means."""
    scope = operation.target.rpartition(".")[0]
    if scope == "decoder":
        return tr("attention of the decoder silenced {when}: its context is 0").format(when=steps)
    if not operation.index:
        return tr("every head of {layer} silenced {when}: their weighted sums are 0").format(layer=scope, when=steps)
    said = tr("head {head} of {layer} silenced {when}: its weighted sum is 0")
    return said.format(head=operation.index[0] + 1, layer=scope, when=steps)


def target(operation: Operation) -> str:
    """Return what is clamped or scaled: forget gate of unit 7 of layer0."""
    scope, _, name = operation.target.rpartition(".")
    return of_unit(name, scope, operation.index[0] if operation.index else None)


def of_unit(name: str, scope: str, unit: int | None) -> str:
    """Return a quantity of a unit, or of all units, of a layer."""
    what = quantity(name)
    if name == "inputs":
        said = tr("{what} of {layer}") if scope else "{what}"
        return said.format(what=what if unit is None else f"{what} {unit}", layer=scope)
    if name in ("attention", "attention_scores", "attention_products"):
        return what if unit is None else tr("{what} of source word {place}").format(what=what, place=unit)
    if unit is None:
        return tr("{what} of every unit of {layer}").format(what=what, layer=scope)
    return tr("{what} of unit {unit} of {layer}").format(what=what, unit=unit, layer=scope)


def quantity(name: str) -> str:
    """Return an array's last part in words."""
    known = {
        "hidden": tr("hidden state"),
        "cell": tr("cell state"),
        "input_gate": tr("input gate"),
        "forget_gate": tr("forget gate"),
        "output_gate": tr("output gate"),
        "candidate": tr("candidate"),
        "reset_gate": tr("reset gate"),
        "update_gate": tr("update gate"),
        "inputs": tr("input"),
        "attention": tr("attention weight"),
        "attention_scores": tr("attention score"),
        "attention_products": tr("product of query and key"),
        "attentional": tr("attentional vector"),
        "context": tr("weighted sum of the values"),
        "key": tr("key"),
        "query": tr("query"),
        "value": tr("value"),
    }
    base = name.removesuffix("_preactivation")
    if base != name and base in known:
        return tr("sum under the {gate}").format(gate=known[base])
    return known.get(name, name)


def when(first: int | None, last: int | None) -> str:
    """Return at which steps: at steps 10–20."""
    if first is None and last is None:
        return tr("at every step")
    if last is None:
        return tr("from step {t}").format(t=first)
    if first is None:
        return tr("up to step {t}").format(t=last)
    if first == last:
        return tr("at step {t}").format(t=first)
    return tr("at steps {first}–{last}").format(first=first, last=last)
