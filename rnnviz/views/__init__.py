"""The table of views, in the order in which the window shows them: tracks from the top, then docks."""

from rnnviz.views.activations import Activations
from rnnviz.views.attention.dock import Attention
from rnnviz.views.autoregression.dock import Autoregression
from rnnviz.views.base import Shared, View
from rnnviz.views.cell_state import CellState
from rnnviz.views.census.dock import Census
from rnnviz.views.cliff.dock import Cliff
from rnnviz.views.clipping.dock import Clipping
from rnnviz.views.diagram.dock import CellDiagram
from rnnviz.views.equations import Equations
from rnnviz.views.flow.dock import Flow
from rnnviz.views.gates import Gates
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.history.dock import History
from rnnviz.views.hunt.dock import UnitHunt
from rnnviz.views.loss import Loss
from rnnviz.views.ngram.dock import NgramView
from rnnviz.views.spectrum.dock import Spectrum
from rnnviz.views.state_space.dock import StateSpace
from rnnviz.views.text.dock import Text
from rnnviz.views.tokens import Tokens
from rnnviz.views.training import Training
from rnnviz.views.weights.dock import Weights

VIEWS: dict[str, type[View]] = {
    "tokens": Tokens,
    "gradient_norms": GradientNorms,
    "gates": Gates,
    "cell_state": CellState,
    "activations": Activations,
    "loss": Loss,
    "equations": Equations,
    "diagram": CellDiagram,
    "text": Text,
    "hunt": UnitHunt,
    "attention": Attention,
    "flow": Flow,
    "spectrum": Spectrum,
    "census": Census,
    "state_space": StateSpace,
    "weights": Weights,
    "autoregression": Autoregression,
    "ngram": NgramView,
    "cliff": Cliff,
    "training": Training,
    "history": History,
    "clipping": Clipping,
}

__all__ = ["VIEWS", "Shared", "View"]
