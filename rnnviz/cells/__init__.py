"""The table of cells. A cell is one file: its spec and its step; nothing here imports torch."""

from rnnviz.cells.base import Cell
from rnnviz.cells.gru import Gru
from rnnviz.cells.lstm import Lstm
from rnnviz.cells.rnn import Rnn

CELLS: dict[str, type[Cell]] = {
    "gru": Gru,
    "lstm": Lstm,
    "rnn": Rnn,
}

__all__ = ["CELLS", "Cell"]
