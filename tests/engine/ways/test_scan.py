"""Linear recurrences without a loop equal the loop."""

from __future__ import annotations

import pytest
import torch

from rnnviz.engine.ways import scan


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 8, 17, 64, 101])
def test_every_way_equals_the_loop(length: int) -> None:
    generator = torch.Generator().manual_seed(length)
    a, b = (torch.rand(length, 2, 3, generator=generator, dtype=torch.float64) for _ in range(2))
    y = torch.zeros(2, 3, dtype=torch.float64)
    forward = []
    for t in range(length):
        y = a[t] * y + b[t]
        forward.append(y)
    y = torch.zeros(2, 3, dtype=torch.float64)
    backward = []
    for t in reversed(range(length)):
        y = a[t] * y + b[t]
        backward.append(y)
    torch.testing.assert_close(scan.linear_recurrence(a, b), torch.stack(forward))
    torch.testing.assert_close(scan.Forward(a.clone(), b.clone()).run(), torch.stack(forward))
    torch.testing.assert_close(scan.Backward(a.clone(), b.clone()).run(), torch.stack(backward[::-1]))
    shifted = torch.cat([torch.full((1, 2, 3), 9.0, dtype=torch.float64), a[:-1]])  # factors of the step before
    torch.testing.assert_close(scan.reverse_recurrence(shifted, b), torch.stack(backward[::-1]))


def test_one_factor_serves_several_terms() -> None:
    a, b = torch.rand(9, 1, 3), torch.rand(9, 4, 3)
    for way in (scan.Forward, scan.Backward):
        alone = [way(a.clone(), b[:, i : i + 1].clone()).run() for i in range(4)]
        torch.testing.assert_close(way(a.clone(), b.clone()).run(), torch.cat(alone, 1))
