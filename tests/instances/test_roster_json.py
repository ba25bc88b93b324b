"""Rosters: read against their school, written without ever losing an older one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rules.parity import random_roster
from tests.schools import tiny_school
from vlecht.instances import roster_json
from vlecht.instances.findings import InputError
from vlecht.instances.registry import load_roster, save_roster
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, Run

INDEX = SchoolIndex(tiny_school())
ROSTER = random_roster(INDEX, expand(INDEX), random.Random(3), tidy=1.0)


def test_a_roster_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    assert save_roster(ROSTER, path) is None
    assert load_roster(path, INDEX) == ROSTER
    assert load_roster(tmp_path, INDEX) == ROSTER
    assert roster_json.read_alone(path) == ROSTER


def test_older_rosters_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    for number in range(3):
        kept = save_roster(ROSTER.model_copy(update={"run": Run(seed=number)}), path)
        assert kept == (tmp_path / f"roster.{number}.json" if number else None)
    seeds = [load_roster(tmp_path / f"roster{n}.json", INDEX).run.seed for n in ("", ".1", ".2")]
    assert seeds == [2, 0, 1]
    assert not list(tmp_path.glob(".*"))


CHANGES: list[tuple[Callable[[dict[str, Any]], Any], str, str]] = [
    (lambda d: d["sessions"][0].update(day="sun"), "sessions[0].day", "not a school day"),
    (lambda d: d["sessions"][0].update(room="attic"), "sessions[0].room", "not a room"),
    (
        lambda d: d["sessions"][0].update(groups=["math-a.g7"]),
        "sessions[0].groups[0]",
        "not a home group or a group",
    ),
    (lambda d: d["sessions"][0].update(delivery="maths"), "sessions[0].delivery", "not a delivery"),
    (lambda d: d["sessions"][0].update(without=["zoe"]), "sessions[0].without[0]", "not a pupil"),
    (lambda d: d["sessions"][0].update(start="23:00"), "sessions[0].start", "outside the school day"),
    (lambda d: d["sessions"][0].update(start="09:05"), "sessions[0].start", "does not fit slots"),
    (
        lambda d: d["sessions"][0].update(staff=[{"staff": "x", "function": "lead"}]),
        "staff[0].staff",
        "not a staff",
    ),
    (lambda d: d["sessions"].append(d["sessions"][0]), "].id", "used before"),
    (lambda d: d["groups"][0]["members"].append("zoe"), "groups[0].members", "not a pupil"),
    (lambda d: d["meetings"][0].update(meeting="tea"), "meetings[0].meeting", "not a meeting"),
    (lambda d: d["duties"][0].update(pause="siesta"), "duties[0].pause", "not a break"),
    (lambda d: d["workdays"].update(zoe=["mon"]), "workdays.zoe", "not a staff member"),
    (lambda d: d["workdays"].update(carer=["sun"]), "workdays.carer[0]", "not a school day"),
    (lambda d: d["sessions"][0].update(kind="lesson"), "sessions[0].kind", "not a usable value"),
    (lambda d: d.update(lessons=[]), "lessons", "not a field here"),
]


@pytest.mark.parametrize(("change", "place", "problem"), CHANGES)
def test_what_is_not_at_the_school_is_found(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], place: str, problem: str
) -> None:
    data = json.loads(roster_json.text(ROSTER))
    change(data)
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_roster(path, INDEX)
    fitting = [f for f in caught.value.findings if place in f.place and problem in f.problem]
    assert fitting, str(caught.value)


def test_a_roster_of_another_school_or_another_state_of_it_is_told() -> None:
    assert roster_json.strangeness(ROSTER, INDEX) == ""
    other = ROSTER.model_copy(update={"school": "elsewhere"})
    assert "made for school elsewhere" in roster_json.strangeness(other, INDEX)
    stale = ROSTER.model_copy(update={"run": Run(school_hash="0" * 16)})
    assert "has changed since" in roster_json.strangeness(stale, INDEX)
    fresh = ROSTER.model_copy(update={"run": Run(school_hash=INDEX.school.hash())})
    assert roster_json.strangeness(fresh, INDEX) == ""


def test_an_empty_roster_can_be_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    save_roster(Roster(school="tiny"), path)
    assert load_roster(path, INDEX) == Roster(school="tiny")
