"""What a model writes: equal to torch's own loop, to exhaustive search, to the trace's loss; and it changes nothing."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from rnnviz.assembly import from_values
from rnnviz.catalogue import load
from rnnviz.decoding import Decoding
from rnnviz.engine.generation import Writing, prompt_of, sampled, usual_prompt
from rnnviz.engine.generation.prompt import example
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.measures.decoding import log_softmax
from rnnviz.tasks import TASKS
from tests.views.engine_jobs import returned

TEXT = {"kind": "dyck", "length": 12, "kinds": 2}
KINDS: dict[str, dict[str, Any]] = {
    "rnn": {"task": TEXT, "cell": {"kind": "rnn", "hidden_size": 6}},
    "lstm": {"task": TEXT, "cell": {"kind": "lstm", "hidden_size": 6}, "model": {"layers": 2}},
    "gru_before": {"task": TEXT, "cell": {"kind": "gru_before", "hidden_size": 6}},
    "gru that embeds": {
        "task": TEXT, "cell": {"kind": "gru", "hidden_size": 6},
        "model": {"input": "embedding", "embedding_size": 3, "layers": 2, "residual": True},
    },
    "lstm_peephole": {"task": TEXT, "cell": {"kind": "lstm_peephole", "hidden_size": 6}},
    "lstm_1997": {"task": TEXT, "cell": {"kind": "lstm_1997", "hidden_size": 6}},
    "window": {
        "task": TEXT, "cell": {"kind": "rnn", "hidden_size": 6},
        "model": {"kind": "window", "window": 3, "hidden_layers": 1},
    },
    "learnt positions": {
        "task": TEXT, "cell": {"kind": "rnn", "hidden_size": 8},
        "model": {"kind": "transformer", "heads": 2, "feedforward": 8, "positions": "learnt"},
    },
    "transformer": {
        "task": TEXT, "cell": {"kind": "rnn", "hidden_size": 8},
        "model": {"kind": "transformer", "heads": 2, "feedforward": 8, "layers": 2},
    },
    "plain pair": {"task": {"kind": "reversal"}, "cell": {"kind": "gru", "hidden_size": 8}},
    "deep pair that feeds": {
        "task": {"kind": "reversal"}, "cell": {"kind": "gru", "hidden_size": 8},
        "model": {"attention": "general", "layers": 2},
    },
    "pair that compares": {
        "task": {"kind": "reversal"}, "cell": {"kind": "rnn", "hidden_size": 8}, "model": {"attention": "dot"},
    },
    "attending pair": {
        "task": {"kind": "reversal"}, "cell": {"kind": "lstm", "hidden_size": 8}, "model": {"attention": "additive"},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    torch.set_num_threads(1)
    found = {}
    for kind, values in KINDS.items():
        run = found[kind] = Run(from_values({**values, "training": {"batch_size": 4, "learning_rate": 0.02}}))
        for _ in range(15):
            run.update()
    return found


def write(run: Run, prompt: str = "", **rules: Any) -> Writing:
    said = prompt or usual_prompt(run.task, run.pinned)
    rules = {"method": "greedy", "length": 9, **rules}
    writing = Writing(run.learner, run.updates, prompt_of(run.learner, run.pinned, said), Decoding(**rules))
    while not writing.ended:
        writing.step()
    return writing


def outputs_after(run: Run, writing: Writing, codes: tuple[int, ...]) -> np.ndarray:
    """Return ln p of what follows prompt and codes, by the whole pass that learning uses."""
    start = [writing.prompt.first] if writing.prompt.pair else writing.prompt.codes.tolist()
    read = np.array([*start, *codes], np.int64)[:, None]
    with torch.no_grad():
        return log_softmax(run.learner.run(example(writing.prompt, read, np.zeros_like(read))).outputs[-1, 0].numpy())


@pytest.mark.parametrize("kind", KINDS)
def test_greedy_takes_the_likeliest_of_the_whole_pass_at_every_step(runs: dict[str, Run], kind: str) -> None:
    writing = write(runs[kind])
    for t, token in enumerate(writing.tokens):
        log_p = outputs_after(runs[kind], writing, writing.codes[:t])
        assert token.symbol == log_p.argmax()
        assert token.log_p == pytest.approx(log_p.max(), abs=1e-5)
        assert token.rank == 0
        assert token.entropy == pytest.approx(-(np.exp(log_p) * log_p).sum(), abs=1e-5)
        np.testing.assert_allclose(token.probabilities, np.sort(np.exp(log_p))[::-1][:5], atol=1e-5)


def test_greedy_is_the_loop_of_torchs_own_lstm(runs: dict[str, Run]) -> None:
    run = runs["lstm"]
    writing = write(run, "([", length=20)
    state = run.learner.model.state_dict()
    layers = [nn.LSTM(4, 6), nn.LSTM(6, 6)]
    for place, layer in enumerate(layers):
        prefix = f"layer{place}."
        layer.load_state_dict({k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)})
    states: list[Any] = [None, None]
    written, to_read = [], writing.prompt.codes.tolist()
    with torch.no_grad():
        for _ in range(20):
            for symbol in to_read:
                x = nn.functional.one_hot(torch.tensor([[symbol]]), 4).float()
                for place, layer in enumerate(layers):
                    x, states[place] = layer(x, states[place])
            y = nn.functional.linear(x[0, 0], state["readout.weight"], state["readout.bias"])
            to_read = [int(y.argmax())]
            written += to_read
    assert list(writing.codes) == written


def test_a_trained_network_spells_hello_from_its_first_letter() -> None:
    run = Run(load("hello-rnn"))
    for _ in range(60):
        run.update()
    assert write(run, "h", length=4).text == "ello"
    assert sampled(run.learner.frozen(), 60, run.pinned, "h", Decoding(method="greedy", length=4)).text == "ello"


@pytest.mark.parametrize("kind", ["lstm", "attending pair"])
def test_a_beam_of_one_is_greedy(runs: dict[str, Run], kind: str) -> None:
    assert write(runs[kind], method="beam", beam_width=1).codes == write(runs[kind]).codes


@pytest.mark.parametrize("kind", ["gru_before", "transformer"])
def test_a_beam_that_keeps_everything_finds_the_likeliest_text_of_all(runs: dict[str, Run], kind: str) -> None:
    run = runs[kind]
    writing = write(run, method="beam", beam_width=64, length=3)
    every = {}
    for codes in itertools.product(range(4), repeat=3):
        every[codes] = sum(outputs_after(run, writing, codes[:t])[codes[t]] for t in range(3))
    best = max(every, key=every.__getitem__)
    assert writing.codes == best
    assert [each.score for each in writing.hypotheses] == pytest.approx(sorted(every.values())[::-1], abs=1e-5)


def test_a_beam_over_texts_that_end_finds_the_likeliest_of_all_that_end_or_are_cut(runs: dict[str, Run]) -> None:
    run = runs["plain pair"]
    writing = write(run, "ABC", method="beam", beam_width=200, length=2)
    end, first = writing.prompt.end, outputs_after(run, writing, ())
    every: dict[tuple[int, ...], float] = {(end,): first[end]}
    for one in (code for code in range(len(first)) if code != end):
        second = outputs_after(run, writing, (one,))
        every |= {(one, two): first[one] + second[two] for two in range(len(second))}
    assert writing.codes == max(every, key=every.__getitem__)
    assert writing.hypotheses[0].score == pytest.approx(max(every.values()), abs=1e-5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["sample", "beam"])
def test_the_loss_of_the_texts_trace_is_what_the_model_thought_of_each_symbol(
    runs: dict[str, Run], kind: str, method: str
) -> None:
    run = runs[kind]
    writing = write(run, method=method, temperature=1.5, seed=3)
    trace = run.probe(writing=run.writings.keep(writing))
    here = trace["loss_steps"]
    losses = trace["loss_by_time"][here] * here.sum()
    np.testing.assert_allclose(losses, [-each.log_p for each in writing.tokens], rtol=1e-3, atol=1e-5)
    assert trace["targets"][here].tolist() == list(writing.codes)
    read = [run.task.output_symbols[code] for code in writing.codes]
    shown = trace["tokens"][trace["written"]].tolist()
    assert shown == (read[:-1] if writing.prompt.pair else read)
    assert trace.length == len(trace["written"])
    assert "alignment" not in trace
    if "attention" in trace.arrays or kind == "attending pair":
        np.testing.assert_allclose(trace["decoder.attention"].sum(1), 1, rtol=1e-5)


def test_the_trace_grows_with_the_text(runs: dict[str, Run]) -> None:
    run = runs["rnn"]
    first = returned(JOBS["write"](run, {"prompt": "(", "decoding": {"method": "greedy", "length": 4}, "count": 0}))
    number = first.values["writing"]
    assert "written" not in run.probe(writing=number)  # nothing is written yet: the example
    lengths = []
    for have in range(4):
        found = returned(JOBS["write"](run, {"writing": number, "count": 1, "have": have}))
        assert found.values["begin"] == have
        assert len(found.values["symbols"]) == len(found.arrays["log_p"]) == 1
        lengths.append(run.probe(writing=number).length)
    assert lengths == [2, 3, 4, 5]
    assert found.values["ended"] == "length"
    before = run.probe(writing=number)
    assert run.probe(reach_from=0, writing=number)["reach_from"] == 0
    assert run.probe(reach_from=11, writing=number)["reach_from"] == before["reach_from"]  # it has no such step
    assert len(run.probe(writing=99)["tokens"]) == 12  # none such: the example


def test_the_same_seed_writes_the_same_and_another_another(runs: dict[str, Run]) -> None:
    texts = [write(runs["lstm"], method="sample", temperature=2.0, seed=seed, length=30).codes for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]
    cut = write(runs["lstm"], method="sample", temperature=5.0, top_k=1, length=30)
    assert cut.codes == write(runs["lstm"], length=30).codes
    assert {token.choices for token in cut.tokens} == {1}
    assert {token.log_q for token in cut.tokens} == {0.0}


@pytest.mark.parametrize("kind", ["lstm", "transformer", "attending pair"])
@pytest.mark.parametrize("temperature", [0.5, 2.0])
def test_what_is_drawn_from_is_the_softmax_of_the_outputs_over_the_temperature(
    runs: dict[str, Run], kind: str, temperature: float
) -> None:
    writing = write(runs[kind], method="sample", temperature=temperature, seed=5)
    for t, token in enumerate(writing.tokens):
        log_p = outputs_after(runs[kind], writing, writing.codes[:t])
        powers = np.exp(log_p) ** (1 / temperature)
        assert token.log_p == pytest.approx(log_p[token.symbol], abs=1e-5)
        assert token.log_q == pytest.approx(np.log(powers[token.symbol] / powers.sum()), abs=1e-4)


def test_draws_of_a_model_follow_its_probabilities(runs: dict[str, Run]) -> None:
    run = runs["rnn"]
    prompt, first = prompt_of(run.learner, run.pinned, "("), []
    for seed in range(600):
        writing = Writing(run.learner, run.updates, prompt, Decoding(temperature=1.0, seed=seed, length=1))
        writing.step()
        first.append(writing.codes[0])
    p = np.exp(outputs_after(run, write(run, "(", length=1), ()))
    counts = np.bincount(first, minlength=4)
    assert ((counts - 600 * p) ** 2 / (600 * p)).sum() < 11.34  # χ² of three degrees of freedom, 99 %


@pytest.mark.parametrize("kind", ["lstm", "transformer", "attending pair"])
def test_training_is_the_same_bit_for_bit_while_texts_are_written_and_shown(kind: str) -> None:
    alone, watched = (Run(from_values({**KINDS[kind], "training": {"batch_size": 4}})) for _ in range(2))
    for update in range(6):
        alone.update()
        prompt = usual_prompt(watched.task, watched.pinned)
        sampled(watched.learner.frozen(), update, watched.pinned, prompt, Decoding())
        found = returned(JOBS["write"](watched, {"prompt": prompt, "count": 3}))
        watched.probe(writing=found.values["writing"])
        watched.update()
    for name, value in alone.learner.model.state_dict().items():
        assert torch.equal(value, watched.learner.model.state_dict()[name])


def test_a_text_goes_on_with_the_weights_that_it_began_with() -> None:
    run = Run(from_values({**KINDS["rnn"], "training": {"batch_size": 4, "learning_rate": 0.5}}))
    run.update()
    whole = write(run, length=12)
    asked = {"prompt": whole.prompt.text, "decoding": {"method": "greedy", "length": 12}, "count": 2}
    part = returned(JOBS["write"](run, asked))
    for _ in range(5):
        run.update()
    rest = returned(JOBS["write"](run, {"writing": part.values["writing"], "count": 99}))
    assert rest.values["text"] == whole.text
    assert rest.values["update"] == 1


def test_learnt_positions_end_a_text_and_are_named_for_a_prompt_beyond_them() -> None:
    values = {**KINDS["transformer"], "model": {**KINDS["transformer"]["model"], "positions": "learnt"}}
    run = Run(from_values(values))
    writing = write(run, "(((", length=50)
    assert writing.ended == "positions"
    assert len(writing.tokens) == 9
    assert run.probe(writing=run.writings.keep(writing)).length == 12
    with pytest.raises(BadInput, match="learnt positions for 12 steps"):
        prompt_of(run.learner, run.pinned, "(" * 12)


def test_weights_that_are_not_finite_write_nothing() -> None:
    run = Run(from_values(KINDS["rnn"]))
    with torch.no_grad():
        next(run.learner.model.parameters()).fill_(float("nan"))
    with pytest.raises(BadInput, match="not finite after 0 symbols"):
        write(run)


def test_a_long_text_has_a_trace_of_its_first_steps(runs: dict[str, Run]) -> None:
    found = returned(JOBS["write"](runs["transformer"], {"prompt": "(", "decoding": {"length": 300}, "count": 300}))
    assert found.values["total"] == 300
    assert found.values["tail"] == 45
    assert runs["transformer"].probe(writing=found.values["writing"]).length == 256


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"prompt": "(", "decoding": {"temperature": 0.0}}, "temperature must be"),
        ({"prompt": "(", "decoding": {"method": "luck"}}, "method must be one of"),
        ({"writing": 77}, "text 77 is not kept any more"),
        ({"prompt": ""}, "the prompt is empty"),
        ({"prompt": "(a(bb"}, r"has never read “b” ×2, “a”: it knows 4 characters"),
        ({"prompt": "(" * 2001}, "at most 2000 symbols"),
    ],
)
def test_what_cannot_be_written_is_named(runs: dict[str, Run], asked: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        returned(JOBS["write"](runs["rnn"], asked))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({**KINDS["rnn"], "model": {"bidirectional": True}}, "a bidirectional network reads its text from both ends"),
        (
            {**KINDS["transformer"], "model": {"kind": "transformer", "heads": 2, "causal": False}},
            "every step of this transformer sees those after it",
        ),
        ({"task": {"kind": "adding", "length": 8}}, "is about numbers, not symbols"),
        ({"task": {"kind": "copying", "blanks": 4}}, "asks for an answer, not for the next symbol"),
        ({"task": {"kind": "gap", "gap": 2}}, "asks for an answer, not for the next symbol"),
        ({"task": {"kind": "hello", "shape": "many_to_one"}}, "asks for an answer, not for the next symbol"),
    ],
)
def test_a_model_that_cannot_write_says_why(values: dict[str, Any], said: str) -> None:
    run = Run(from_values({"cell": {"kind": "rnn", "hidden_size": 8}, **values}))
    with pytest.raises(BadInput, match=said):
        returned(JOBS["writable"](run, {}))


@pytest.mark.parametrize(
    ("task", "typed", "symbols"),
    [
        ("translate", "The Wise painter, reads", ["the", "wise", "painter", ",", "reads", "."]),
        ("translate", "the dog sleeps.", ["the", "dog", "sleeps", "."]),
        ("dates", " 3 March 1999 ", list("3␣March␣1999")),
        ("dates", "1999년 3월", list("1999년␣3월")),
        ("reversal", "ab C", ["A", "B", "C"]),
        ("numerals", "Three hundred", ["three", "hundred"]),
        ("hello", "He", ["H", "e"]),
    ],
)
def test_a_persons_text_is_taken_apart_as_the_task_has_it(task: str, typed: str, symbols: list[str]) -> None:
    made = TASKS[task](TASKS[task].Fields())
    assert made.spelt(typed) == symbols
