"""Torch's own cells, unrolled in float64 with plain autograd: written without the program's cells and paths.

``torch.nn.RNNCell``, ``GRUCell`` and ``LSTMCell`` compute each step; attention is written out from
Bahdanau et al. 2015, equation 6, and Luong et al. 2015, equations 5 and 8. What torch lacks is put together from
what it has: the linear network is two products, the LSTM of 1997 is torch's with a forget gate that is held open,
peepholes are a matrix on the cell state, and the GRU that resets first is torch's run on r ⊙ h for its candidate.
A cell that is written in neither way is unrolled by its own step: then passes and gradients are checked, not the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.cells import CELLS
from rnnviz.directions import REVERSE, is_reverse, parameter_of
from rnnviz.engine.patience import ask, go_on, heard_on_the_way_back, in_parts, patiently
from rnnviz.engine.verify import full
from rnnviz.engine.ways.layers import State
from rnnviz.engine.ways.slopes import Sharp
from rnnviz.experiment import Experiment
from rnnviz.tasks import Batch, PairBatch, Task

NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
CELL_OF: dict[str, type[nn.RNNCellBase]] = {"rnn": nn.RNNCell, "gru": nn.GRUCell, "lstm": nn.LSTMCell}


def of_layer(state: Mapping[str, Tensor], scope: str) -> dict[str, Tensor]:
    """Return a layer's parameters out of a state dict, under the cell's names."""
    first, last = parameter_of(scope, "|").split("|")
    return {
        name.removeprefix(first).removesuffix(last): value
        for name, value in state.items() if name.startswith(first) and name.endswith(last)
    }


def is_written_anew(kind: str) -> bool:
    """Tell whether a cell's step is computed here by other means than its own."""
    return kind in CELL_OF or kind in LACKING


def cell_step(
    experiment: Experiment, p: Mapping[str, Tensor], x: Tensor, state: State, rounded: full.Rounded | None = None
) -> State:
    """Return the states after one step of a cell with parameters ``weight_ih`` …; all (B, H).

    Where something is so full that torch's backward would lose digits, `rnnviz.engine.verify.full` follows them back;
    with ``rounded`` as if they were lost.
    """
    after = _torch_step(experiment, p, x, state)
    kind = experiment.cell.kind
    squashes = kind != "rnn" or experiment.cell.model_dump()["activation"] == "tanh"
    return full.followed(kind, p, x, state, after, rounded) if squashes and is_written_anew(kind) else after


def _torch_step(experiment: Experiment, p: Mapping[str, Tensor], x: Tensor, state: State) -> State:
    kind = experiment.cell.kind
    if kind == "rnn" and experiment.cell.model_dump()["activation"] == "identity":
        mapped = functional.linear(x, p["weight_ih"], p["bias_ih"])
        return (mapped + functional.linear(state[0], p["weight_hh"], p["bias_hh"]),)
    options = {"nonlinearity": experiment.cell.model_dump()["activation"]} if kind == "rnn" else {}
    if kind in LACKING:
        return LACKING[kind](p, x, state)
    if kind not in CELL_OF:
        return CELLS[kind](experiment.cell).step(p, x, state, Sharp())
    size = p["weight_hh"].shape[1]
    cell = CELL_OF[kind](p["weight_ih"].shape[1], size, device="meta", **options)
    given = state if kind == "lstm" else state[0]
    found = torch.func.functional_call(cell, dict(p), (x, given))
    return tuple(found) if kind == "lstm" else (found,)


def _lstm_1997(p: Mapping[str, Tensor], x: Tensor, state: State) -> State:
    size = p["weight_hh"].shape[1]
    full = {}
    for name in NAMES:
        i, g, o = p[name].chunk(3)
        shut = torch.zeros_like(i) if name.startswith("weight") else torch.full_like(i, OPEN)
        full[name] = torch.cat([i, shut, g, o])
    h, c = torch.func.functional_call(nn.LSTMCell(x.shape[1], size, device="meta"), full, (x, state))
    return h, c


def _lstm_peephole(p: Mapping[str, Tensor], x: Tensor, state: State) -> State:
    h, c = state
    sums = functional.linear(torch.cat([x, h], 1), torch.cat([p["weight_ih"], p["weight_hh"]], 1))
    i, f, g, o = (sums + p["bias_ih"] + p["bias_hh"]).chunk(4, 1)
    to_i, to_f, to_o = (torch.diag(w) for w in p["weight_peephole"].chunk(3))
    new = torch.sigmoid(f + c @ to_f) * c + torch.sigmoid(i + c @ to_i) * torch.tanh(g)
    return torch.sigmoid(o + new @ to_o) * torch.tanh(new), new


def _gru_before(p: Mapping[str, Tensor], x: Tensor, state: State) -> State:
    (h,) = state
    size = h.shape[1]
    r, z = (
        torch.sigmoid(functional.linear(x, p["weight_ih"][rows], p["bias_ih"][rows])
                      + functional.linear(h, p["weight_hh"][rows], p["bias_hh"][rows]))
        for rows in (slice(0, size), slice(size, 2 * size))
    )  # fmt: skip
    last = slice(2 * size, None)
    candidate = nn.RNNCell(x.shape[1], size, device="meta")
    n = torch.func.functional_call(candidate, {name: p[name][last] for name in NAMES}, (x, r * h))
    return (torch.lerp(n, h, z),)


LACKING: dict[str, Callable[[Mapping[str, Tensor], Tensor, State], State]] = {
    "gru_before": _gru_before,
    "lstm_1997": _lstm_1997,
    "lstm_peephole": _lstm_peephole,
}
"""Cells that torch does not have."""
OPEN = 40.0
"""A gate whose sum is this is 1 in float64."""


def entered(experiment: Experiment, inputs: np.ndarray, table: Tensor | None, size: int) -> Tensor:
    """Return what the first layer reads (T, B, D) in float64."""
    if experiment.model.input == "real":
        return torch.from_numpy(inputs.astype(np.float64))
    symbols = torch.from_numpy(inputs)
    if table is not None:
        return table[symbols]
    return torch.eye(size, dtype=torch.float64)[symbols]


class Unrolled:
    """What all kinds of model share: parameters that can be differentiated, states that are kept, losses.

    Attributes
    ----------
    parameters : dict of str to Tensor
        The model's state dict in float64.
    outputs : Tensor (T, K)
    losses : Tensor (T,)
        ℓ_t of every step.
    beside : dict of str to list of Tensor
        Values that were computed beside the way to the loss: there is no gradient of them.
    """

    of_cells = False
    """Whether its layers are cells."""

    def __init__(
        self, experiment: Experiment, task: Task, state: Mapping[str, Tensor], example: Batch,
        start: tuple[State, ...] | None, weights: np.ndarray, rounded: full.Rounded | None = None,
    ) -> None:
        self.rounded = rounded
        self.experiment, self.task, self.example = experiment, task, example
        self.parameters = {name: value.clone().requires_grad_() for name, value in state.items()}
        self.kept: dict[str, list[Tensor]] = {}
        self.beside: dict[str, list[Tensor]] = {}
        outputs = torch.stack(list(self.unroll(start)))  # (T, 1, K)
        self.outputs = outputs[:, 0]
        targets = torch.from_numpy(np.ascontiguousarray(example.targets[:, 0]))
        if task.loss == "cross_entropy":
            self.losses = functional.cross_entropy(self.outputs, targets, reduction="none")
        else:
            self.losses = (self.outputs - targets.double()).square().mean(-1)
        self._weights = torch.from_numpy(weights)
        self._cache: dict[int, dict[str, np.ndarray]] = {}

    def unroll(self, start: tuple[State, ...] | None) -> Iterator[Tensor]:
        """Yield the outputs (1, K) of each step, keeping states."""
        raise NotImplementedError

    def layer(self, scope: str) -> dict[str, Tensor]:
        """Return a layer's parameters under the cell's names."""
        return of_layer(self.parameters, scope)

    def keep(self, name: str, value: Tensor) -> None:
        """Keep a value (B = 1) whose gradient will be asked for."""
        self.kept.setdefault(name, []).append(value)

    def value(self, name: str) -> np.ndarray:
        """Return an array (T, …) that was kept or computed beside."""
        return np.stack([np.asarray(v.detach()[0]) for v in (self.kept | self.beside)[name]])

    def loss_of(self, row: int) -> Tensor:
        """Return the loss () of a row of the weights."""
        scale = self._weights[row]
        return torch.where(scale != 0, self.losses * scale, 0.0).sum()

    def gradients(self, row: int) -> dict[str, np.ndarray]:
        """Return the gradient of a row's loss with respect to every kept array, and (row 0) every parameter."""
        if row not in self._cache:
            self._cache[row] = self.of_loss(self.loss_of(row))
        return self._cache[row]

    def of_loss(self, loss: Tensor) -> dict[str, np.ndarray]:
        """Return the gradient of any of the pass's losses."""
        kept = [v for values in self.kept.values() for v in values]
        sources = [*kept, *self.parameters.values()]
        with heard_on_the_way_back(kept):
            found = torch.autograd.grad(loss, sources, retain_graph=True, allow_unused=True)
        full = iter(torch.zeros_like(s) if g is None else g for g, s in zip(found, sources, strict=True))
        states = {}
        for name, values in self.kept.items():
            ask()
            states[name] = np.stack([np.asarray(next(full)[0]) for _ in patiently(values)])
        return states | {name: np.asarray(next(full)) for name in self.parameters}


    def let_go(self) -> None:
        """Give the graph back piece by piece, the top layer's first: a deep stack's takes long. It is used no more."""
        del self.outputs, self.losses
        for name in reversed(list(self.kept)):
            ask()
            del self.kept[name]


class StackPass(Unrolled):
    """A stack of layers with a readout."""

    of_cells = True

    def unroll(self, start: tuple[State, ...] | None) -> Iterator[Tensor]:
        """Yield the outputs of each step."""
        model = self.experiment.model
        kinds = tuple(each.name for each in CELLS[self.experiment.cell.kind].info.states)
        zero = torch.zeros(1, self.experiment.cell.hidden_size, dtype=torch.float64)
        ends = ("", REVERSE) if model.bidirectional else ("",)
        states = [tuple(zero for _ in kinds) for _ in range(model.layers * len(ends))]
        if start is not None:
            states = [tuple(s.detach().cpu().double() for s in state) for state in start]
        table = self.parameters.get("inputs.weight")
        x = list(entered(self.experiment, self.example.inputs, table, self.task.input_size))
        for i in in_parts(range(model.layers)):
            ways = [self._over_time(f"layer{i}{end}", x, states.pop(0), kinds) for end in ends]
            above = [torch.cat(hidden, -1) for hidden in zip(*ways, strict=True)]
            x = [h + read for h, read in zip(above, x, strict=True)] if model.residual and i else above
        for read in x:
            yield functional.linear(read, self.parameters["readout.weight"], self.parameters["readout.bias"])

    def _over_time(self, scope: str, x: list[Tensor], state: State, kinds: tuple[str, ...]) -> list[Tensor]:
        """Return h of every step, keeping the states in order of time, whichever end the scope reads from."""
        p, passed = self.layer(scope), []
        for t, x_t in enumerate(reversed(x) if is_reverse(scope) else x):
            go_on(t, len(x))
            state = cell_step(self.experiment, p, x_t, state, self.rounded)
            passed.append(state)
        passed = passed[::-1] if is_reverse(scope) else passed
        for state in passed:
            for kind, value in zip(kinds, state, strict=True):
                self.keep(f"{scope}.{kind}", value)
        return [state[0] for state in passed]


class PairPass(Unrolled):
    """An encoder and a decoder, with attention of any score or none."""

    of_cells = True

    def unroll(self, start: tuple[State, ...] | None) -> Iterator[Tensor]:
        """Yield the outputs of each step of the decoder."""
        example = self.example
        assert isinstance(example, PairBatch)
        p = self.parameters
        kinds = tuple(each.name for each in CELLS[self.experiment.cell.kind].info.states)
        zero = torch.zeros(1, self.experiment.cell.hidden_size, dtype=torch.float64)
        states: list[State] = [tuple(zero for _ in kinds) for _ in range(self.experiment.model.layers)]
        table = p.get("encoder.inputs.weight")
        encoded = []
        for x in entered(self.experiment, example.source, table, self.task.input_size):
            encoded.append(self._through("encoder", x, states, kinds))
        read = torch.cat(encoded)  # (S, H)
        table = p.get("decoder.inputs.weight")
        attentional = zero
        for x in entered(self.experiment, example.inputs, table, len(self.task.output_symbols)):
            if "attention.query" in p:
                mixed = torch.tanh(states[-1][0] @ p["attention.query"].T + read @ p["attention.key"].T)  # (S, A)
                weights = self._softmax((mixed @ p["attention.score"].T).T)
                found = weights @ read
                self.keep("decoder.context", found)
                x = torch.cat([x, found], -1)
            elif "attention.combine" in p and self.experiment.model.input_feeding:
                x = torch.cat([x, attentional], -1)
            top = self._through("decoder", x, states, kinds)
            if "attention.combine" in p:
                top = attentional = self._attentional(top, read)
            yield functional.linear(top, p["readout.weight"], p["readout.bias"])

    def _softmax(self, scores: Tensor) -> Tensor:
        """Return weights (1, S) of scores (1, S), keeping both."""
        self.keep("decoder.attention_scores", scores)
        raised = (scores - scores.detach().max()).exp()
        weights = raised / raised.sum()
        self.keep("decoder.attention", weights)
        return weights

    def _attentional(self, state: Tensor, read: Tensor) -> Tensor:
        """Return s̃ (1, H)."""
        p = self.parameters
        query = state @ p["attention.weight"] if "attention.weight" in p else state
        found = self._softmax(query @ read.T) @ read
        self.keep("decoder.context", found)
        made = torch.tanh(torch.cat([found, state], -1) @ p["attention.combine"].T)
        self.keep("decoder.attentional", made)
        return made

    def _through(self, half: str, x: Tensor, states: list[State], kinds: tuple[str, ...]) -> Tensor:
        """Run one step of one half, in place; return the top layer's hidden state."""
        for i in range(len(states)):
            scope = f"{half}.layer{i}"
            ask()
            states[i] = cell_step(self.experiment, self.layer(scope), x, states[i], self.rounded)
            for kind, value in zip(kinds, states[i], strict=True):
                self.keep(f"{scope}.{kind}", value)
            x = states[i][0]
        return x
