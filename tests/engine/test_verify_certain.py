"""A model that is nearly sure of every target: its tiny losses and gradients keep their digits, and are verified."""

from __future__ import annotations

import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.networks import losses
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import verify


def test_what_a_model_that_has_learnt_its_text_draws_is_verified() -> None:
    run = Run(load("hello-rnn"))
    for _ in range(60):
        run.update()
    with torch.no_grad():
        run.learner.model.readout.weight.mul_(2.5)
    checks = {check.key: check for part in verify(run) for check in part}
    assert 0 < float(run.probe().arrays["loss"]) < 1e-3
    assert [check.key for check in checks.values() if check.passed is False] == []
    for key in ("step/loss_by_time", "flow/gradient_flow/layer0.hidden", "training/readout.weight"):
        assert checks[key].compared, key


def test_what_an_update_uses_is_still_held_against_the_plain_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(load("hello-rnn"))
    for _ in range(60):
        run.update()
    plain = losses.total
    monkeypatch.setattr(losses, "total", lambda *given: plain(*given) * 1.003)
    checks = {check.key: check for part in verify(run) for check in part}
    assert checks["training/readout.weight"].passed is False
