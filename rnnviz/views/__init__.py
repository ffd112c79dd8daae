"""The table of views, in the order in which the window shows them: tracks from the top, then docks.

A dock is named with where its class is: its file is loaded when it is wanted, after the window is on the screen.
"""

from rnnviz.views.activations import Activations
from rnnviz.views.base import Shared, View
from rnnviz.views.cell_state import CellState
from rnnviz.views.gates import Gates
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.later import Kind, Later
from rnnviz.views.loss import Loss
from rnnviz.views.predictions.track import Predictions
from rnnviz.views.tokens.track import Tokens

VIEWS: dict[str, Kind] = {
    "tokens": Tokens,
    "predictions": Predictions,
    "gradient_norms": GradientNorms,
    "gates": Gates,
    "cell_state": CellState,
    "activations": Activations,
    "loss": Loss,
    "equations": Later("equations.dock", "Equations", key="equations", title="Equations", at_first=True),
    "diagram": Later("diagram.dock", "CellDiagram", key="diagram", title="Diagram"),
    "text": Later("text.dock", "Text", key="text", title="Reading"),
    "generation": Later("generation.dock", "Generation", key="generation", title="Generation"),
    "hunt": Later("hunt.dock", "UnitHunt", key="hunt", title="Unit hunt"),
    "attention": Later("attention.dock", "Attention", key="attention", title="Attention"),
    "flow": Later("flow.dock", "Flow", key="flow", title="Gradient flow"),
    "spectrum": Later("spectrum.dock", "Spectrum", key="spectrum", title="Spectrum"),
    "census": Later("census.dock", "Census", key="census", title="Gate census"),
    "state_space": Later("state_space.dock", "StateSpace", key="state_space", title="State space"),
    "weights": Later("weights.dock", "Weights", key="weights", title="Weights and updates"),
    "autoregression": Later("autoregression.dock", "Autoregression", key="autoregression", title="Autoregression"),
    "ngram": Later("ngram.dock", "NgramView", key="ngram", title="n-grams"),
    "cliff": Later("cliff.dock", "Cliff", key="cliff", title="Cliff"),
    "training": Later("training.dock", "Training", key="training", title="Training", group="training", at_first=True),
    "history": Later("history.dock", "History", key="history", title="History", group="training"),
    "clipping": Later(
        "clipping.dock", "Clipping", key="clipping", title="Gradient clipping", group="clipping", at_first=True
    ),
}

__all__ = ["VIEWS", "Kind", "Shared", "View"]
