"""Where a model can run: CPU, CUDA, MPS, each with the reason where it cannot."""

from __future__ import annotations

from typing import NamedTuple

import torch

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment

WORTH_AN_ACCELERATOR = 8192
"""hidden_size · batch_size from which "auto" takes an accelerator."""

WITHOUT_FLOAT64 = ("mps",)
"""Devices that compute in float32 alone."""


class Device(NamedTuple):
    """A device; ``reason`` says why it is not available, or is empty."""

    key: str
    title: str
    available: bool
    reason: str


def devices() -> list[Device]:
    """Return every device this program knows."""
    cuda, mps = _cuda_reason(), _mps_reason()
    name = torch.cuda.get_device_name() if not cuda else "CUDA"
    threads = torch.get_num_threads()
    return [
        Device("cpu", f"CPU, {threads} {'thread' if threads == 1 else 'threads'}", True, ""),
        Device("cuda", name, not cuda, cuda),
        Device("mps", "Apple GPU (MPS)", not mps, mps),
    ]


def resolve(experiment: Experiment) -> str:
    """Return the device that an experiment runs on.

    Raises
    ------
    BadInput
        The device it names is not there, or cannot compute in its precision.
    """
    wanted = experiment.device
    if wanted == "auto":
        large = experiment.cell.hidden_size * experiment.training.batch_size >= WORTH_AN_ACCELERATOR
        if large and not _cuda_reason():
            return "cuda"
        if large and not _mps_reason() and experiment.dtype == "float32":
            return "mps"
        return "cpu"
    reason = {"cuda": _cuda_reason, "mps": _mps_reason}.get(wanted, str)()
    if reason:
        raise BadInput('device "{device}" is not available: {reason}', device=wanted, reason=reason)
    if wanted in WITHOUT_FLOAT64 and experiment.dtype == "float64":
        raise BadInput('device "mps" has no float64: choose dtype "float32", or device "cpu"')
    return str(wanted)


def compute_exactly(device: str) -> None:
    """Let an NVIDIA GPU multiply in float32 what is in float32: cuDNN's kernels would round it to ten bits (TF32)."""
    if device == "cuda":
        torch.backends.cuda.matmul.fp32_precision = "ieee"
        torch.backends.cudnn.rnn.fp32_precision = "ieee"  # type: ignore[attr-defined]


def _cuda_reason() -> str:
    if not torch.backends.cuda.is_built():  # type: ignore[no-untyped-call]
        return "this torch was built without CUDA"
    return "" if torch.cuda.is_available() else "no CUDA device was found"


def _mps_reason() -> str:
    if not torch.backends.mps.is_built():
        return "this torch was built without MPS"
    return "" if torch.backends.mps.is_available() else "no Apple GPU was found"
