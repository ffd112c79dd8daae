"""Handwritten digits, read row by row.

The miniature of the sequential MNIST of Q. Le, N. Jaitly, G. Hinton (2015): an image of 8×8 pixels is read a row a
step (or a pixel a step), and the digit is asked for at the end. E. Alpaydin, C. Kaynak (1998), Optical Recognition
of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0 (`resources/data/SOURCES.md`). Every fifth image
is held out.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import numpy as np
import numpy.typing as npt

from rnnviz.experiment import TaskFields
from rnnviz.resources import resources
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task

SIZE = 8
BRIGHTEST = 16.0
SHADES = "·░▒▓█"


class DigitsFields(TaskFields):
    """Fields of the digits."""

    kind: Literal["digits"] = setting("digits", label="task", help="What the model learns.")
    read: Literal["rows", "pixels"] = setting(
        "rows", label="read by",
        help="A row of eight pixels a step, or one pixel a step, which asks for a longer memory.",
    )


class Digits(Task):
    """x_t a row of the image, or a pixel; at the last step, which digit."""

    key = "digits"
    title = "Digits row by row"
    purpose = "An image is read as a sequence of rows; which digit it was is asked for at the end."
    Fields = DigitsFields
    fields: DigitsFields
    inputs = ("real",)
    loss = "cross_entropy"
    shape = "many_to_one"
    output_symbols = tuple("0123456789")
    output_size = 10

    def __init__(self, fields: DigitsFields) -> None:
        super().__init__(fields)
        path = resources() / "data" / "digits.npz"
        self.data_sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        with np.load(path, allow_pickle=False) as file:
            images, labels = file["images"], file["labels"]
        self.input_size = SIZE if fields.read == "rows" else 1
        self.length = SIZE * SIZE // self.input_size
        pixels: Floats = (images / np.float32(BRIGHTEST)).reshape(len(images), self.length, self.input_size)
        held_out = np.arange(len(labels)) % 5 == 4
        self._seen = pixels[~held_out], labels[~held_out].astype(np.int64)
        self._unseen = pixels[held_out], labels[held_out].astype(np.int64)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return random images of the training part."""
        return self._of(self._seen, size, generator)

    def validation(self, size: int) -> Batch:
        """Return held-out images."""
        return self._of(self._unseen, size, np.random.default_rng((30, size)))

    def example(self, generator: np.random.Generator) -> Batch:
        """Return one held-out image."""
        return self._of(self._unseen, 1, generator)

    def tokens(self, batch: Batch, index: int = 0) -> npt.NDArray[np.str_]:
        """Return each step's pixels as shades (T,)."""
        shades = np.rint(batch.inputs[:, index] * (len(SHADES) - 1)).astype(int)
        return np.array(["".join(SHADES[s] for s in row) for row in shades.clip(0, len(SHADES) - 1)])

    def _of(self, part: tuple[Floats, Ints], size: int, generator: np.random.Generator) -> Batch:
        images, labels = part
        chosen = generator.integers(0, len(labels), size)
        inputs = np.ascontiguousarray(images[chosen].swapaxes(0, 1))
        targets: Ints = np.zeros((self.length, size), np.int64)
        targets[-1] = labels[chosen]
        loss_steps = np.zeros((self.length, size), bool)
        loss_steps[-1] = True
        return Batch(inputs=inputs, targets=targets, loss_steps=loss_steps)
