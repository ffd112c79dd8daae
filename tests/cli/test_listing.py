"""``rnnviz list``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rnnviz.app.hands.actions import action_specs
from rnnviz.catalogue import presets
from rnnviz.cells import CELLS
from rnnviz.cli import main
from rnnviz.cli.listing import LISTS
from rnnviz.tasks import TASKS
from rnnviz.views import VIEWS


def listed(what: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["list", what, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: list[dict[str, Any]] = json.loads(out)
    return found


@pytest.mark.parametrize("what", LISTS)
def test_every_entry_has_a_key_and_a_title(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(what, capsys)
    assert all(row["key"] and row["title"] for row in rows)
    assert len({row["key"] for row in rows}) == len(rows)


@pytest.mark.parametrize("what", LISTS)
def test_the_list_for_people_has_a_line_for_each(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    keys = [row["key"] for row in listed(what, capsys)]
    assert main(["list", what]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == keys


def test_the_lists_are_those_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    tables: dict[str, list[str]] = {
        "experiments": list(presets()),
        "cells": list(CELLS),
        "tasks": list(TASKS),
        "views": list(VIEWS),
        "actions": [spec.key for spec in action_specs()],
    }
    for what, table in tables.items():
        assert [row["key"] for row in listed(what, capsys)] == table


def test_a_device_that_is_not_there_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["key"]: row for row in listed("devices", capsys)}
    assert set(rows) == {"cpu", "cuda", "mps"}
    assert rows["cpu"]["available"] is True
    assert all(row["available"] != bool(row["reason"]) for row in rows.values())
