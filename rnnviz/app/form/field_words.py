"""The words of an experiment's fields, in the window's language: labels, choices, values, explanations."""

from __future__ import annotations

import math
from pathlib import Path

from rnnviz.cells import CELLS
from rnnviz.experiment import Change
from rnnviz.settings import FieldInfo
from rnnviz.tasks import TASKS
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr
from rnnviz.views.words.powers import spelt
from rnnviz.weight_change import entry


def label(info: FieldInfo) -> str:
    """Return the field's name: learning rate."""
    return tr(info.label)


def choice_word(path: str, choice: str) -> str:
    """Return the word that people see for a choice; the choice itself where there is no better one."""
    if path == "cell.kind" and choice in CELLS:
        return tr(CELLS[choice].info.title)
    if path == "task.kind" and choice in TASKS:
        return tr(TASKS[choice].title)
    words = {
        "additive": tr("additive"),
        "dot": tr("dot product"),
        "general": tr("general"),
        "all": tr("all steps"),
        "auto": tr("automatic"),
        "cpu": "CPU",
        "cuda": "CUDA GPU",
        "current": tr("newest batch"),
        "embedding": tr("embedding"),
        "encoder_decoder": tr("encoder–decoder"),
        "gaussian": tr("Gaussian"),
        "identity": tr("identity"),
        "last": tr("last step"),
        "momentum": tr("momentum"),
        "mps": tr("Apple GPU (MPS)"),
        "none": tr("none"),
        "norm": tr("by norm"),
        "one_hot": tr("one-hot"),
        "orthogonal": tr("orthogonal"),
        "pinned": tr("same example"),
        "real": tr("real numbers"),
        "relu": "ReLU",
        "rmsprop": "RMSProp",
        "adam": "Adam",
        "ar2": "AR(2)",
        "noise": tr("white noise"),
        "regimes": tr("two regimes"),
        "sunspots": tr("sunspots"),
        "nile": tr("the Nile"),
        "refuse": tr("refused"),
        "drop": tr("lines dropped"),
        "fill": tr("last number again"),
        "ordered": tr("as it happened"),
        "shuffled": tr("shuffled"),
        "raw": tr("as they are"),
        "sine": tr("noisy sine"),
        "standard": tr("standardised"),
        "sgd": "SGD",
        "stack": tr("stack of layers"),
        "after": tr("after"),
        "before": tr("before"),
        "learnt": tr("learnt"),
        "left_out": tr("left out"),
        "sinusoidal": tr("sinusoidal"),
        "transformer": tr("transformer"),
        "window": tr("window, no memory"),
        "one_to_one": tr("one-to-one"),
        "one_to_many": tr("one-to-many"),
        "many_to_one": tr("many-to-one"),
        "many_to_many": tr("many-to-many"),
        "many_to_many_delayed": tr("many-to-many, delayed"),
        "english": tr("English"),
        "korean": tr("Korean"),
        "both": tr("English and Korean"),
        "rows": tr("row by row"),
        "pixels": tr("pixel by pixel"),
        "to_digits": tr("words to digits"),
        "to_words": tr("digits to words"),
        "torch": tr("torch's uniform"),
        "value": tr("by value"),
    }
    return words.get(choice, choice)


def number(value: float) -> str:
    """Return a number to three significant digits, without idle zeros: 0.002, 1230, 2e-6."""
    if isinstance(value, int) or value == 0 or not math.isfinite(value):
        return f"{value:g}" if isinstance(value, float) else str(value)
    rounded = float(f"{value:.2e}")
    if 1e-4 <= abs(rounded) < 1e6:
        digits = max(0, 2 - math.floor(math.log10(abs(rounded))))
        text = f"{rounded:.{digits}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = f"{rounded:.2e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def shown(info: FieldInfo, value: object) -> str:
    """Return a field's value as people read it."""
    match value:
        case bool():
            return tr("on") if value else tr("off")
        case int() | float():
            return number(value)
        case str() if info.kind == "file":
            return Path(value).name or nothing(info)
        case str() if info.kind == "choice" or info.path in ("cell.kind", "task.kind"):
            return choice_word(info.path, value)
    return str(value)


def nothing(info: FieldInfo) -> str:
    """Return what an empty file field stands for."""
    return tr("fresh") if info.path == "model.weights" else tr("built-in")


def explained(info: FieldInfo, reason: str = "") -> str:
    """Return a field's tooltip: what it does, its unit and symbol, what a change costs, why it is greyed.

    It is rich text in which nothing of the words is markup, so that long lines are wrapped.
    """
    lines = [tr(info.help)]
    if info.unit:
        lines.append(tr("Unit: {unit}.").format(unit=tr(info.unit)))
    if info.low is not None and info.high is not None and info.high < 1e15:
        lines.append(tr("From {low} to {high}.").format(low=_bound(info, info.low), high=_bound(info, info.high)))
    lines.append(tr("Acts on the running model at once.") if info.live else tr("A change builds a new model."))
    if reason:
        lines.append(reason)
    name = f"{label(info)} {info.symbol}".strip()
    return f"<p><b>{plain(name)}</b></p>" + "".join(f"<p>{plain(line)}</p>" for line in lines)


def _bound(info: FieldInfo, bound: float) -> str:
    return spelt(number(int(bound) if info.kind == "int" else float(bound)))


def weight_said(change: Change) -> str:
    """Return which weight was changed to what: layer0.weight_hh_l0 [3, 5] → 0.5."""
    name, index = entry(change.field, change.value)
    return f"{name} [{', '.join(map(str, index))}] → {number(float(change.value))}"
