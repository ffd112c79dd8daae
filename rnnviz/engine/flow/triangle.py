"""Many losses followed back through a stack at once, a row each, with their exponents beside them.

Row j holds ∂L_j/∂ of a layer's states at one step, [dh | dc]. A step back is one product for all rows
(`rnnviz.engine.flow.maps`). A row is alive from the last step that carries its loss; rows stand latest first, so
that those alive are always the first ones: half the work of T copies of the pass, and that on matrices.
Steps go in blocks, of which only one is kept, and within a block in pieces of as many rows as are alive.

At the start of a block every row is brought near 1 by a power of two, layer by layer: by the largest of what it
carries and of what the layers above really send down in this block. A block in which some row leaves the safe range
is done again with fewer steps, so that norms stay right far outside the model's precision. Where everything stays in
range, nothing is ever repeated, and a layer's rows take the powers of the layer above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.flow.block import SAFE, Block, drift_of, exponents_for, height_above, largest_of, rounded
from rnnviz.engine.flow.rescale import exponent_of, powers, scaled
from rnnviz.engine.flow.room import Piece, Room, Shape, room_for
from rnnviz.engine.flow.way_back import WayBack
from rnnviz.engine.passes.linearised import Linearised, LinearPass
from rnnviz.engine.patience import go_on

PIECE = 20
"""Steps of a piece: more would waste work on rows not yet alive, fewer would call torch too often."""

LONGEST = 128
"""Steps of a block."""

BLOCK_BYTES = 16 << 20
"""About what the rows of a block may take: few enough to stay in a processor's cache."""


class Triangle:
    """The rows of some losses on their way back.

    Parameters
    ----------
    layers : sequence of Linearised
        Lowest first; those under the lowest that is wanted may be left out.
    skips : sequence of bool
        Past which of them what they read is added to what they hand on.
    direct : Tensor (T, H)
        What each step's own loss sends into what the top layer hands on.
    row : int array (T,)
        The row that a step's loss belongs to, latest first; −1: none.
    rows : int
        How many; a row that no loss belongs to begins at zero.
    """

    def __init__(
        self, layers: Sequence[Linearised], skips: Sequence[bool], direct: Tensor, row: np.ndarray, rows: int
    ) -> None:
        self.row = row
        self.skips = tuple(skips)
        self.size = direct.shape[1]
        self.states = len(layers[0].states)
        self.sources = [_sources(layer, self.skips) for layer in range(len(layers))]
        self.width = self.states * self.size
        steps = np.flatnonzero(row >= 0)
        self.born = np.full(rows, len(row) - 1)
        self.born[row[steps]] = -1
        np.maximum.at(self.born, row[steps], steps)
        alive = np.zeros(len(row), np.int64)
        np.maximum.at(alive, self.born, np.arange(1, rows + 1))
        self.alive = np.maximum.accumulate(alive[::-1])[::-1]  # (T,)
        self.once = bool((row[steps] >= np.append(self.alive[1:], 0)[steps]).all())  # no living row gets another loss
        self.ways = [WayBack(layer, lowest=i == 0) for i, layer in enumerate(layers)]
        self.direct = direct.detach()
        self.direct_exponent = rounded(exponent_of(self.direct))
        self.carried = [direct.new_zeros(rows, self.width) for _ in layers]
        self.exponents = np.zeros((len(layers), rows))
        each = len(layers) * rows * self.width * direct.element_size()
        self.longest = self.length = int(np.clip(BLOCK_BYTES // each, 1, min(LONGEST, len(row))))
        self.shape = Shape(
            len(layers), self.states, self.size, self.longest, PIECE, self.alive.astype(np.int64).tobytes(),
            direct.dtype, direct.device,
        )

    @torch.inference_mode()
    def back(self, first: int, last: int) -> Iterator[Block]:
        """Go back from a step to an earlier one, a block at a time; then `carried` is what reaches the step before."""
        with room_for(self.shape) as room:
            yield from self._blocks(room, first, min(last, int(self.born.max())))

    def _blocks(self, room: Room, first: int, last: int) -> Iterator[Block]:
        """Go back through blocks in some room."""
        safe = SAFE[self.direct.dtype]
        while last >= first:
            go_on(len(self.row) - 1 - last, len(self.row))
            low = max(first, last + 1 - self.length)
            block, ends, drift = self._block(room, low, last)
            if drift > safe and last > low:
                self.length = max(1, int((last + 1 - low) * max(0.1, 0.8 * safe / drift)))
                continue
            if drift < safe / 2.5:
                self.length = min(2 * self.length, self.longest)
            alive = block.exponents.shape[1]
            self.exponents[:, :alive] = block.exponents
            for mine, end in zip(self.carried, ends, strict=True):
                mine[:alive] = end
            yield block
            last = low - 1

    def _block(self, room: Room, low: int, last: int) -> tuple[Block, list[Tensor], float]:
        """Go back through the steps low to last; return also what flows on into the step before, and the drift.

        That is by how many powers of two some living row's norm is away from 1; where it is more than is safe, the
        layers below are left out: with fewer steps it will be done again.
        """
        alive, older = room.at(low), room.at(last + 1)
        heights = np.full((len(self.ways) + 1, alive), -np.inf)  # of what the layers, and the losses, send down
        here = low + np.flatnonzero(self.row[low : last + 1] >= 0)
        np.maximum.at(heights[-1], self.row[here], self.direct_exponent[here])
        exponents = np.zeros((len(self.ways), alive))
        pieces: list[list[Piece]] = [[] for _ in self.ways]
        norms, ends, drift = room.norms.copy(), self.carried.copy(), 0.0
        for i in reversed(range(len(self.ways))):
            carried = np.full(alive, -np.inf)
            if older:
                carried[:older] = exponent_of(self.carried[i][:older]) + self.exponents[i, :older]
            exponents[i] = exponents_for(np.maximum(carried, heights[self.sources[i]].max(0)))
            pieces[i] = room.pieces(i, low, last)
            ends[i] = self._run(room, i, pieces, exponents)
            norms[i] = self._norms(room.norms[i], pieces[i])
            largest = largest_of(norms[i])
            if i:
                heights[i] = exponents[i] + height_above(largest)
            drift = max(drift, drift_of(largest, carried - exponents[i]))
            if drift > SAFE[self.direct.dtype] and last > low:
                break
        sums = tuple(each[: last + 1 - low] for each in room.sums)
        block = Block(
            first=low, last=last, pieces=tuple(pieces), norms=tuple(norms), sums=sums, exponents=exponents
        )
        return block, ends, drift

    def _run(self, room: Room, layer: int, pieces: list[list[Piece]], exponents: np.ndarray) -> Tensor:
        """Fill in a layer's rows, latest first, their norms and sums; return what flows on into the step before."""
        own, low, last = pieces[layer], pieces[layer][-1].first, pieces[layer][0].last
        feed, way = self._feed(layer, exponents, pieces), self.ways[layer]
        alone = self.once and self.sources[layer][0] == len(self.ways)
        level = bool((exponents[layer] == exponents[layer, 0]).all())
        factors = powers(exponents[layer] - exponents[layer].max()).to(self.direct)[:, 0]
        way.enter(low, last, room.coefficients[layer][:, : last + 1 - low])
        own[0].rows[-1].zero_()
        self._fill(own[0], layer, feed)
        if older := room.at(last + 1):
            shift = self.exponents[layer, :older] - exponents[layer, :older]
            own[0].rows[-1, :older] += scaled(self.carried[layer][:older], shift)
        end = room.ends[layer][: len(factors)]
        if not alone:
            end.zero_()
        for place, piece in enumerate(own):  # one by one, while its rows are in the processor's cache
            length, alive, _ = piece.rows.shape
            if place + 1 < len(own):
                self._fill(own[place + 1], layer, feed)
            way.back(piece, alone=alone)
            steps = slice(piece.first - low, piece.first - low + length)
            self._norms_of(piece, room.norms[layer][:, : len(factors), steps])
            if level:
                torch.sum(piece.rows, 1, out=room.sums[layer][steps])
            else:
                torch.bmm(factors[:alive].expand(length, 1, alive), piece.rows, out=room.sums[layer][steps, None])
        return end

    def _feed(self, layer: int, exponents: np.ndarray, pieces: list[list[Piece]]) -> Callable[[Piece], None]:
        """Return what adds to a layer's rows all that flows into what it hands on."""
        feeds = [
            self._from_losses(pieces[layer], exponents[layer]) if place == len(self.ways)
            else self._from_above(place, exponents[place] - exponents[layer], pieces[place], anew=place == layer + 1)
            for place in self.sources[layer]
        ]
        if len(feeds) == 1:
            return feeds[0]

        def feed(piece: Piece) -> None:
            for each in feeds:
                each(piece)

        return feed

    def _fill(self, piece: Piece, layer: int, feed: Callable[[Piece], None]) -> None:
        """Put into a piece what does not come from later steps; what comes from there alone need not be zero before."""
        piece.young.zero_()
        if self.sources[layer][0] == len(self.ways) and not self.once:
            piece.hidden.zero_()
        feed(piece)

    def _from_losses(self, pieces: list[Piece], exponents: np.ndarray) -> Callable[[Piece], None]:
        """Return what adds each step's own loss to its row."""
        low, last = pieces[-1].first, pieces[0].last
        here = low + np.flatnonzero(self.row[low : last + 1] >= 0)
        rows = self.row[here]
        own = scaled(self.direct[torch.from_numpy(here).to(self.direct.device)], -exponents[rows])
        firsts = np.array([piece.first for piece in reversed(pieces)])
        first = firsts[np.searchsorted(firsts, here, "right") - 1]  # of the piece that a step is in
        places = (here - first) * self.alive[first] + rows
        ends = np.searchsorted(here, [*firsts, last + 1]).tolist()
        spans = dict(zip(firsts.tolist(), pairwise(ends), strict=True))

        def feed(piece: Piece) -> None:
            a, b = spans[piece.first]
            hidden = piece.hidden.view(-1, self.size)
            by = np.diff(places[a:b])
            if b - a > 1 and by[0] > 0 and (by == by[0]).all():  # a row a step: one call, and not one a row
                hidden[places[a] : places[b - 1] + 1 : by[0]].add_(own[a:b])
            else:
                hidden.index_add_(0, torch.from_numpy(places[a:b]).to(hidden.device), own[a:b])

        return feed

    def _from_above(
        self, place: int, shift: np.ndarray, above: list[Piece], *, anew: bool
    ) -> Callable[[Piece], None]:
        """Return what adds to a layer's rows, or puts there ``anew``, what one above it sends down, times 2^shift."""
        factors = powers(shift).to(self.direct) if shift.any() else None
        pieces = {piece.first: piece for piece in above}

        def feed(piece: Piece) -> None:
            self.ways[place].send_down(pieces[piece.first], piece, factors, anew=anew)

        return feed

    def _norms(self, found: Tensor, pieces: list[Piece]) -> Tensor:
        """Return the norms of a layer's rows (states, N, S); in float64 where their squares may be lost in between."""
        low, last = pieces[-1].first, pieces[0].last
        alive = int(self.alive[low])
        norms = found[:, :alive, : last + 1 - low]
        living = np.minimum(self.born[:alive] + 1 - low, last + 1 - low).sum()
        seen = norms.cpu().numpy() > 2.0 ** -SAFE[self.direct.dtype]
        if np.count_nonzero(seen) < self.states * living:
            norms = torch.zeros_like(norms, dtype=torch.float64)
            for piece in pieces:
                self._norms_of(piece, norms[..., piece.first - low : piece.last + 1 - low])
        return norms

    def _norms_of(self, piece: Piece, norms: Tensor) -> None:
        """Fill in a piece's norms (states, N, S)."""
        length, alive, _ = piece.rows.shape
        norms[:, alive:] = 0
        split = piece.rows.view(length, alive, self.states, self.size)
        torch.linalg.vector_norm(split, dim=3, dtype=norms.dtype, out=norms[:, :alive].permute(2, 1, 0))


def _sources(layer: int, skips: Sequence[bool]) -> list[int]:
    """Return what flows into what a layer hands on: layers, and len(skips) for the losses themselves.

    That is the layer above and, where what that one reads goes on past it, the next one, and so on.
    """
    above = range(layer + 1, len(skips))
    stop = next((place for place in above if not skips[place]), len(skips))
    return list(range(layer + 1, stop + 1))


def over(passed: LinearPass, scopes: Sequence[str], row: np.ndarray, rows: int) -> Triangle:
    """Return the rows of a pass's losses on their way back through some successive scopes, up to its top one."""
    return Triangle(
        [passed.layers[scope] for scope in scopes], [passed.skips(scope) for scope in scopes], passed.direct, row, rows
    )
