"""Silence is what is not heard while somebody listens."""

from __future__ import annotations

import numpy as np

from rnnviz.link.watch import SILENT_SECONDS, Silence


def test_silence_is_told_once_and_its_end_once() -> None:
    silence = Silence()
    told = [silence.look(float(now)) for now in np.arange(0, 6, 0.25)]
    (seconds,) = [quiet for quiet in told if quiet is not None]
    assert SILENT_SECONDS < seconds <= SILENT_SECONDS + 0.25
    assert not silence.broken
    ended = silence.hear()
    assert ended is not None
    assert ended > SILENT_SECONDS
    assert silence.hear() is None
    assert silence.broken


def test_beats_keep_it_short() -> None:
    silence = Silence()
    for now in np.arange(0, 20, 0.25):
        assert silence.look(float(now)) is None
        if now % 2.5 == 0:
            assert silence.hear() is None


def test_the_sleep_of_the_listener_is_not_the_others_silence() -> None:
    silence = Silence()
    assert silence.look(0.0) is None
    assert silence.look(3600.0) is None  # the machine was suspended for an hour
    assert silence.broken
