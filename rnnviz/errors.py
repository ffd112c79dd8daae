"""Bad input, said in one sentence that can be shown on a terminal or, translated, in the window."""

from __future__ import annotations

PLACE = "place"


class BadInput(ValueError):
    """Something a person gave cannot be used; the sentence names the thing, the rule and the value.

    The sentence is kept as a template and its values, so that the window can translate the
    template and fill the values in afterwards; ``str(error)`` is the English sentence.

    Parameters
    ----------
    template : str
        A sentence with ``{name}`` placeholders.
    **values : object
        What the placeholders stand for; kept as text. The value ``place``, where there is one, is
        the file that the sentence is about: it stands before it, with a colon.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values = {name: one_line(str(value)) for name, value in values.items()}
        super().__init__(placed(template.format(**self.values), self.values))

    def within(self, place: object) -> BadInput:
        """Return the same sentence, said of a place: a file."""
        return BadInput(self.template, **{**self.values, PLACE: place})


class CannotRun(RuntimeError):
    """The installation lacks something; the sentence says what, and how to get it."""


def placed(sentence: str, values: dict[str, str]) -> str:
    """Put the place of a `BadInput`, if it has one, before its (translated) sentence."""
    return f"{values[PLACE]}: {sentence}" if PLACE in values else sentence


def one_line(text: str, limit: int = 200) -> str:
    """Return text without line breaks and control characters, elided past ``limit`` characters."""
    printable = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
