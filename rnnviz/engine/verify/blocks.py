"""A transformer by torch's own modules in float64: ``TransformerEncoderLayer`` and ``MultiheadAttention``."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.engine.patience import ask
from rnnviz.engine.verify.cells import Unrolled, entered
from rnnviz.engine.ways.layers import State

IN_PROJ = ("self_attn.in_proj_weight", "self_attn.in_proj_bias")


class BlockPass(Unrolled):
    """Blocks with a readout, each a module of torch on the model's weights."""

    def unroll(self, start: tuple[State, ...] | None) -> Iterator[Tensor]:
        """Yield the outputs of each step; all of them are computed at once."""
        fields, p = self.experiment.model, self.parameters
        width = self.experiment.cell.hidden_size
        first = fields.layer_norm == "before"
        x = entered(self.experiment, self.example.inputs, p.get("inputs.weight"), self.task.input_size)
        x = functional.linear(x, p["enter.weight"], p["enter.bias"])
        x = x + self._positions(len(x), width)[:, None]
        mask = nn.Transformer.generate_square_subsequent_mask(len(x), dtype=torch.float64) if fields.causal else None
        for place in range(fields.layers):
            ask()
            scope = f"block{place}"
            layer = nn.TransformerEncoderLayer(
                width, fields.heads, fields.feedforward, dropout=0.0, norm_first=first, device="meta"
            )
            given = {name: self._unscaled(name, p[f"{scope}.{name}"]) for name, _ in layer.named_parameters()}
            own = {name.removeprefix("self_attn."): value for name, value in given.items() if "self_attn" in name}
            read = functional.layer_norm(x, (width,), given["norm1.weight"], given["norm1.bias"]) if first else x
            _, attention = torch.func.functional_call(
                layer.self_attn, own, (read, read, read), {"attn_mask": mask, "average_attn_weights": False}
            )
            self.beside[f"{scope}.attention"] = list(attention.unbind(1))
            self._stages(scope, read)
            hidden = torch.func.functional_call(layer, given, (x,), {"src_mask": mask}).unbind(0)
            for value in hidden:
                self.keep(f"{scope}.hidden", value)
            x = torch.stack(hidden)
        if first:
            x = functional.layer_norm(x, (width,), p["norm.weight"], p["norm.bias"])
        yield from functional.linear(x, p["readout.weight"], p["readout.bias"])

    def _stages(self, scope: str, read: Tensor) -> None:
        """Compute what attention is made of from what it reads (T, 1, d), head by head, and set it beside."""
        fields, p = self.experiment.model, self.parameters
        w, b = (p[f"{scope}.self_attn.in_proj_{name}"].chunk(3) for name in ("weight", "bias"))
        q, k, v = (functional.linear(read, *both) for both in zip(w, b, strict=True))
        for name, value in (("query", q), ("key", k), ("value", v)):
            self.beside[f"{scope}.{name}"] = list(value.unbind(0))
        scores, mixed = [], []
        for place, (q_n, k_n, v_n) in enumerate(zip(*(x[:, 0].chunk(fields.heads, 1) for x in (q, k, v)), strict=True)):
            products = q_n @ k_n.T
            scores.append((products / math.sqrt(q_n.shape[1]) if fields.scaled else products)[None])
            mixed.append(self.beside[f"{scope}.attention"][place][0] @ v_n)
        self.beside[f"{scope}.attention_scores"] = scores
        self.beside[f"{scope}.context"] = list(torch.cat(mixed, 1)[:, None].unbind(0))

    def _unscaled(self, name: str, value: Tensor) -> Tensor:
        """Return a parameter; of the queries times √d where the model does not divide by it, since torch does."""
        if self.experiment.model.scaled or name not in IN_PROJ:
            return value
        q, k, v = value.chunk(3)
        width = self.experiment.cell.hidden_size // self.experiment.model.heads
        return torch.cat([q * math.sqrt(width), k, v])

    def _positions(self, length: int, width: int) -> Tensor:
        if "positions" in self.parameters:
            return self.parameters["positions"][:length]
        if self.experiment.model.positions == "none":
            return torch.zeros(length, width, dtype=torch.float64)
        rows = [
            [(math.cos if i % 2 else math.sin)(t / 10_000 ** ((i - i % 2) / width)) for i in range(width)]
            for t in range(length)
        ]
        return torch.tensor(rows, dtype=torch.float64)
