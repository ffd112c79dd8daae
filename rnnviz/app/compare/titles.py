"""What is said over each column: the model, its size, its speed, its loss."""

from __future__ import annotations

from collections.abc import Sequence

from rnnviz.app.compare.side import Side
from rnnviz.app.form.field_words import choice_word
from rnnviz.app.moment.narration import waiting_for
from rnnviz.app.running.engine_events import Death
from rnnviz.catalogue import has_cell
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.messages import problem
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import sentence, tr

NAMES = ("A", "B")


def title(sides: Sequence[Side], place: int, stage: str) -> tuple[str, ...]:
    """Return the line over a column, and shorter ones for where there is less room.

    Parameters
    ----------
    stage : str
        The engine link's word for what it waits for.
    """
    side = sides[place]
    newest = side.link.newest
    if newest is None:
        return (NAMES[place],)
    cell = newest.experiment.cell
    if has_cell(newest.experiment):
        name = tr("{name} · {cell}, {units} units").format(
            name=NAMES[place], cell=model_words(newest.experiment), units=cell.hidden_size
        )
    else:
        name = f"{NAMES[place]} · {model_words(newest.experiment)}"
    if side.link.run is not newest:
        return (f"{name}  ·  {waiting_for(stage)}" if stage else name,)
    figures = [_size(sides, place)]
    if side.speed is not None:
        figures.append(tr("{speed} updates/s").format(speed=_rate(side.speed)))
    if side.loss is not None:
        figures.append(tr("loss {loss}").format(loss=number(side.loss)))
    without_speed = [figures[0], *figures[1:][-1:]]
    return tuple("  ·  ".join((name, *some)) for some in (figures, without_speed, figures[-1:]))


def model_words(experiment: Experiment) -> str:
    """Return what a model is called: its cell, or, where it has none, its kind."""
    if has_cell(experiment):
        return tr(CELLS[experiment.cell.kind].info.title)
    return choice_word("model.kind", experiment.model.kind)


def stop_words(place: int, why: object) -> str:
    """Return which side cannot go on, and why: its engine's death, its header or a problem."""
    name = NAMES[place]
    if isinstance(why, Death):
        if why.final:
            words = tr("The engine of {name} has ended.")
        elif why.update is None:
            words = tr("The engine of {name} has ended; both models begin anew.")
        else:
            words = tr("The engine of {name} has ended; both models go on from update {update}.")
        return words.format(name=name, update=f"{why.update or 0:,}")
    reason = sentence(why if isinstance(why, BadInput) else problem(why))  # type: ignore[arg-type]
    return f"{name}: {reason}"


def _size(sides: Sequence[Side], place: int) -> str:
    """Return the number of parameters, on the right beside that of the left model."""
    counts = [None if side.link.run is None else side.link.run.started.get("parameters") for side in sides]
    if place == 1 and counts[0] is not None:
        return tr("{count} parameters against {other}").format(count=f"{counts[1]:,}", other=f"{counts[0]:,}")
    return tr("{count} parameters").format(count=f"{counts[place]:,}")


def _rate(speed: float) -> str:
    return f"{speed:,.0f}" if speed >= 10 else number(speed, 2)
