"""Names of everything that can be recorded of a model, and which of them a pattern asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rnnviz.cell_info import CellInfo
from rnnviz.directions import parameter_of
from rnnviz.engine.updates.weight_watch import FAMILIES
from rnnviz.errors import BadInput
from rnnviz.trace import wanted
from rnnviz.validation import nearest

PARAMETERS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
PEEPHOLE = "weight_peephole"
DYNAMICS = (
    "jacobian_norm", "jacobian_radius", "jacobian_eigenvalues", "recurrent_eigenvalues", "recurrent_norm",
    "path_norm_log10", "lyapunov", "lyapunov_by_step",
)
CUT = re.compile(r"gradient_(kept|lost)@([1-9]\d{0,6})/(.+)")
"""What truncation after so many steps would keep, and what it would lose."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """What can be recorded of a model.

    Attributes
    ----------
    cells : dict of str to CellInfo
        By scope.
    values, extras : tuple of str
        Arrays that are always recorded, and on request.
    states, others : tuple of str
        Arrays whose gradients are always recorded (h and c), and on request.
    parameters : tuple of str
        What is learnt, as ``weights.safetensors`` names it.
    linear : bool
        Whether every layer's step is known as a linear map (`rnnviz.engine.passes.linearised`).
    one_way : bool
        Linear, of a stack whose layers all read from the first step to the last.
    cut : bool
        Linear, of a stack: its pass can be cut into pieces, as truncation does.
    free : tuple of str
        Scopes that can run on by themselves: what they read comes from the free run of those below, or is zeros.
    pair : bool
        An encoder-decoder.
    recurrent : bool
        Whether its layers carry a state from step to step that a network computes.
    """

    cells: dict[str, CellInfo]
    values: tuple[str, ...]
    extras: tuple[str, ...]
    states: tuple[str, ...]
    others: tuple[str, ...]
    parameters: tuple[str, ...]
    linear: bool = False
    one_way: bool = False
    cut: bool = False
    free: tuple[str, ...] = ()
    pair: bool = False
    recurrent: bool = False

    @property
    def watchable(self) -> list[str]:
        """Everything that can be watched beyond the default arrays; `gradient_kept@K/…` besides."""
        found = [
            *self.extras,
            *(f"gradient/{name}" for name in self.others),
            *(f"gradient_norm/{name}" for name in self.others),
            *(f"gradient_flow/{name}" for name in self.states),
            *(f"gradient_flow_coarse/{name}" for name in self.states),
        ]
        if self.recurrent:
            found += [f"batch_gradient_norm/{scope}.hidden" for scope in self.cells]
        if self.linear:
            parameters = [
                f"{scope}.{name}" for scope in self.cells for name in (*PARAMETERS, PEEPHOLE)
                if parameter_of(scope, name) in self.parameters
            ]
            found += [f"parameter_gradient_by_step/{name}" for name in parameters]
            found += [f"parameter_gradient_share/{name}" for name in parameters]
            found += [f"parameter_gradient_flow/{name}" for name in parameters if ".weight_" in name]
            found += [f"{kind}/{scope}" for kind in DYNAMICS for scope in self.cells]
            found += [f"lyapunov_free/{scope}" for scope in self.free]
        found += [f"{family}/{name}" for family in FAMILIES for name in self.parameters]
        return found

    def watched(self, watch: Iterable[str]) -> set[str]:
        """Return the names beyond the default arrays that some patterns ask for.

        Raises
        ------
        BadInput
            A name without ``*`` that this model does not have.
        """
        patterns = [pattern for pattern in watch if pattern]
        known_names = self.watchable
        found = wanted(known_names, patterns)
        always = [*self.values, *(f"gradient/{name}" for name in self.states)]
        for pattern in patterns:
            if cut := CUT.fullmatch(pattern):
                found |= self._cut(pattern, cut[1], cut[2], cut[3])
            elif "*" not in pattern and pattern not in found and not wanted(always, [pattern]):
                raise self.unknown(pattern)
        return found

    def _cut(self, pattern: str, kind: str, steps: str, states: str) -> set[str]:
        names = wanted(self.states, [states]) if self.cut else set()
        if not self.cut and "*" not in states:
            raise BadInput(
                "{name} is of a recurrent stack, whose pass can be cut into pieces: this model has {known}",
                name=pattern, known=", ".join(f"gradient_flow/{state}" for state in self.states),
            )
        if not names and "*" not in states:
            raise self.unknown(pattern)
        return {f"gradient_{kind}@{steps}/{name}" for name in names}

    def unknown(self, name: str) -> BadInput:
        """Return the sentence on a name or pattern that nothing here has: it names those of its family."""
        everything = [*self.values, *self.watchable]
        family, slash, _ = name.partition("/")
        alike = [known for known in everything if known.partition("/")[1] == slash]
        if slash:
            cuts = [f"gradient_{kind}@K/*" for kind in ("kept", "lost")] if self.cut else []
            families = [*dict.fromkeys(f"{known.partition('/')[0]}/*" for known in alike), *cuts]
            same = [known for known in alike if known.startswith(f"{family}/")]
            alike = same or [nearest(f"{family}/*", families)]
        return BadInput("this model has no array {name}: it has {known}", name=name, known=", ".join(alike))


def sums_of(info: CellInfo) -> tuple[str, ...]:
    """Return the names of the sums under a cell's nonlinearities, and of what goes into them, which its step records.

    What goes into a learnt matrix is recorded where it is neither a state nor read: nobody else can know its gradient.
    """
    under = tuple(f"{gate.name}_preactivation" for gate in info.gates) or ("preactivation",)
    named = {quantity.name for quantity in (*info.states, *info.gates)} | set(under)
    into = {source.name for source, target in info.diagram.edges if target.op == "affine"}
    parts = (
        node.name for node in info.diagram.nodes
        if node.name not in named and node.op not in ("before", "inputs") and (node.op == "affine" or node.name in into)
    )
    return (*under, *parts)


def layer_name(name: str) -> str:
    """Return the name under which the paths record: what the first layer reads is a layer's own."""
    first = name in ("inputs", "encoder.inputs", "decoder.inputs")
    return f"{name.removesuffix('inputs')}layer0.inputs" if first else name
