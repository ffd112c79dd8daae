"""Korean particles follow the sound of what is filled in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from rnnviz.app.dress.language import install
from rnnviz.errors import BadInput
from rnnviz.views.words.language import sentence, tr
from rnnviz.views.words.particles import PAIRS, with_particles, worded


@pytest.mark.parametrize(
    ("word", "object_", "topic", "way"),
    [
        ("모델", "을", "은", "로"),
        ("게이트", "를", "는", "로"),
        ("값", "을", "은", "으로"),
        ("‘상태’", "를", "는", "로"),
        ("갱신 3", "을", "은", "으로"),
        ("7", "을", "은", "로"),
        ("12", "를", "는", "로"),
        ("10", "을", "은", "으로"),
        ("1,000", "을", "은", "으로"),
        ("20,000", "을", "은", "으로"),
        ("0.5", "를", "는", "로"),
        ("0.30", "을", "은", "으로"),
        ("h₁", "을", "은", "로"),
        ("LSTM", "을", "은", "으로"),
        ("GRU", "를", "는", "로"),
        ("python-lstm", "을", "은", "으로"),
        ("layer0.hidden", "을", "은", "으로"),
        ("update_gate", "를", "는", "로"),
        ("network", "를", "는", "로"),
        ("block", "을", "은", "으로"),
        ("run.toml", "을", "은", "로"),
        ("x.name", "을", "은", "으로"),
        ("?", "를", "는", "로"),
        ("", "를", "는", "로"),
    ],
)
def test_particles_follow_the_last_sound(word: str, object_: str, topic: str, way: str) -> None:
    for written, chosen in (("을(를)", object_), ("은(는)", topic), ("(으)로", way)):
        assert with_particles(f"{word}{written} 가") == f"{word}{chosen} 가"


def test_a_template_chooses_when_it_is_filled() -> None:
    assert worded("“{name}”이(가) 있고 {n}(으)로 갑니다").format(name="읽기", n=21) == "“읽기”가 있고 21로 갑니다"
    assert type(worded("{name} 열기")) is str


def test_errors_of_the_window_write_one_form(qapp: QApplication) -> None:
    problem = BadInput("this model has no array {name}: it has {known}", name="layer0.cell", known="layer0.hidden")
    install(qapp, "ko")
    try:
        said = sentence(problem)
        assert tr("Go to update {n}").format(n="1,003") == "갱신 1,003으로 가기"
    finally:
        install(qapp, "en")
    assert "배열 layer0.cell이 없습니다" in said
    assert not any(written in said for written in PAIRS)
