"""How far the checks of a picture are: whole parts, and of the one under way a share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Parts done and all parts (0: not known yet), and the share of everything, which never falls."""

    done: int = 0
    total: int = 0
    share: float = 0.0

    def after(self, done: int, total: int, share: float) -> Progress:
        """Return how far they are after so many parts; fewer than before: they have begun anew."""
        return Progress(done=done, total=total, share=share if done < self.done else max(share, self.share))

    def at(self, share: float) -> Progress:
        """Return how far they are in the midst of a part."""
        return Progress(done=self.done, total=self.total, share=max(share, self.share))

    @property
    def percent(self) -> int:
        """The share in hundredths; 100 is said of the end alone."""
        return min(int(100 * self.share), 99)
