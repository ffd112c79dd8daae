"""The float32 LSTM on oneDNN: its forward pass, and the gates and cells that it leaves for the way back.

torch's CPU kernel (`torch.mkldnn_rnn_layer`) runs over all steps in one call and keeps gates and c_t in a workspace
for its own backward pass. They are read there, once they have been found where they are looked for; else they follow
from all h by one product and a scan. There are two ways back: `rnnviz.engine.ways.swap` and
`rnnviz.engine.ways.by_hand`.
"""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.ways import scan
from rnnviz.engine.ways.loop import Parameters, State
from rnnviz.engine.ways.lstm_slopes import through_gates, through_output

LSTM_MODE = 2

_in_workspace: dict[tuple[int, ...], bool] = {}
"""Whether the workspace of T, rows, D, H holds what it should where it should, of the shapes that were looked at."""


class OneDnnLstm:
    """One LSTM layer over T steps, forward.

    Parameters
    ----------
    steps, batch, rows, inputs, hidden : int
        T, B, rows that the kernel runs over (B, or C copies of one example), D, H.
    like : Tensor
        float32 on the CPU.
    """

    def __init__(self, steps: int, batch: int, rows: int, inputs: int, hidden: int, like: Tensor) -> None:
        self.steps, self.batch, self.rows, self.inputs, self.size = steps, batch, rows, inputs, hidden
        self._cells = like.new_empty(steps + 1, batch, hidden)
        self.cell, self._cell_before = self._cells[1:], self._cells[:-1]
        """c_t and c_{t-1}, once `_open` was called."""
        self._scan: scan.Forward | None = None
        self._gates: tuple[Tensor, ...] | None = None
        self._shape = steps, rows, inputs, hidden

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Run over inputs (T, B, D) from the states (B, H); return all h_t (T, B, H)."""
        w = self._p = {name: value.detach() for name, value in p.items()}
        self._start = [state.detach().expand(self.rows, -1).unsqueeze(0).contiguous() for state in start]
        wide = x.contiguous() if self.rows == self.batch else x.expand(-1, self.rows, -1).contiguous()
        with torch.enable_grad():  # without it no workspace is made
            h, c = self._start
            self._y, self._h_end, self._c_end, self._workspace = torch.mkldnn_rnn_layer(
                wide, w["weight_ih"], w["weight_hh"], w["bias_ih"], w["bias_hh"], h, c,
                False, [], LSTM_MODE, self.size, 1, True, False, False, True,
            )
        self.hidden, self._x, self._gates = self._y[:, : self.batch], x, None
        return self.hidden

    def _open(self) -> tuple[Tensor, ...]:
        """Return i, f, g, o (T, B, H) of the last pass; `cell` is filled with them."""
        if self._gates is not None:
            return self._gates
        self._cells[0] = self._start[1][0, : self.batch]
        holds = _in_workspace.get(self._shape)
        if holds is None:
            gates, cell = self._computed()
            holds = self._holds(gates, cell)
            if 0 < float(torch.linalg.vector_norm(cell)) < torch.inf:  # NaN is found nowhere, and zeros are anywhere
                _in_workspace[self._shape] = holds
        if holds:
            self._gates, cell = self._views()
            self.cell[:-1] = cell
            self.cell[-1] = self._c_end[0, : self.batch]
        else:
            self._gates, _ = self._computed()
        return self._gates

    def _views(self) -> tuple[tuple[Tensor, ...], Tensor]:
        """Return the gates (T, B, H) and c_t of all steps but the last as oneDNN lays out its workspace.

        Rows are padded to 16 floats and away from multiples of 256, parts to pages of 4096 bytes.
        """
        floats = self._workspace.view(torch.float32)
        steps, rows, size = self.steps, self.rows, self.size
        row = _padded_row(4 * size)
        gates = floats.as_strided((steps, self.batch, 4, size), (rows * row, row, size, 1), 0)
        place = _pages(steps * rows * row) + _pages(2 * (steps + 1) * rows * _padded_row(max(self.inputs, size)))
        place += _pages(steps * rows * _padded_row(size)) + (steps + 2) * rows * size
        cell = floats.as_strided((steps - 1, self.batch, size), (rows * size, size, 1), place)
        return gates.unbind(2), cell

    def _holds(self, gates: tuple[Tensor, ...], cell: Tensor) -> bool:
        """Tell whether the workspace has these gates and cells at these places."""
        try:
            found, cells = self._views()
        except RuntimeError:  # it is shorter than that
            return False
        pairs = zip(gates, found, strict=True)
        if not all(torch.allclose(mine, theirs, rtol=1e-4, atol=1e-5) for mine, theirs in pairs):
            return False
        largest = float(torch.linalg.vector_norm(cell, torch.inf))  # a scan rounds a long sum at the size of its terms
        return torch.allclose(cell[:-1], cells, rtol=1e-4, atol=1e-5 * max(largest, 1.0))

    def _computed(self) -> tuple[tuple[Tensor, ...], Tensor]:
        """Gates of all steps by one product, c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t by a scan."""
        w, size = self._p, self.size
        before = torch.cat([self._start[0][:, : self.batch], self.hidden[:-1]]).flatten(0, 1)
        sums = torch.addmm(w["bias_ih"] + w["bias_hh"], self._x.flatten(0, 1), w["weight_ih"].T)
        sums.addmm_(before, w["weight_hh"].T)
        i, f, g, o = torch.split(sums.view(self.steps, self.batch, 4 * size), size, -1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        if self._scan is None:
            self._scan = scan.Forward(torch.empty_like(self.cell), self.cell)
        self._scan.factors.copy_(f)
        torch.mul(i, g, out=self.cell)
        self.cell[0].addcmul_(f[0], self._start[1][0, : self.batch])
        return (i, f, g, o), self._scan.run()

    @property
    def end(self) -> State:
        """The states after the last step, each (B, H)."""
        return self._h_end[0, : self.batch], self._c_end[0, : self.batch]

    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H) by the names of the cell."""
        i, f, g, o = self._open()
        return {
            "hidden": self.hidden, "cell": self.cell, "input_gate": i, "forget_gate": f, "candidate": g,
            "output_gate": o,
        }

    def _to_input(self, hidden: Tensor, cell: Tensor) -> Tensor:
        """Return ∂L/∂x_t (T, C, D) from ∂L/∂h_t and ∂L/∂c_t (T, C, H)."""
        i, f, g, o = self._open()
        slopes = cell.new_empty(self.steps, self.batch, 4, self.size)
        through_gates(i, f, g, self._cell_before, out=slopes[:, :, :3].unbind(2))
        through_output(self.cell, o, out=slopes[:, :, 3])
        delta = torch.cat([slopes[:, :, :3] * cell.unsqueeze(2), slopes[:, :, 3:] * hidden.unsqueeze(2)], 2)
        return delta.flatten(2) @ self._p["weight_ih"]


def _padded_row(floats: int) -> int:
    """Return the length of a row in oneDNN's workspace (its ``get_good_ld`` for float32)."""
    row = (floats + 15) // 16 * 16
    return row + 16 if row % 256 == 0 else row


def _pages(floats: int) -> int:
    """Return so many floats rounded up to whole pages of 4096 bytes."""
    return (floats + 1023) // 1024 * 1024
