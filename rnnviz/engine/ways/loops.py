"""The hand-written loop of each cell."""

from __future__ import annotations

from torch import Tensor

from rnnviz.cells import Cell
from rnnviz.engine.ways.gru_loop import GruLoop
from rnnviz.engine.ways.loop import Loop
from rnnviz.engine.ways.lstm_loop import LstmLoop
from rnnviz.engine.ways.rnn_loop import RnnLoop


def make(cell: Cell, steps: int, batch: int, copies: int, like: Tensor) -> Loop:
    """Return the loop of an RNN, GRU or LSTM on new buffers."""
    match cell.info.key:
        case "lstm":
            return LstmLoop(steps, batch, copies, cell.hidden_size, like)
        case "gru":
            return GruLoop(steps, batch, copies, cell.hidden_size, like)
    return RnnLoop(steps, batch, copies, cell.hidden_size, like, str(cell.fields.model_dump()["activation"]))
