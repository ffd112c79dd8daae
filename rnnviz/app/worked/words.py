"""What the sections of a worked example are called, and how its choices are."""

from __future__ import annotations

from rnnviz.views.language import tr


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
