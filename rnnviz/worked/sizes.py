"""D, H, K and T of what is typed, and the same numbers cut or filled up to other sizes."""

from __future__ import annotations

from dataclasses import replace

from rnnviz.worked.matrices import LARGEST
from rnnviz.worked.steps import MOST_STEPS
from rnnviz.worked.typed import Typed, number, split

LIMITS = {"D": LARGEST, "H": LARGEST, "K": LARGEST, "T": MOST_STEPS}


def sizes(typed: Typed) -> dict[str, int]:
    """Return D, H, K and T as they are typed: of U, U, V and x; 1 at least, whatever is typed."""
    u, v = split(typed.texts.get("U", "")), split(typed.texts.get("V", ""))
    x = split(typed.texts.get("x", ""))
    words = [word for row in x for word in row]
    steps = len(words) if _symbolic(typed, words) or (len(x) == 1 and u and len(u[0]) == 1) else len(x)
    found = {"D": max(map(len, u), default=1), "H": len(u), "K": len(v), "T": steps}
    return {letter: min(max(size, 1), LIMITS[letter]) for letter, size in found.items()}


def with_size(typed: Typed, letter: str, size: int) -> Typed:
    """Return the same numbers with D, H, K or T changed: cut at the end, or filled up with 0."""
    have = sizes(typed)
    new = {**have, letter: size}
    shapes = {
        "U": (new["H"], new["D"]), "W": (new["H"], new["H"]), "V": (new["K"], new["H"]), "b": (1, new["H"]),
        "c": (1, new["K"]), "h0": (1, new["H"]), "x": (new["T"], new["D"]), "y": (new["T"], new["K"]),
    }  # fmt: skip
    touched = {"D": ("U", "x"), "H": ("U", "W", "V", "b", "h0"), "K": ("V", "c", "y"), "T": ("x", "y")}[letter]
    texts = dict(typed.texts)
    for name in touched:
        text = texts.get(name, "")
        if name in ("b", "c", "h0"):
            words = [word for row in split(text) for word in row]
            texts[name] = resized(" ".join(words), *shapes[name]) if words else ""
        elif name in ("x", "y"):
            texts[name] = _steps(typed, text, name, letter, shapes[name])
        else:
            texts[name] = resized(text, *shapes[name])
    return replace(typed, texts=texts)


def resized(text: str, rows: int, columns: int) -> str:
    """Return a typed matrix with other numbers of rows and columns: cut at the end, or filled up with 0."""
    kept = [[*row[:columns], *["0"] * (columns - len(row))] for row in split(text)[:rows]]
    kept += [["0"] * columns for _ in range(rows - len(kept))]
    return "\n".join(" ".join(row) for row in kept)


def _symbolic(typed: Typed, words: list[str]) -> bool:
    return bool(typed.names) and bool(words) and all(word in typed.names for word in words)


def _steps(typed: Typed, text: str, name: str, letter: str, shape: tuple[int, int]) -> str:
    """Return x or y with other steps, or another width; symbols and classes keep to one word a step."""
    rows = split(text)
    words = [word for row in rows for word in row]
    single = name == "y" and typed.loss == "cross_entropy" and all(number(word) is not None for word in words)
    classes = single and bool(words) and (len(rows) == 1 or all(len(row) == 1 for row in rows)) and shape[1] > 1
    if _symbolic(typed, words) or classes:
        if letter != "T":
            return text
        filler = typed.names[0] if _symbolic(typed, words) else "1"
        steps = [*words, *[filler] * shape[0]][: shape[0]]
        return " ".join(steps) if len(rows) == 1 else "\n".join(steps)
    return resized(text, *shape)
