"""The table of cells. A cell is one file: its spec and its step; nothing here imports torch."""

from rnnviz.cells.base import Cell
from rnnviz.cells.gru import Gru
from rnnviz.cells.gru_before import GruBefore
from rnnviz.cells.lstm import Lstm
from rnnviz.cells.lstm_1997 import Lstm1997
from rnnviz.cells.lstm_peephole import LstmPeephole
from rnnviz.cells.rnn import Rnn

CELLS: dict[str, type[Cell]] = {
    "gru": Gru,
    "gru_before": GruBefore,
    "lstm": Lstm,
    "lstm_1997": Lstm1997,
    "lstm_peephole": LstmPeephole,
    "rnn": Rnn,
}

__all__ = ["CELLS", "Cell"]
