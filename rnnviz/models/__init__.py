"""The table of kinds of model, as an experiment names them. One file a kind; nothing here imports torch.

What they offer once they are made is in `rnnviz.engine.kinds`.
"""

from rnnviz.models.encoder_decoder import OfPair
from rnnviz.models.spec import Spec, TaskSizes
from rnnviz.models.stack import OfStack
from rnnviz.models.transformer import OfBlocks
from rnnviz.models.window import OfWindow

MODELS: dict[str, Spec] = {
    "stack": OfStack(),
    "encoder_decoder": OfPair(),
    "transformer": OfBlocks(),
    "window": OfWindow(),
}
"""The first that learns a task is the one that it begins with."""

__all__ = ["MODELS", "Spec", "TaskSizes"]
