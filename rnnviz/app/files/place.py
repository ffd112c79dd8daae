"""Where the window stands in a run: moment, zoom, selection, layout, what each view shows; taken down and taken up."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from typing import Any

from rnnviz.app.area.layout import Layout
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.moment.player import Player
from rnnviz.app.surgery.operating import Surgery
from rnnviz.trace import PHASES, Moment

log = logging.getLogger(__name__)


class Place:
    """Takes the place down as nested plain values, and takes it up again.

    What is taken up comes from a file: whatever is not as it should be is left as it is.

    Parameters
    ----------
    player : Player
    workspace : Workspace
    layout : Layout, optional
        A window that has none keeps none.
    surgery : Surgery, optional
        Whether the untouched pass is shown in place of the operated one.
    """

    def __init__(
        self, player: Player, workspace: Workspace, layout: Layout | None = None, surgery: Surgery | None = None
    ) -> None:
        self._player = player
        self._workspace = workspace
        self._layout = layout
        self._surgery = surgery

    def now(self) -> dict[str, Any]:
        """Return where the window stands."""
        player, axis, selection = self._player, self._workspace.axis, self._workspace.selection
        place: dict[str, Any] = {
            "moment": {"phase": player.moment.phase, "t": player.moment.t},
            "speed": player.speed,
            "axis": {"length": axis.length, "range": list(axis.range)},
            "selection": {"scope": selection.scope, "unit": selection.unit},
            "views": {key: dict(state) for key, state in self._workspace.states().items()},
        }
        if self._layout is not None:
            place["layout"] = self._layout.plain()
        if self._surgery is not None and self._surgery.bare:
            place["untouched"] = True
        if axis.loop is not None:
            place["axis"]["loop"] = list(axis.loop)
        if selection.reach_from is not None:
            place["selection"]["reach_from"] = selection.reach_from
        return place

    def lay_out(self, place: Mapping[str, Any]) -> None:
        """Take up the layout and what each view shows; no trace is needed for it."""
        layout = place.get("layout")
        if self._layout is not None and isinstance(layout, Mapping):
            self._layout.take_plain(layout)
        if self._surgery is not None:
            self._surgery.show_bare(place.get("untouched") is True and bool(self._surgery.operations))
        views = place.get("views")
        if isinstance(views, Mapping):
            self._workspace.restore({
                key: state for key, state in views.items()
                if isinstance(state, Mapping) and all(isinstance(value, str) for value in state.values())
            })  # fmt: skip

    def go_to(self, place: Mapping[str, Any]) -> None:
        """Take up moment, zoom and selection, once the trace is shown that they belong to."""
        for part, take in (
            ("selection", self._select), ("axis", self._zoom), ("moment", self._move), ("speed", self._set_speed)
        ):
            try:
                if part in place:
                    take(place[part])
            except (KeyError, TypeError, ValueError, AttributeError):
                log.warning("the %s of a session cannot be taken up: %r", part, place[part])

    def _select(self, said: Mapping[str, Any]) -> None:
        selection, trace = self._workspace.selection, self._player.trace
        scope, unit, reach = said["scope"], int(said["unit"]), said.get("reach_from")
        if trace is not None and scope in trace.scopes and 0 <= unit < trace[f"{scope}.hidden"].shape[1]:
            selection.choose(scope=scope, unit=unit)
        if reach is None or (trace is not None and 0 <= int(reach) < len(trace["loss_steps"])):
            selection.choose_reach(None if reach is None else int(reach))

    def _zoom(self, said: Mapping[str, Any]) -> None:
        axis = self._workspace.axis
        low, high = map(float, said["range"])
        if said["length"] == axis.length and math.isfinite(low) and math.isfinite(high):
            axis.set_range(low, high)
            loop = said.get("loop")
            axis.set_loop(None if loop is None else (int(loop[0]), int(loop[1])))

    def _move(self, said: Mapping[str, Any]) -> None:
        if said["phase"] in PHASES:
            self._player.go_to(Moment(said["phase"], int(said["t"])))

    def _set_speed(self, said: object) -> None:
        if isinstance(said, int | float) and math.isfinite(said):
            self._player.set_speed(float(said))
