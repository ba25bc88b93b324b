"""``vlecht diagnose``: verdict, conflict, ways out, tables, page, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result as Ran

from tests.solver.diagnose.broken import BROKEN
from vlecht.instances.registry import save_school

Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("broken") / "school.json"
    save_school(next(c for c in BROKEN if c.name == "leader_and_coordinator_both_away").school(), path)
    return path


def test_a_school_without_a_roster(vlecht: Run, broken: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    found = vlecht("diagnose", broken, "-o", page, "--ways", "0", "--time-limit", "120s", "-q")
    assert found.exit_code == 3, found.output
    assert "There is no roster: proven." in found.stdout
    assert "director1 is not there on Friday  [staff[6].availability[0]]" in found.stdout
    assert "every day at least 1 of director1 and coordinator1 at school  [presence[0]]" in found.stdout
    assert "On every school day at least so many of the named staff are at school." in found.stdout
    assert "What will hurt first" in found.stdout
    html = page.read_text(encoding="utf-8")
    assert "These cannot hold together over the whole week" in html
    assert '<table class="heat">' in html


def test_json_and_dutch(vlecht: Run, broken: Path) -> None:
    found = vlecht("diagnose", broken, "--json", "--ways", "0", "--time-limit", "120s", "-q")
    assert found.exit_code == 3
    data = json.loads(found.stdout)
    assert data["impossible"]
    (conflict,) = data["conflicts"]
    assert {fact["id"] for fact in conflict["facts"]} >= {"cannot|director1|fri|0-1440"}
    assert conflict["rules"] == ["availability", "presence"]
    assert conflict["facts"][0]["sentence_nl"]
    assert data["moments"][0]["could"]["lead"] > 0


def test_a_possible_school_is_not_called_impossible(vlecht: Run) -> None:
    found = vlecht("diagnose", "sample:p4-87", "--lang", "nl", "--time-limit", "20s")
    assert found.exit_code == 0
    assert "Er is niets bewezen onmogelijk" in found.stdout
    assert "Wat het eerst knelt" in found.stdout
    assert "conflicts" in found.stderr
