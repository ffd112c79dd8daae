"""Along the drawn states: each step of a stack recomputed by torch's cells in float64 from the state drawn before it.

A recurrent network may magnify rounding a billionfold, so that two right passes end in different
places. One step cannot: its states follow from the drawn ones before it, and its gradient from the
gradient after it, whatever the network's dynamics. The carried gradient has an exponent of its own,
so that norms far outside float64 stay right.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cached_property

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from rnnviz.engine.verify.cells import cell_step, entered, of_layer
from rnnviz.engine.verify.subject import Subject

LOG10_2 = float(np.log10(2.0))


class Passed:
    """Gradients of one loss along the trajectory.

    Attributes
    ----------
    mantissa : dict of str to float64 array (T, H)
        By state; times 2^exponent.
    exponent : float array (T,)
    parameters : dict of str to float64 array
        ∂L/∂θ of every recurrent parameter, and of the readout.
    """

    def __init__(self, mantissa: dict[str, np.ndarray], exponent: np.ndarray, parameters: dict[str, np.ndarray]):
        self.mantissa, self.exponent, self.parameters = mantissa, exponent, parameters

    def values(self, name: str) -> np.ndarray:
        """Return a gradient (T, H); 0 or inf beyond float64."""
        with np.errstate(over="ignore", under="ignore"):
            return np.asarray(np.ldexp(self.mantissa[name], self.exponent.astype(np.int64)[:, None]))

    def log10_norm(self, name: str) -> np.ndarray:
        """Return log10 of the norm of each step (T,); −inf: exactly zero."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log10(np.linalg.norm(self.mantissa[name], axis=1)) + self.exponent * LOG10_2)


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
        self.read = {scope: self.drawn[f"{below}.hidden"] for below, scope in itertools.pairwise(self.scopes)}
        self.read[self.scopes[0]] = x

    def before(self, name: str) -> Tensor:
        """Return a state one step earlier (T, H); what it starts from in the place of the first."""
        now = self.drawn[name]
        first = torch.zeros_like(now[:1])
        if self.subject.start is not None:
            scope, _, kind = name.rpartition(".")
            start = self.subject.start[self.scopes.index(scope)][self.kinds.index(kind)]
            first = start.detach().cpu().double()
        return torch.cat([first, now[:-1]])

    @cached_property
    def states(self) -> dict[str, np.ndarray]:
        """Every state (T, H), each step from the drawn one before it: all steps are one batch."""
        found = {}
        for scope in self.scopes:
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
        """Return W h + b of the drawn hidden states of the top layer (T, K)."""
        top = self.drawn[f"{self.scopes[-1]}.hidden"]
        return functional.linear(top, self.state["readout.weight"], self.state["readout.bias"]).numpy()

    def losses(self, outputs: Tensor) -> Tensor:
        """Return ℓ_t (T,) of outputs (T, K)."""
        targets = torch.from_numpy(np.ascontiguousarray(self.subject.example.targets[:, 0]))
        if self.subject.learner.task.loss == "cross_entropy":
            return functional.cross_entropy(outputs, targets, reduction="none")
        return (outputs - targets.double()).square().mean(-1)

    def back(self, weights: np.ndarray) -> Passed:
        """Return the gradients of Σ_t weights[t] ℓ_t (T,), one step of torch's cells after the other."""
        top = self.drawn[f"{self.scopes[-1]}.hidden"].clone().requires_grad_()
        readout = [self.state[f"readout.{name}"].clone().requires_grad_() for name in ("weight", "bias")]
        each = self.losses(functional.linear(top, *readout))
        scale = torch.from_numpy(weights)
        loss = torch.where(scale != 0, each * scale, 0.0).sum()
        direct, *of_readout = torch.autograd.grad(loss, [top, *readout])
        names = [f"{scope}.{kind}" for scope in self.scopes for kind in self.kinds]
        earlier = {name: self.before(name) for name in names}
        carried = {name: torch.zeros(top.shape[1], dtype=torch.float64) for name in names}
        exponent = 0
        mantissa: dict[str, list[np.ndarray]] = {name: [] for name in names}
        exponents: list[int] = []
        total = {
            (scope, name): torch.zeros_like(p) for scope in self.scopes for name, p in self.parameters[scope].items()
        }
        for t in reversed(range(len(top))):
            carried[f"{self.scopes[-1]}.hidden"] = carried[f"{self.scopes[-1]}.hidden"] + _shifted(direct[t], -exponent)
            carried, exponent = _near_one(carried, exponent)
            exponents.append(exponent)
            carried = self._step(t, earlier, carried, mantissa, total, exponent)
        parameters = {f"{scope}.{name}_l0": value.numpy() for (scope, name), value in total.items()}
        parameters |= {f"readout.{n}": g.numpy() for n, g in zip(("weight", "bias"), of_readout, strict=True)}
        stacked = {name: np.stack(rows[::-1]) for name, rows in mantissa.items()}
        return Passed(stacked, np.array(exponents[::-1], np.float64), parameters)

    def _step(
        self, t: int, earlier: Mapping[str, Tensor], carried: dict[str, Tensor], mantissa: dict[str, list[np.ndarray]],
        total: dict[tuple[str, str], Tensor], exponent: int,
    ) -> dict[str, Tensor]:
        """Pull the gradient through step t of every layer, the topmost first; return that of the states before."""
        before: dict[str, Tensor] = {}
        carried = dict(carried)
        for place in reversed(range(len(self.scopes))):
            scope = self.scopes[place]
            names = [f"{scope}.{kind}" for kind in self.kinds]
            held = [earlier[name][t : t + 1].detach().requires_grad_() for name in names]
            x = self.read[scope][t : t + 1].detach().requires_grad_()
            p = self.parameters[scope]
            after = cell_step(self.subject.run.experiment, p, x, tuple(held))
            if len(names) == 2:  # the gradient of c_t holds what h_t hands on to it
                cell = after[1].detach().requires_grad_()
                hidden = self._hidden_of_cell(p, x, held[0], cell)
                (through,) = torch.autograd.grad(hidden, cell, carried[names[0]][None])
                mantissa[names[1]].append((carried[names[1]] + through[0]).numpy())
            else:
                through = None
            mantissa[names[0]].append(carried[names[0]].numpy())
            ends = [carried[name][None] for name in names]
            found = torch.autograd.grad(list(after), [*held, x, *p.values()], ends)
            before.update({name: g[0] for name, g in zip(names, found, strict=False)})
            if place:
                below = f"{self.scopes[place - 1]}.hidden"
                carried[below] = carried[below] + found[len(names)][0]
            for name, g in zip(p, found[len(names) + 1 :], strict=True):
                total[scope, name] += _shifted(g, exponent)
        return before

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
        return torch.sigmoid(under) * torch.tanh(cell)


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
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def _near_one(carried: dict[str, Tensor], exponent: int) -> tuple[dict[str, Tensor], int]:
    """Bring the largest entry near 1; return the new exponent."""
    largest = max(float(value.abs().max()) for value in carried.values())
    if largest == 0 or not np.isfinite(largest):
        return carried, exponent
    power = int(np.frexp(largest)[1])
    return {name: _shifted(value, -power) for name, value in carried.items()}, exponent + power


def _shifted(value: Tensor, power: int) -> Tensor:
    """Return value · 2^power."""
    return torch.from_numpy(np.ldexp(value.numpy(), power))
