"""Weights that a person brings: what a safetensors file has, and which recurrent layers are in it. No torch."""

from rnnviz.weights.extras import Embedding, Readout, embedding, not_finite, readouts
from rnnviz.weights.file import PICKLES, Remark, TensorInfo, WeightsFile, arrays, read, sha256
from rnnviz.weights.layout import LAYER, Module, Row, Trouble, modules, refusal
from rnnviz.weights.sizes import DECIDED, choose, taken

__all__ = [
    "DECIDED", "LAYER", "PICKLES", "Embedding", "Module", "Readout", "Remark", "Row", "TensorInfo", "Trouble",
    "WeightsFile", "arrays", "choose", "embedding", "modules", "not_finite", "read", "readouts", "refusal", "sha256",
    "taken",
]
