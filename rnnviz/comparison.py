"""Comparisons: several models on one task, on the same batches, over seeds; by name and from files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from rnnviz.catalogue import changed, load
from rnnviz.errors import BadInput
from rnnviz.experiment import LARGEST_SEED, Experiment
from rnnviz.resources import resources
from rnnviz.settings import Section
from rnnviz.toml_file import Values, parse, read_toml
from rnnviz.validation import build, nearest

Plain = bool | int | float | str


Reference = Literal["", "ngram", "ar", "mean", "persistence"]

FITS: dict[str, str] = {"ngram": "char_lm", "ar": "series", "mean": "series", "persistence": "series"}
"""The task that each reference is one for."""
LONGEST_GRAM = 5
MOST_UPDATES = 10_000_000
MOST_RUNS = 10_000


class Contender(Section):
    """One of the models that are compared: what differs from the base experiment.

    Attributes
    ----------
    label : str
    set : dict
        Dotted fields and their values.
    reference : "", "ngram", "ar", "mean" or "persistence"
        What has no state and needs no updates, in the network's place: n-grams counted from the training text, AR(p)
        fitted to the training part by least squares, its mean, or the last numbers again.
    order : int
        Symbols of an n-gram (1 to 5), or p.
    """

    label: str
    set: dict[str, Plain] = Field(default_factory=dict)
    reference: Reference = ""
    order: int = Field(default=1, ge=1, le=1000)


class Against(Section):
    """A field of the experiment that is varied, one value a point of the curve."""

    field: str
    values: tuple[Plain, ...] = Field(min_length=1, strict=False)
    label: str = ""


class Comparison(Section):
    """Several models, one task, seeds.

    Attributes
    ----------
    experiment : str
        Name or file of the base experiment.
    measure : str
        What is compared: a column of held-out scores without its ``validation_`` ("accuracy", "loss", "exact"),
        "bits" (the held-out loss in bits per symbol), "milliseconds" (of learning from one batch, the median over a
        run's updates), or "decay" (log10 per step back of ‖∂L/∂h‖ over a batch, over lags 10 to 50 before the last
        step).
    better : "high", "low" or "zero"
        Which end of the measure is the good one.
    updates : int
        Updates of each run; the base experiment's where 0 and the measure needs learning.
    seeds : tuple of int
    against : Against or None
    models : tuple of Contender
    """

    name: str = "untitled"
    title: str = ""
    purpose: str = ""
    experiment: str
    measure: str
    better: Literal["high", "low", "zero"] = "high"
    updates: int = Field(default=0, ge=0, le=MOST_UPDATES)
    seeds: tuple[int, ...] = Field(default=(1, 2, 3, 4, 5), min_length=1, max_length=1000, strict=False)
    against: Against | None = None
    model: tuple[Contender, ...] = Field(min_length=1, strict=False)


class Case(NamedTuple):
    """One run of a comparison: a model at a value of what is varied, with a seed."""

    label: str
    value: Plain | None
    seed: int
    experiment: Experiment
    reference: Reference = ""
    order: int = 1


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one run.

    Attributes
    ----------
    label, value, seed
        Of its case.
    parameters, updates : int
    seconds : float
        Of learning alone.
    measure : float
        NaN where the loss was NaN, or the task has no such score.
    curve : tuple of (int, float)
        The measure on held-out data after so many updates; empty where nothing is learnt.
    scores : dict of str to float
        Every score on held-out data in the end, by name ("loss", "accuracy", "aligned"); empty where nothing is learnt.
    """

    label: str
    value: Plain | None
    seed: int
    parameters: int
    updates: int
    seconds: float
    measure: float
    curve: tuple[tuple[int, float], ...] = field(default=())
    scores: dict[str, float] = field(default_factory=dict)


class ListedComparison(NamedTuple):
    """A comparison that comes with the program."""

    key: str
    title: str
    purpose: str
    path: Path


def comparisons() -> dict[str, ListedComparison]:
    """Return the comparisons that come with the program, by name."""
    found = {}
    for path in sorted((resources() / "comparisons").glob("*.toml")):
        values = tomllib.loads(path.read_text("utf-8"))
        found[path.stem] = ListedComparison(
            path.stem, values.get("title", path.stem), values.get("purpose", ""), path
        )
    return found


def load_comparison(name: str) -> Comparison:
    """Return the comparison of a name or a TOML file, with every case of it checked.

    Raises
    ------
    BadInput
        Unknown name, a file that cannot be read, or a value that breaks a rule.
    """
    known = comparisons()
    path = known[name].path if name in known else Path(name)
    if name not in known and not path.exists():
        if path.suffix == ".toml" or path.name != name:
            raise BadInput("{file}: there is no such file", file=name)
        close = nearest(name, known)
        if close in known:
            raise BadInput("unknown comparison {name}: did you mean {nearest}?", name=name, nearest=close)
        raise BadInput("unknown comparison {name}; “rnnviz list comparisons” shows them all", name=name)
    if path.suffix.lower() == ".rnnviz":
        raise BadInput("{file} is a session: what is compared is written in a comparison's TOML file", file=name)
    values = read_toml(path)
    values.setdefault("name", path.stem)
    try:
        made = build(Comparison, values)
        cases(made)
    except BadInput as problem:
        raise problem.within(path) from None
    return made


def cases(comparison: Comparison) -> list[Case]:
    """Return every run, models in their order, then values, then seeds.

    Raises
    ------
    BadInput
        A model's fields do not fit the base experiment; the sentence names the model.
    """
    base = load(comparison.experiment)
    against = comparison.against
    _check_size(comparison)
    found = []
    for contender in comparison.model:
        for value in against.values if against else (None,):
            varied: Values = {against.field: value} if against and value is not None else {}
            if comparison.updates:
                varied["training.updates"] = comparison.updates
            try:
                one = changed(base, {**contender.set, **varied})
            except BadInput as problem:
                raise BadInput(
                    "the model {label} cannot be made: {reason}", label=contender.label, reason=str(problem)
                ) from None
            _check_reference(contender, one)
            for seed in comparison.seeds:
                if not 0 <= seed <= LARGEST_SEED:
                    raise BadInput("seeds must be between 0 and {limit}, got {value}", limit=LARGEST_SEED, value=seed)
                seeded = one.model_copy(update={"seed": seed})
                found.append(Case(contender.label, value, seed, seeded, contender.reference, contender.order))
    return found


def _check_size(comparison: Comparison) -> None:
    """Raise BadInput where two models, values or seeds are the same, or there are too many."""
    values: tuple[Plain, ...] = comparison.against.values if comparison.against else ()
    runs = len(comparison.model) * len(comparison.seeds) * max(len(values), 1)
    if runs > MOST_RUNS:
        raise BadInput("a comparison may have at most {limit} runs, got {value}", limit=MOST_RUNS, value=runs)
    labels = [each.label for each in comparison.model]
    for name, given in (("model.label", labels), ("against.values", values), ("seeds", comparison.seeds)):
        twice = next((each for place, each in enumerate(given) if each in given[:place]), None)
        if twice is not None:
            raise BadInput("{field} must differ from one another, got {value} twice", field=name, value=twice)


def _check_reference(contender: Contender, experiment: Experiment) -> None:
    """Raise BadInput where a reference does not fit its task."""
    if not contender.reference:
        return
    fits = FITS[contender.reference]
    if experiment.task.kind != fits:
        raise BadInput(
            "the model {label} cannot be made: {reference} needs the task {wanted}, and this is {task}",
            label=contender.label, reference=contender.reference, wanted=fits, task=experiment.task.kind,
        )
    if contender.reference == "ngram" and contender.order > LONGEST_GRAM:
        raise BadInput(
            "the model {label} cannot be made: order must be between 1 and {limit}, got {value}",
            label=contender.label, limit=LONGEST_GRAM, value=contender.order,
        )


def from_toml(text: str) -> Comparison:
    """Return the comparison of a TOML text.

    Raises
    ------
    BadInput
        Not TOML, or a value that breaks a rule.
    """
    made = build(Comparison, parse(text))
    cases(made)
    return made


def to_toml(comparison: Comparison) -> str:
    """Return the comparison as TOML."""
    import tomlkit  # only who saves needs it

    return tomlkit.dumps(comparison.model_dump(mode="json", exclude_none=True))
