"""The largest Lyapunov exponent by update, as far as it was seen; bounded memory."""

from __future__ import annotations

import json
import math
from bisect import bisect_left

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MOST = 2048
"""Updates kept of each scope; of more, every second one of those so far goes."""


class ExponentHistory:
    """(update, λ₁ along the trace, λ₁ free-running) by scope, of one run."""

    def __init__(self) -> None:
        self.run: int | None = None
        self._rows: dict[str, list[tuple[int, float, float]]] = {}

    def take(self, run: int, scope: str, update: int, along: float, free: float) -> None:
        """Keep the exponents after an update; another run forgets all, an earlier update what came after it."""
        if run != self.run:
            self.run = run
            self._rows.clear()
        rows = self._rows.setdefault(scope, [])
        del rows[bisect_left(rows, update, key=lambda row: row[0]) :]
        rows.append((update, along, free))
        if len(rows) > MOST:
            del rows[1:-1:2]

    def curves(self, scope: str) -> tuple[Floats, Floats, Floats]:
        """Return updates, λ₁ along the trace, and λ₁ free-running."""
        rows = np.array(self._rows.get(scope, []), np.float64).reshape(-1, 3)
        return rows[:, 0], rows[:, 1], rows[:, 2]

    def packed(self) -> str:
        """Return what is kept as text, for a view made anew."""
        plain = {
            scope: [(update, _plain(along), _plain(free)) for update, along, free in rows]
            for scope, rows in self._rows.items()
        }
        return json.dumps({"run": self.run, "rows": plain})

    def unpack(self, text: str) -> None:
        """Take over what another one kept."""
        said = json.loads(text)
        self.run = said["run"]
        self._rows = {
            scope: [(int(n), _number(along), _number(free)) for n, along, free in rows]
            for scope, rows in said["rows"].items()
        }


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
