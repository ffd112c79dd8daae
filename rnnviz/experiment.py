"""The experiment: one frozen description of everything that is needed to repeat a run.

The `[task]` and `[cell]` sections are classes of their own, one for each task and cell;
`rnnviz.catalogue` picks them by ``kind`` and reads experiments from files.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SerializeAsAny

from rnnviz.settings import Section, setting

LARGEST_SEED = 2**63 - 1
LUONG = ("dot", "general")
"""Scores of a decoder's new state (Luong 2015); the additive one is of the state before."""


class TaskFields(Section):
    """What every task has; each task adds its own fields."""

    kind: str = setting("", label="task", help="What the model learns.")


class CellFields(Section):
    """What every cell has; each cell adds its own fields."""

    kind: str = setting("", label="cell", help="The equations of one time step.")
    hidden_size: int = setting(
        64, low=1, high=4096, scale="log", symbol="H", unit="units", label="hidden size",
        help="Number of hidden units in each layer.",
    )


class RecurrentFields(CellFields):
    """What every recurrent cell adds: how the recurrent matrix starts."""

    recurrent_init: Literal["torch", "orthogonal", "identity", "gaussian"] = setting(
        "torch", symbol="W_hh", label="recurrent init",
        help="How the recurrent matrix starts: torch's uniform ±1/√H, orthogonal, identity, or Gaussian N(0, 1/H), "
        "each gate's block on its own.",
    )
    recurrent_gain: float = setting(
        1.0, low=0.01, high=20.0, scale="log", symbol="g", label="recurrent gain",
        help="Multiplies the recurrent matrix at the start: small gains make gradients vanish, large ones explode.",
    )


class ModelFields(Section):
    """How cells are put together."""

    kind: Literal["stack", "encoder_decoder", "transformer", "window"] = setting(
        "stack", label="model",
        help="A stack of recurrent layers, an encoder that reads and a decoder that writes, or a transformer: blocks "
        "of self-attention as wide as the hidden size, which leave the cell's equations unused; or a window: a network "
        "without a memory, which sees the last steps and nothing before them.",
    )
    layers: int = setting(
        1, low=1, high=64, symbol="L", unit="layers", label="layers",
        help="Recurrent layers, or a transformer's blocks, one above the other."
    )
    bidirectional: bool = setting(
        False, label="bidirectional",
        help="Every layer reads both ways, from the first step to the last and from the last to the first; what is "
        "above it reads both states of a step side by side, 2H numbers.", when=("kind", ("stack",)),
    )
    residual: bool = setting(
        False, label="residual",
        help="Every layer but the lowest adds what it reads to the h that it hands on (He 2015; Wu 2016), so that "
        "gradients pass it unchanged too.", when=("kind", ("stack",)),
    )
    input: Literal["real", "one_hot", "embedding"] = setting(
        "one_hot", label="input",
        help="How a symbol enters: one-hot (a row of the input matrix), a learnt embedding, or the numbers "
        "as they are.",
    )
    embedding_size: int = setting(
        32, low=1, high=1024, scale="log", unit="numbers", label="embedding size",
        help="Length of the vector learnt for each symbol.", when=("input", ("embedding",)),
    )
    attention: Literal["none", "additive", "dot", "general"] = setting(
        "none", label="attention",
        help="How the decoder scores the encoder's states: not at all; additive, v·tanh(W s + U h), before its step "
        "(Bahdanau 2015); or after its step by the dot product s·h, for which both states must be equally wide, as "
        "they are here, or general, s·W h (Luong 2015).",
        when=("kind", ("encoder_decoder",)),
    )
    attention_size: int = setting(
        64, low=1, high=1024, scale="log", unit="units", label="attention size",
        help="Hidden units of the additive score.", when=("attention", ("additive",)),
    )
    input_feeding: bool = setting(
        False, symbol="s̃", label="input feeding",
        help="The decoder reads what it made of the last step's attention, s̃ = tanh(W [c; s]), beside its input "
        "(Luong 2015); off: attention shapes the outputs alone.",
        when=("attention", ("dot", "general")),
    )
    heads: int = setting(
        2, low=1, high=64, symbol="N", unit="heads", label="heads",
        help="Attention heads of each block; they share the hidden size between them.", when=("kind", ("transformer",)),
    )
    causal: bool = setting(
        True, label="causal",
        help="Each step attends to itself and the steps before it; off: to the steps after it too.",
        when=("kind", ("transformer",)),
    )
    scaled: bool = setting(
        True, symbol="√d", label="scaled scores",
        help="Divide every score q·k by √d, the root of a head's width, so that the softmax stays soft.",
        when=("kind", ("transformer",)),
    )
    positions: Literal["sinusoidal", "learnt", "none"] = setting(
        "sinusoidal", label="positions",
        help="What tells the steps apart: sines and cosines of many wavelengths, a learnt vector a step, or nothing.",
        when=("kind", ("transformer",)),
    )
    layer_norm: Literal["before", "after"] = setting(
        "before", label="layer norm",
        help="Before attention and feed-forward network, or after what they read is added (Vaswani 2017).",
        when=("kind", ("transformer",)),
    )
    feedforward: int = setting(
        128, low=1, high=16384, scale="log", unit="units", label="feed-forward size",
        help="Hidden units of each block's feed-forward network.", when=("kind", ("transformer",)),
    )
    window: int = setting(
        8, low=1, high=1024, scale="log", symbol="p", unit="steps", label="window",
        help="How many steps the model sees, the present one among them. Before the first step of a pass they are "
        "zeros; where a task's state is carried from pass to pass, they are what was read there.",
        when=("kind", ("window",)),
    )
    hidden_layers: int = setting(
        1, low=0, high=16, unit="layers", label="hidden layers",
        help="Layers of units between window and readout; 0 is a linear model, for a series an autoregression AR(p).",
        when=("kind", ("window",)),
    )
    nonlinearity: Literal["tanh", "relu", "identity"] = setting(
        "tanh", symbol="φ", label="activation of the units",
        help="What squashes the sum of each hidden unit: tanh, ReLU, or nothing, which leaves a linear model.",
        when=("kind", ("window",)),
    )
    short_windows: Literal["learnt", "left_out"] = setting(
        "learnt", label="short windows",
        help="The first steps of a pass, where fewer than p have been read: learnt from as they are, with zeros in "
        "the window, or left out of the loss, as conditional least squares does. Held-out scores take in every step.",
        when=("kind", ("window",)),
    )
    weights: str = setting(
        "", kind="file", label="weights",
        help="A safetensors file with the weights of a torch.nn.RNN, GRU or LSTM to start from: cell, sizes and "
        "layers are taken from it, and a missing readout is fresh. Empty starts with fresh weights.",
    )
    weights_prefix: str = setting(
        "", label="weights prefix",
        help="Which recurrent module of the weights file, by the prefix of its keys, where the file has several.",
    )


class ClipFields(Section):
    """Gradient clipping, after the backward pass and before the optimiser's step."""

    mode: Literal["none", "norm", "value"] = setting(
        "norm", live=True, label="clip",
        help="By norm keeps the gradient's direction; by value bends it; none lets it through.",
    )
    max_norm: float = setting(
        1.0, low=1e-6, high=1e6, scale="log", live=True, symbol="θ", label="max norm",
        help="Largest norm of the gradient over all parameters together.", when=("mode", ("norm",)),
    )
    max_value: float = setting(
        0.1, low=1e-6, high=1e6, scale="log", live=True, label="max value",
        help="Largest size of any one entry of the gradient.", when=("mode", ("value",)),
    )


class TrainingFields(Section):
    """How the model learns."""

    updates: int = setting(
        1000, low=0, high=10_000_000, scale="log", unit="updates", label="updates", hidden=True,
        help="How many updates `rnnviz run` makes; in the window training goes on until it is paused.",
    )
    batch_size: int = setting(
        32, low=1, high=4096, scale="log", live=True, symbol="B", unit="sequences", label="batch size",
        help="Sequences averaged in each update.",
    )
    optimizer: Literal["sgd", "momentum", "rmsprop", "adam"] = setting(
        "adam", label="optimizer", help="How a gradient becomes a step."
    )
    learning_rate: float = setting(
        2e-3, low=0.0, high=1e6, scale="log", live=True, symbol="η", label="learning rate",
        help="Length of each step of the optimizer.",
    )
    truncate: int = setting(
        0, low=0, high=1_000_000, unit="steps", symbol="k", label="truncate after",
        help="Truncated BPTT: gradients stop at every k-th step; 0 lets them run through the whole pass.",
    )
    loss_on: Literal["all", "last"] = setting(
        "all", label="loss on", help="Every step that carries a loss, or the last of them alone."
    )
    validate_every: int = setting(
        50, low=0, high=1_000_000, scale="log", unit="updates", label="validate every", hidden=True,
        help="Updates between two scores on held-out data; 0 never scores it.",
    )
    clip: ClipFields = ClipFields()


class Change(Section):
    """A field, or one weight, that was changed while the model learned: before update number ``update`` + 1."""

    update: int = Field(ge=0)
    field: str
    value: bool | int | float | str


class Experiment(Section):
    """Everything needed to repeat a run."""

    name: str = "untitled"
    title: str = ""
    purpose: str = ""
    seed: int = setting(
        0, low=0, high=LARGEST_SEED, label="seed",
        help="Start of every random number: the same seed gives the same run.",
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto", label="device", help="Where the model runs; auto takes an accelerator where the model is large enough."
    )
    dtype: Literal["float32", "float64"] = setting(
        "float32", label="precision", help="Numbers of the model: float32 ends near 1e-45 and 3e38."
    )
    threads: int = setting(
        0, low=0, high=1024, unit="threads", label="threads", hidden=True,
        help="Processor threads of the engine; 0 leaves one core to the window.",
    )
    probe: Literal["pinned", "current"] = setting(
        "pinned", live=True, label="probe",
        help="What the tracks show: the same example while the model learns, or the first of the newest batch.",
    )
    task: SerializeAsAny[TaskFields]
    model: ModelFields = ModelFields()
    cell: SerializeAsAny[CellFields]
    training: TrainingFields = TrainingFields()
    change: tuple[Change, ...] = Field(default=(), strict=False)
    record: dict[str, bool | int | float | str] = Field(default_factory=dict)

    def value(self, path: str) -> object:
        """Return the value of a dotted field, ``training.clip.max_norm``."""
        found: object = self
        for part in path.split("."):
            found = getattr(found, part)
        return found
