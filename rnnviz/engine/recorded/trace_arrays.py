"""A recorded pass as the arrays of a trace, by the names of the contract."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np

from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.patience import ask
from rnnviz.engine.recorded.names import Names, layer_name
from rnnviz.tasks import Batch, PairBatch

WHOLE, REACH = 0, 1
"""The copies of every pass: the example's own loss, and one step's."""


@np.errstate(over="ignore", under="ignore", invalid="ignore")  # what is beyond the model's precision is 0 or inf in it
def arrays(
    learner: Learner, names: Names, example: Batch, found: Recorded, extra: AbstractSet[str], reach: int,
    tokens: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the arrays of a trace that are read off a recorded pass.

    Parameters
    ----------
    learner : Learner
    names : Names
        Of its model.
    example : Batch
        Prepared (B = 1).
    found : Recorded
        Its copies are the example's own loss, and that of step ``reach``.
    extra : set of str
        Names beyond the default arrays.
    reach : int
    tokens : array of str (T,)
        The text of each step.
    """
    task, here = learner.task, example.loss_steps[:, 0]
    scale = here / here.sum()
    dtype = np.dtype(learner.precision)
    mask = here.reshape(-1, *[1] * (example.targets.ndim - 2))
    made: dict[str, np.ndarray] = {
        "tokens": tokens,
        "targets": np.where(mask, example.targets[:, 0], 0).astype(example.targets.dtype),
        "outputs": found.outputs.cpu().numpy().astype(dtype),
        "loss_steps": here.copy(),
        "loss_by_time": (np.where(here, found.losses.cpu().numpy(), 0) * scale).astype(dtype),
        "reach_from": np.array(reach),
    }
    made["loss"] = np.array(made["loss_by_time"].sum(), dtype)
    if example.targets.dtype.kind == "f":
        made["targets"] = made["targets"].astype(dtype, copy=False)
        made |= task.of_targets(example)
        if task.asks_ahead:
            made["asks_ahead"] = np.array(True)
    if task.output_symbols:
        made["target_tokens"] = np.array([task.output_symbols[int(i)] for i in example.targets[:, 0]])
    if 0 < learner.truncate < len(here) and not names.pair:
        made["truncate"] = np.array(learner.truncate)
    if any(level.skip for level in learner.model.levels):
        made["residual"] = np.array(True)
    if task.blank:
        made["input_steps"] = example.inputs[:, 0] != task.symbols.index(task.blank)
    if isinstance(example, PairBatch):
        made["alignment"] = example.alignment[0]
        for scope in names.cells:
            made[f"{scope}.start"] = np.array(0 if scope.startswith("encoder.") else len(example.source))
    for name in (*names.values, *(extra & set(names.extras))):
        made[name] = found.values[layer_name(name)].cpu().numpy().astype(dtype)
    for name in names.states:
        ask()
        gradient, (total, one) = found.gradients[name], found.gradients[name].log10_norm()[:2]
        made[f"gradient/{name}"] = gradient.values(WHOLE).astype(dtype, copy=False)
        for kind, logs in (("gradient_norm", total), ("gradient_reach", one)):
            made[f"{kind}/{name}"] = _plain(logs, dtype)
            made[f"{kind}_log10/{name}"] = logs
    for name in (name for name in names.others if layer_name(name) in found.gradients):
        ask()
        if f"gradient/{name}" in extra:
            made[f"gradient/{name}"] = found.gradients[layer_name(name)].values(WHOLE).astype(dtype, copy=False)
        if f"gradient_norm/{name}" in extra:
            logs = found.gradients[layer_name(name)].log10_norm()[WHOLE]
            made[f"gradient_norm/{name}"] = _plain(logs, dtype)
            made[f"gradient_norm_log10/{name}"] = logs
    return made


def _plain(logs: np.ndarray, dtype: np.dtype) -> np.ndarray:
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray(np.power(10.0, logs).astype(dtype, copy=False))
