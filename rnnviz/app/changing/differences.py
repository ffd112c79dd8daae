"""In what two experiments differ, in words."""

from __future__ import annotations

from rnnviz.app.form.field_words import label, shown
from rnnviz.app.running.recipe import differing
from rnnviz.catalogue import fields
from rnnviz.experiment import Experiment


def differences(before: Experiment, after: Experiment) -> list[str]:
    """Return each field that differs with both values: hidden size 64 → 32; of those alone that both have."""
    infos = {info.path: info for one in (before, after) for info in fields(one)}
    differ = differing(before, after)
    if differ & {"cell.kind", "task.kind"}:  # the kinds alone are named there: say what else both have
        both = {info.path for info in fields(before)} & {info.path for info in fields(after)}
        differ |= {path for path in both if before.value(path) != after.value(path)}
    return [
        f"{label(infos[path])} {shown(infos[path], before.value(path))} → {shown(infos[path], after.value(path))}"
        for path in infos if path in differ
    ]
