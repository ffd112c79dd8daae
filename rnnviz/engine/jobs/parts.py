"""What a job yields and returns."""

from __future__ import annotations

from collections.abc import Generator

from rnnviz.engine.jobs.found import Found

Part = tuple[int, int]
"""(parts done, parts in all)."""
JobParts = Generator[Part, None, Found]
