"""Every number of a worked example against torch's automatic differentiation, in float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.worked import Example, lines, read
from rnnviz.worked.computation import lines_beside
from rnnviz.worked.differences import differences
from rnnviz.worked.example import ACTIVATIONS, LOSSES, OVER, Activation, LossKind, Over
from rnnviz.worked.examples import EXAMPLES, HELLO
from rnnviz.worked.passes import backward, descended, forward

WEIGHTS = ("U", "W", "V", "b", "c")
PHI = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "identity": torch.clone}


def drawn(seed: int, activation: Activation, loss: LossKind, over: Over) -> Example:
    rng = np.random.default_rng(seed)
    d, h, k, t = (int(n) for n in rng.integers(1, 7, 4))
    k = max(k, 2)
    y = np.eye(k)[rng.integers(0, k, t)] if loss == "cross_entropy" else rng.normal(size=(t, k))
    counts = rng.random(t) < 0.7
    counts[-1] = True
    return Example(
        U=rng.normal(size=(h, d)), W=rng.normal(size=(h, h)), V=rng.normal(size=(k, h)), b=rng.normal(size=h),
        c=rng.normal(size=k), h0=rng.normal(size=h), x=rng.normal(size=(t, d)), y=np.where(counts[:, None], y, 0.0),
        counts=counts, activation=activation, loss=loss, over=over,
    )  # fmt: skip


def by_torch(e: Example) -> tuple[float, dict[str, np.ndarray]]:
    w = {name: torch.tensor(getattr(e, name), requires_grad=True) for name in WEIGHTS}
    h, losses, kept = torch.tensor(e.h0), [], {}
    for t in range(e.length):
        a = w["U"] @ torch.tensor(e.x[t]) + w["W"] @ h + w["b"]
        h = PHI[e.activation](a)
        o = w["V"] @ h + w["c"]
        for name, value in (("a", a), ("h", h), ("o", o)):
            value.retain_grad()
            kept[f"{name}{t}"] = value
        if e.counts[t]:
            y = torch.tensor(e.y[t])
            if e.loss == "cross_entropy":
                losses.append(torch.nn.functional.cross_entropy(o, y))
            elif e.loss == "squared":
                losses.append(0.5 * ((o - y) ** 2).sum())
            else:
                losses.append(torch.nn.functional.mse_loss(o, y))
    stacked = torch.stack(losses)
    total = stacked.sum() if e.over == "sum" else stacked.mean()
    total.backward()  # type: ignore[no-untyped-call]
    zero = torch.zeros(1, dtype=torch.float64)
    slopes = {name: (value.grad if value.grad is not None else zero).numpy() for name, value in (w | kept).items()}
    return float(total.detach()), slopes


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_loss_and_every_gradient_agree_with_autograd(activation: Activation, loss: LossKind, over: Over) -> None:
    for seed in range(4):
        e = drawn(seed, activation, loss, over)
        f = forward(e)
        b = backward(e, f)
        total, slopes = by_torch(e)
        assert f.loss == pytest.approx(total, rel=1e-12, abs=1e-12)
        for name in WEIGHTS:
            np.testing.assert_allclose(b.gradients[name], slopes[name], rtol=1e-11, atol=1e-12)
        for t in range(e.length):
            np.testing.assert_allclose(b.delta[t], np.broadcast_to(slopes[f"a{t}"], b.delta[t].shape), atol=1e-11)
            np.testing.assert_allclose(b.h[t], np.broadcast_to(slopes[f"h{t}"], b.h[t].shape), atol=1e-11)
            np.testing.assert_allclose(b.o[t], np.broadcast_to(slopes[f"o{t}"], b.o[t].shape), atol=1e-11)


@pytest.mark.parametrize("listed", EXAMPLES, ids=lambda listed: listed.key)
def test_every_line_of_the_examples_is_agreed_on_by_its_second_route(listed: object) -> None:
    found = read(listed.typed)  # type: ignore[attr-defined]
    assert isinstance(found, Example)
    made = lines(found, 0.1)
    checked = [line for line in made if line.agrees is not None]
    assert len(checked) == len(made)
    assert all(line.agrees for line in checked)
    assert all(line.residual is not None and line.residual < 1e-9 for line in checked)


def test_a_wrong_derivative_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def crooked(example: Example, found: object) -> object:
        right = backward(example, found)  # type: ignore[arg-type]
        right.gradients["W"][0, 0] += 1e-4
        return right

    monkeypatch.setattr("rnnviz.worked.computation.backward", crooked)
    found = read(HELLO)
    assert isinstance(found, Example)
    assert [line.key for line in lines(found) if line.agrees is False] == ["gradient/W/sum"]


def test_a_wrong_term_would_be_seen_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def crooked(example: Example, found: object) -> object:
        right = backward(example, found)  # type: ignore[arg-type]
        right.delta[2, 1] += 1e-4  # after the gradients are summed
        return right

    monkeypatch.setattr("rnnviz.worked.computation.backward", crooked)
    found = read(HELLO)
    assert isinstance(found, Example)
    wrong = [line.key for line in lines(found) if line.agrees is False]
    assert set(wrong) >= {"gradient/W/3", "gradient/U/3"}
    assert not any(key.startswith("gradient/") and not key.endswith("/3") for key in wrong)


@pytest.mark.parametrize("loss", LOSSES)
def test_each_term_by_differences_is_that_of_autograd_with_the_weight_of_that_step(loss: LossKind) -> None:
    e = drawn(11, "tanh", loss, "mean")
    checked = differences(e)
    b, f = backward(e, forward(e)), forward(e)
    for t in range(e.length):
        np.testing.assert_allclose(checked.terms["W"][t], np.outer(b.delta[t], f.h[t]), atol=1e-9)
        np.testing.assert_allclose(checked.terms["U"][t], np.outer(b.delta[t], e.x[t]), atol=1e-9)
        np.testing.assert_allclose(checked.terms["V"][t], np.outer(b.o[t], f.h[t + 1]), atol=1e-9)
    for name in ("U", "W", "V"):
        np.testing.assert_allclose(checked.terms[name].sum(axis=0), checked.of[name], atol=1e-8)


def test_before_the_second_route_no_line_says_that_it_agrees() -> None:
    e = read(HELLO)
    assert isinstance(e, Example)
    made = lines_beside(e, 0.1, None)
    assert all(line.agrees is None for line in made)
    assert [line.key for line in made] == [line.key for line in lines(e, 0.1)]


def test_hello_by_hand() -> None:
    e = read(HELLO)
    assert isinstance(e, Example)
    by_key = {line.key: line for line in lines(e, 0.1)}
    np.testing.assert_allclose(by_key["forward/1/a"].result, [0.3 + 0.1, -0.1, 0.2 - 0.1], atol=1e-15)
    np.testing.assert_allclose(by_key["forward/1/h"].result, np.tanh([0.4, -0.1, 0.1]), atol=1e-15)
    answer = by_key["forward/1/answer"].result
    assert answer.sum() == pytest.approx(1)
    assert float(by_key["forward/1/loss"].result) == pytest.approx(-np.log(answer[1]))  # "e" is answered to "h"
    np.testing.assert_allclose(by_key["backward/4/o"].result, by_key["forward/4/answer"].result - [0, 0, 0, 1])
    assert by_key["forward/1/h"].entry(0, 0, 4) == "h₁[1] = tanh(0.4) = 0.3799".replace("tanh(0.4)", "tanh(0.4000)")


def test_terms_sum_to_the_gradient_and_a_step_lowers_the_loss() -> None:
    e = read(HELLO)
    assert isinstance(e, Example)
    found = lines(e, 0.1)
    for name in ("U", "W", "V"):
        terms = [line.result for line in found if line.section == f"gradient/{name}" and not line.key.endswith("sum")]
        whole = next(line.result for line in found if line.key == f"gradient/{name}/sum")
        np.testing.assert_allclose(np.sum(terms, axis=0), whole, atol=1e-15)
    before, after = (next(float(line.result) for line in found if line.key == key) for key in ("loss/L", "descent/L"))
    assert after < before
    b = backward(e, forward(e))
    assert forward(descended(e, b.gradients, 0.1)).loss == after


def test_one_linear_unit_sends_back_w_to_the_power_of_k() -> None:
    typed = next(listed.typed for listed in EXAMPLES if listed.key == "scalar")
    e = read(typed)
    assert isinstance(e, Example)
    b = backward(e, forward(e))
    last = float(b.h[-1, 0])
    np.testing.assert_allclose(b.h[::-1, 0], last * 0.5 ** np.arange(e.length), rtol=1e-14)


def test_a_relu_at_its_kink_is_not_compared() -> None:
    e = drawn(0, "relu", "squared", "sum").with_weights({"b": np.zeros(1)})
    found = read(next(x.typed for x in EXAMPLES if x.key == "blackboard"))
    assert isinstance(found, Example)
    kinked = Example(**{**{n: getattr(found, n) for n in found.__dataclass_fields__}, "activation": "relu",
                        "U": np.zeros_like(found.U)})  # fmt: skip
    assert e.activation == "relu"
    made = {line.key: line for line in lines(kinked)}
    assert made["gradient/U/sum"].agrees is None
    assert made["forward/1/a"].agrees


@pytest.mark.parametrize("size", [1e3, 1e80])
def test_huge_outputs_stay_named(size: float) -> None:
    found = read(HELLO.typed("V", "\n".join(f"{size:g} {-size:g} 1" for _ in range(4))).typed("c", ""))
    assert isinstance(found, Example)
    assert all(isinstance(line.entry(0, 0, 4), str) for line in lines(found, 0.1))
