"""Along the drawn states: each step of a stack recomputed by torch's cells in float64 from the state drawn before it.

A recurrent network may magnify rounding a billionfold, so that two right passes end in different
places. One step cannot: its states follow from the drawn ones before it, and its gradient from the
gradient after it, whatever the network's dynamics. The carried gradient has an exponent of its own,
so that norms far outside float64 stay right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from rnnviz.directions import is_reverse, parameter_of
from rnnviz.engine.patience import ask, go_on, in_parts
from rnnviz.engine.verify import full
from rnnviz.engine.verify.cells import cell_step, entered, of_layer
from rnnviz.engine.verify.subject import WHOLE, Subject

LOG10_2 = float(np.log10(2.0))


class Passed:
    """Gradients of one loss along the trajectory.

    Attributes
    ----------
    mantissa : dict of str to float64 array (T, H)
        By state; times 2^exponent.
    exponent : dict of str to float array (T,)
        By state.
    parameters : dict of str to float64 array
        ∂L/∂θ of every recurrent parameter, and of the readout.
    """

    def __init__(
        self, mantissa: dict[str, np.ndarray], exponent: dict[str, np.ndarray], parameters: dict[str, np.ndarray]
    ) -> None:
        self.mantissa, self.exponent, self.parameters = mantissa, exponent, parameters

    def values(self, name: str) -> np.ndarray:
        """Return a gradient (T, H); 0 or inf beyond float64."""
        with np.errstate(over="ignore", under="ignore"):
            return np.asarray(np.ldexp(self.mantissa[name], self.exponent[name].astype(np.int64)[:, None]))

    def log10_norm(self, name: str) -> np.ndarray:
        """Return log10 of the norm of each step (T,); −inf: exactly zero."""
        with np.errstate(divide="ignore"):
            return np.asarray(
                np.log10(np.linalg.norm(self.mantissa[name], axis=1)) + self.exponent[name] * LOG10_2
            )


class Arriving(NamedTuple):
    """What arrives at every step from above: mantissa (T, N) times 2^exponent (T,)."""

    mantissa: Tensor
    exponent: np.ndarray

    def part(self, first: int, last: int) -> Arriving:
        """Return some of its columns."""
        return self._replace(mantissa=self.mantissa[:, first:last])

    def plus(self, other: Arriving) -> Arriving:
        """Return the sum, each step near 1."""
        rows, exponents = [], []
        for a, m, b, n in zip(self.mantissa, self.exponent, other.mantissa, other.exponent, strict=True):
            total, exponent = _sum(a, int(m), b, int(n))
            rows.append(total)
            exponents.append(exponent)
        return Arriving(torch.stack(rows), np.array(exponents))


class Trajectory:
    """The drawn states of a stack, and what torch's cells make of each."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.scopes = tuple(subject.names.cells)
        self.kinds = tuple(q.name for q in subject.names.cells[self.scopes[0]].states)
        state = {name: value.detach().cpu().double() for name, value in subject.learner.model.state_dict().items()}
        self.state = state
        self.parameters = {
            scope: {name: value.clone().requires_grad_() for name, value in of_layer(state, scope).items()}
            for scope in self.scopes
        }
        x = entered(
            subject.run.experiment, subject.example.inputs, state.get("inputs.weight"), subject.learner.task.input_size
        )[:, 0]
        self.drawn = {
            f"{scope}.{kind}": torch.from_numpy(np.array(subject.arrays[f"{scope}.{kind}"], np.float64))
            for scope in self.scopes
            for kind in self.kinds
        }
        model = subject.run.experiment.model
        ways = 2 if model.bidirectional else 1
        self.levels = tuple(self.scopes[first : first + ways] for first in range(0, len(self.scopes), ways))
        self.skips = tuple(model.residual and place > 0 for place in range(len(self.levels)))
        self.read: dict[str, Tensor] = {}
        for level, skip in zip(self.levels, self.skips, strict=True):
            self.read |= dict.fromkeys(level, x)
            above = torch.cat([self.drawn[f"{scope}.hidden"] for scope in level], -1)
            x = above + x if skip else above
        self.top = x

    def before(self, name: str) -> Tensor:
        """Return a state one step before it was reached (T, H); what it starts from where nothing was before."""
        now = self.drawn[name]
        first = torch.zeros_like(now[:1])
        scope, _, kind = name.rpartition(".")
        if self.subject.start is not None:
            start = self.subject.start[self.scopes.index(scope)][self.kinds.index(kind)]
            first = start.detach().cpu().double()
        return torch.cat([now[1:], first]) if is_reverse(scope) else torch.cat([first, now[:-1]])

    @cached_property
    def states(self) -> dict[str, np.ndarray]:
        """Every state (T, H), each step from the drawn one before it: all steps are one batch."""
        found = {}
        for scope in self.scopes:
            ask()
            earlier = tuple(self.before(f"{scope}.{kind}") for kind in self.kinds)
            p = {name: value.detach() for name, value in self.parameters[scope].items()}
            after = cell_step(self.subject.run.experiment, p, self.read[scope], earlier)
            found.update({f"{scope}.{kind}": value.numpy() for kind, value in zip(self.kinds, after, strict=True)})
        return found

    @cached_property
    def gates(self) -> dict[str, np.ndarray]:
        """Every gate (T, H) by its equation in numpy; see `equations`."""
        found = {}
        for scope in self.scopes:
            ask()
            p = {name: value.detach().numpy() for name, value in self.parameters[scope].items()}
            made = equations(
                self.subject.run.experiment.cell.kind, p, self.read[scope].numpy(),
                self.before(f"{scope}.hidden").numpy(), self._cells(scope),
            )
            found.update({f"{scope}.{name}": value for name, value in made.items()})
        return found

    def _cells(self, scope: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Return c_{t-1} and c_t (T, H), where the cell has one."""
        name = f"{scope}.cell"
        return (self.before(name).numpy(), self.drawn[name].numpy()) if "cell" in self.kinds else None

    def outputs(self) -> np.ndarray:
        """Return W h + b of what the drawn hidden states give to the readout (T, K)."""
        return functional.linear(self.top, self.state["readout.weight"], self.state["readout.bias"]).numpy()

    def losses(self, outputs: Tensor) -> Tensor:
        """Return ℓ_t (T,) of outputs (T, K)."""
        targets = torch.from_numpy(np.ascontiguousarray(self.subject.example.targets[:, 0]))
        if self.subject.learner.task.loss == "cross_entropy":
            return functional.cross_entropy(outputs, targets, reduction="none")
        return (outputs - targets.double()).square().mean(-1)

    def back(self, weights: np.ndarray, cut: int = 0) -> Passed:
        """Return the gradients of Σ_t weights[t] ℓ_t (T,), one step of torch's cells after the other.

        With ``cut`` nothing is carried between step k · cut − 1 and step k · cut, whichever way a scope reads.
        """
        top = self.top.clone().requires_grad_()
        readout = [self.state[f"readout.{name}"].clone().requires_grad_() for name in ("weight", "bias")]
        each = self.losses(functional.linear(top, *readout))
        scale = torch.from_numpy(weights)
        loss = torch.where(scale != 0, each * scale, 0.0).sum()
        direct, *of_readout = torch.autograd.grad(loss, [top, *readout])
        into = Arriving(direct, np.zeros(len(top)))
        weight, bias = (gradient.numpy() for gradient in of_readout)
        passed = Passed({}, {}, {"readout.weight": weight, "readout.bias": bias})
        for level, skip in in_parts([*zip(reversed(self.levels), reversed(self.skips), strict=True)]):
            size, below = into.mantissa.shape[1] // len(level), into if skip else None
            for place, scope in enumerate(level):
                more = self._back_through(scope, into.part(place * size, (place + 1) * size), passed, cut)
                below = more if below is None else below.plus(more)
            assert below is not None
            into = below
        return passed

    def _back_through(self, scope: str, into: Arriving, passed: Passed, cut: int) -> Arriving:
        """Pull a gradient back through every step of a scope, in its own order; return what its inputs receive."""
        names = [f"{scope}.{kind}" for kind in self.kinds]
        earlier = [self.before(name) for name in names]
        length = len(into.mantissa)
        carried, exponent = [torch.zeros_like(into.mantissa[0]) for _ in names], 0
        kept: list[list[np.ndarray]] = [[np.empty(0)] * length for _ in names]
        exponents, below = np.zeros(length), [torch.empty(0)] * length
        total = {name: torch.zeros_like(p) for name, p in self.parameters[scope].items()}
        for gone, t in enumerate(range(length) if is_reverse(scope) else reversed(range(length))):
            go_on(gone, length)
            if cut and (t if is_reverse(scope) else t + 1) % cut == 0:
                carried = [torch.zeros_like(value) for value in carried]
            carried, exponent = _joined(carried, exponent, into.mantissa[t], int(into.exponent[t]))
            exponents[t] = exponent
            held = [state[t : t + 1].detach().requires_grad_() for state in earlier]
            arrived, of_inputs, carried, of_parameters = self._step(scope, t, held, carried)
            for rows, value in zip(kept, arrived, strict=True):
                rows[t] = value.numpy()
            below[t] = of_inputs
            for name, gradient in of_parameters.items():
                total[name] += _shifted(gradient, exponent)
        passed.mantissa.update({name: np.stack(rows) for name, rows in zip(names, kept, strict=True)})
        passed.exponent.update(dict.fromkeys(names, exponents))
        passed.parameters.update({parameter_of(scope, name): value.numpy() for name, value in total.items()})
        return Arriving(torch.stack(below), exponents)

    def _step(
        self, scope: str, t: int, held: list[Tensor], carried: list[Tensor]
    ) -> tuple[list[Tensor], Tensor, list[Tensor], dict[str, Tensor]]:
        """Return the gradients of the states of step t, of its inputs, of the states before, and of the parameters."""
        x = self.read[scope][t : t + 1].detach().requires_grad_()
        p = self.parameters[scope]
        after = cell_step(self.subject.run.experiment, p, x, tuple(held))
        arrived = list(carried)
        if len(held) == 2:  # the gradient of c_t holds what h_t hands on to it
            cell = after[1].detach().requires_grad_()
            hidden = self._hidden_of_cell(p, x, held[0], cell)
            (through,) = torch.autograd.grad(hidden, cell, carried[0][None])
            arrived[1] = carried[1] + through[0]
        found = torch.autograd.grad(list(after), [x, *held, *p.values()], [value[None] for value in carried])
        states = [value[0] for value in found[1 : 1 + len(held)]]
        return arrived, found[0][0], states, dict(zip(p, found[1 + len(held) :], strict=True))

    @staticmethod
    def _hidden_of_cell(p: Mapping[str, Tensor], x: Tensor, hidden: Tensor, cell: Tensor) -> Tensor:
        """Return o ⊙ tanh(c) with the cell state on its own (LSTM; Hochreiter & Schmidhuber 1997); o may look at c."""
        size = hidden.shape[-1]
        sums = functional.linear(x, p["weight_ih"], p["bias_ih"]) + functional.linear(
            hidden, p["weight_hh"], p["bias_hh"]
        )
        under = sums[:, -size:].detach()
        if "weight_peephole" in p:
            under = under + p["weight_peephole"][-size:].detach() * cell
        return full.sigmoid(under) * full.tanh(cell)


def whole_gradients(subject: Subject, trajectory: Trajectory | None) -> dict[str, np.ndarray]:
    """Return the gradient of the mean of all losses: along the trajectory ∂L/∂θ; without one, of what is kept, too."""
    if trajectory is None:
        return subject.cells.gradients(WHOLE)
    return trajectory.back(subject.loss_weights[WHOLE]).parameters


def equations(
    kind: str, p: Mapping[str, np.ndarray], x: np.ndarray, before: np.ndarray,
    cells: tuple[np.ndarray, np.ndarray] | None = None,
) -> dict[str, np.ndarray]:
    """Return the gates (T, H) as their equations in torch's documentation, or in the paper, have them.

    Parameters
    ----------
    kind : str
        Key of a cell.
    p : mapping of str to float64 array
    x, before : float64 array (T, D), (T, H)
        What the layer reads, and h_{t-1}.
    cells : (float64 array (T, H), float64 array (T, H)), optional
        c_{t-1} and c_t.
    """
    from_x, from_h = x @ p["weight_ih"].T + p["bias_ih"], before @ p["weight_hh"].T + p["bias_hh"]
    if kind == "lstm":
        i, f, g, o = np.split(from_x + from_h, 4, axis=1)
        return {
            "input_gate": _sigmoid(i), "forget_gate": _sigmoid(f), "candidate": np.tanh(g), "output_gate": _sigmoid(o),
        }
    if kind == "lstm_1997":
        i, g, o = np.split(from_x + from_h, 3, axis=1)
        return {"input_gate": _sigmoid(i), "candidate": np.tanh(g), "output_gate": _sigmoid(o)}
    if kind == "lstm_peephole":
        assert cells is not None
        (earlier, now), (w_i, w_f, w_o) = cells, np.split(p["weight_peephole"], 3)
        i, f, g, o = np.split(from_x + from_h, 4, axis=1)
        return {
            "input_gate": _sigmoid(i + w_i * earlier), "forget_gate": _sigmoid(f + w_f * earlier),
            "candidate": np.tanh(g), "output_gate": _sigmoid(o + w_o * now),
        }
    if kind == "gru_before":
        size = before.shape[1]
        gates = _sigmoid((from_x + from_h)[:, : 2 * size])
        r, z = np.split(gates, 2, axis=1)
        n = from_x[:, 2 * size :] + (r * before) @ p["weight_hh"][2 * size :].T + p["bias_hh"][2 * size :]
        return {"reset_gate": r, "update_gate": z, "candidate": np.tanh(n)}
    if kind == "gru":
        (x_r, x_z, x_n), (h_r, h_z, h_n) = np.split(from_x, 3, axis=1), np.split(from_h, 3, axis=1)
        r = _sigmoid(x_r + h_r)
        return {"reset_gate": r, "update_gate": _sigmoid(x_z + h_z), "candidate": np.tanh(x_n + r * h_n)}
    return {}


def _sigmoid(x: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-x)))


def _joined(carried: list[Tensor], exponent: int, direct: Tensor, power: int) -> tuple[list[Tensor], int]:
    """Add what arrives from above to the first of what is carried; return them near 1, with their exponent."""
    heights = [_height(value) + exponent for value in carried] + [_height(direct) + power]
    common = max(heights)
    if not np.isfinite(common):
        return [carried[0] + direct, *carried[1:]], exponent
    moved = [_shifted(value, exponent - int(common)) for value in carried]
    return [moved[0] + _shifted(direct, power - int(common)), *moved[1:]], int(common)


def _sum(a: Tensor, m: int, b: Tensor, n: int) -> tuple[Tensor, int]:
    (total,), exponent = _joined([a], m, b, n)
    return total, exponent


def _height(value: Tensor) -> float:
    """Return the power of two just above the largest entry; −inf of zeros, +inf where it is not finite."""
    largest = float(value.abs().max())
    if largest == 0:
        return -np.inf
    return float(np.frexp(largest)[1]) if np.isfinite(largest) else np.inf


def _shifted(value: Tensor, power: int) -> Tensor:
    """Return value · 2^power."""
    return torch.from_numpy(np.ldexp(value.numpy(), power))
