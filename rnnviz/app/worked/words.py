"""What the sections and choices of a worked example are called, and what is said of its second route."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.worked.line import EXACT, Line


def section_title(section: str) -> str:
    """Return the name of the lines that belong together."""
    kind, _, which = section.partition("/")
    match kind:
        case "forward":
            return tr("Forward, t = {t}").format(t=which)
        case "loss":
            return tr("Loss of the whole sequence")
        case "backward":
            return tr("Backward, t = {t}").format(t=which)
        case "gradient":
            return tr("∂L/∂{weight}: the sum over the steps").format(weight=which)
    return tr("One step of gradient descent")


def activations() -> dict[str, str]:
    """Return the names of the activations."""
    return {"tanh": "tanh", "sigmoid": "σ", "relu": "ReLU", "identity": tr("identity (linear)")}


def losses() -> dict[str, str]:
    """Return the names of the losses, with their formulas."""
    return {
        "cross_entropy": tr("cross-entropy, −Σ y ln ŷ"), "squared": tr("squared error, ½ ‖o − y‖²"),
        "mean_squared": tr("mean squared error, ‖o − y‖² / K"),
    }


def sums() -> dict[str, str]:
    """Return the names of how L is made of the losses of the steps."""
    return {"sum": tr("L = Σ ℓₜ, as in the course"), "mean": tr("L = mean of ℓₜ, as this program trains")}


def example_title(key: str) -> str:
    """Return the name of an example to begin with."""
    match key:
        case "hello":
            return tr("“hello”: four letters, three units")
        case "blackboard":
            return tr("Blackboard: two units, squared error")
    return tr("One unit: ∂L/∂h runs like w to the power of k")


def tips() -> dict[str, str]:
    """Return what each field is, by name."""
    return {
        "U": tr("Input to hidden, H × D: a row for each hidden unit"),
        "W": tr("Hidden to hidden, H × H: the recurrent weights"),
        "V": tr("Hidden to output, K × H: a row for each output"),
        "b": tr("Bias of the hidden units, H numbers; nothing: zeros"),
        "c": tr("Bias of the outputs, K numbers; nothing: zeros"),
        "h0": tr("Hidden state before the first step, H numbers; nothing: zeros"),
        "x": tr("Input: a line of D numbers for each step, or the symbols in order"),
        "y": tr("Targets: a line for each step, K numbers or a class from 1 to K or a symbol; - for no loss"),
    }


def verdict_words(line: Line) -> str:
    """Return by what second route a line was computed again, and how far that is."""
    if line.residual is None:
        return tr("Not computed again: the second route is still to come, or tells nothing here.")
    if line.tolerance == EXACT:
        route = tr("by the same sums made in another order")
    elif line.key.startswith("gradient/") and not line.key.endswith("/sum"):
        route = tr("by differences of the loss, the weight moved up and down at this step alone")
    else:
        route = tr("by differences of the loss, the number moved up and down")
    words = tr("Computed again {route}: {residual} apart, {tolerance} allowed, of the largest number or 1.")
    return words.format(route=route, residual=number(line.residual, 2), tolerance=number(line.tolerance, 1))


def status_words(lines: Sequence[Line], checking: bool) -> str:
    """Return how many lines there are, and what the second route says of them."""
    if checking:
        words = tr("{total} lines; they are computed again by a second route once you pause")
        return words.format(total=len(lines))
    made = [line for line in lines if line.agrees is not None]
    differ = [line for line in made if not line.agrees]
    if differ:
        words = tr("{differ} of {total} lines differ from the second route; the first: {line}")
        return words.format(differ=len(differ), total=len(made), line=differ[0].text)
    worst = max((line.residual or 0.0 for line in made), default=0.0)
    words = tr("{total} lines; {count} computed again by a second route agree, at most {residual} apart")
    return words.format(total=len(lines), count=len(made), residual=number(worst, 1))
