"""What a cell is: its fields, the shapes of its parameters, and one step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rnnviz.cell_info import CellInfo
from rnnviz.experiment import CellFields

if TYPE_CHECKING:
    from torch import Tensor

    from rnnviz.cells.tape import Tape

    Parameters = Mapping[str, Tensor]
    State = tuple[Tensor, ...]


class Cell(ABC):
    """One kind of recurrent cell, with the values of its fields.

    A cell needs no torch to be imported: `step` is a pure function that uses the methods of the
    tensors it is given. Parameter names, shapes and gate order are torch's, without the ``_l0``.
    """

    Fields: ClassVar[type[CellFields]]
    """What an experiment may set of it."""
    info: ClassVar[CellInfo]
    """What people are told of it: its states, gates, equations, diagram and source."""
    blocks: ClassVar[int]
    """Rows of each parameter, in units of the hidden size: one for each gate or candidate."""

    def __init__(self, fields: CellFields) -> None:
        self.fields = fields

    @property
    def hidden_size(self) -> int:
        """H."""
        return self.fields.hidden_size

    def shapes(self, input_size: int) -> dict[str, tuple[int, ...]]:
        """Return the name and shape of each parameter for inputs of length D."""
        rows = self.blocks * self.hidden_size
        return {
            "weight_ih": (rows, input_size),
            "weight_hh": (rows, self.hidden_size),
            "bias_ih": (rows,),
            "bias_hh": (rows,),
        }

    def biases(self) -> dict[str, dict[int, float]]:
        """Return the biases that start at a given value: parameter name → block → value."""
        return {}

    def describe(self) -> CellInfo:
        """Return `info` with what the fields decide written out in its equations."""
        return self.info

    def torch_module(self) -> tuple[str, dict[str, str]] | None:
        """Return the ``torch.nn`` module that computes the same, with its options; None where there is none."""
        return None

    @abstractmethod
    def step(self, parameters: Parameters, x: Tensor, state: State, tape: Tape) -> State:
        """Compute one step.

        Parameters
        ----------
        parameters : mapping of str to Tensor
            As `shapes` names them.
        x : Tensor (B, D)
        state : tuple of Tensor (B, H)
            The states of step t-1, in the order of ``info.states``.
        tape : Tape
            Records every state and gate under its name.

        Returns
        -------
        tuple of Tensor (B, H)
            The states of step t.
        """
