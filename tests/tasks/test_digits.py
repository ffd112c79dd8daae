from __future__ import annotations

import numpy as np

from rnnviz.tasks.digits import Digits, DigitsFields


def test_rows_and_pixels_are_the_same_images() -> None:
    rows, pixels = Digits(DigitsFields()), Digits(DigitsFields(read="pixels"))
    one, other = rows.batch(20, np.random.default_rng(0)), pixels.batch(20, np.random.default_rng(0))
    assert one.inputs.shape == (8, 20, 8)
    assert other.inputs.shape == (64, 20, 1)
    np.testing.assert_array_equal(one.inputs.swapaxes(0, 1).reshape(20, 64), other.inputs[..., 0].T)
    np.testing.assert_array_equal(one.targets[-1], other.targets[-1])
    assert one.inputs.min() == 0.0
    assert one.inputs.max() == 1.0


def test_no_image_is_both_trained_on_and_held_out() -> None:
    task = Digits(DigitsFields())
    seen = {image.tobytes() for image in task._seen[0]}
    unseen = {image.tobytes() for image in task._unseen[0]}
    assert (len(task._seen[1]), len(task._unseen[1])) == (1438, 359)
    assert not seen & unseen


def test_the_images_look_like_their_labels() -> None:
    """The mean zero has a hole in its middle, the mean one is dark at its sides."""
    task = Digits(DigitsFields())
    images, labels = task._seen
    zero, one = (images[labels == digit].mean(0) for digit in (0, 1))
    assert zero[3:5, 3:5].mean() < 0.25 < zero[3:5, [2, 5]].mean()
    assert one[:, [0, 7]].mean() < 0.1 < one[:, 3:5].mean()


def test_tokens_are_the_rows_as_shades() -> None:
    task = Digits(DigitsFields())
    tokens = task.tokens(task.example(np.random.default_rng(0)))
    assert all(len(token) == 8 for token in tokens)
    assert set("".join(tokens)) <= set("·░▒▓█")
