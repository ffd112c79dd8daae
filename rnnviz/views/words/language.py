"""Words in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from PySide6.QtCore import QCoreApplication

from rnnviz.errors import BadInput, placed
from rnnviz.views.words.particles import worded
from rnnviz.views.words.powers import spelt

_english: ContextVar[bool] = ContextVar("english", default=False)


def tr(text: str) -> str:
    """Return an English text in the window's language (itself where no translator is installed).

    Write ``tr("Step {t}").format(t=...)``, never an f-string: the extractor reads literals.
    """
    return text if _english.get() else worded(QCoreApplication.translate("rnnviz", text))


def sentence(problem: BadInput) -> str:
    """Return what is wrong, in the window's language."""
    translated = tr(problem.template).format(**{name: spelt(tr(value)) for name, value in problem.values.items()})
    return placed(translated, problem.values)


@contextmanager
def in_english() -> Iterator[None]:
    """Have `tr` return the English texts themselves inside a ``with``, whatever the window's language is."""
    before = _english.set(True)
    try:
        yield
    finally:
        _english.reset(before)
