"""The engine end to end on the tiny school: every roster it returns has passed the checker."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances.registry import load_school
from vlecht.instances.scenarios import read_candidates
from vlecht.instances.scenarios.staffing import ask
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver.solve import solve


def changed(**changes: Any) -> School:
    return School.model_validate(tiny_data() | changes)


def test_the_tiny_school_gets_a_roster_without_hard_violations_and_a_valid_bound() -> None:
    school = tiny_school()
    seen: list[Progress] = []
    result = solve(school, time_limit=12, gap=0.05, workers=4, on_progress=seen.append)
    assert result.roster is not None, result.message
    judgement = judge(SchoolIndex(school), result.roster)
    assert judgement.hard == ()
    assert judgement.cost == result.cost
    assert result.bound is not None
    assert result.bound <= judgement.cost
    assert result.status in ("optimal", "feasible")
    assert {"groups", "parts of days", "staff", "roster", "bound"} <= {p.stage for p in seen}
    run = result.roster.run
    assert run.school_hash == school.hash()
    assert run.cost == result.cost
    assert run.options["workers"] == 4
    assert [line.rule for line in run.costs] == [line.rule for line in result.costs]


def test_pins_are_obeyed() -> None:
    data = tiny_data()
    data["pins"] = [
        {"what": "start", "block": "math-a#2", "day": "tue", "start": "10:30"},
        {"what": "room", "session": "math-a#1.g2", "room": "nook"},
        {"what": "staff", "session": "read-b/b1#1", "staff": "t-b2", "forbid": True},
    ]
    school = School.model_validate(data)
    result = solve(school, time_limit=12, gap=1.0, workers=4)
    assert result.roster is not None, result.message
    sessions = {s.id: s for s in result.roster.sessions}
    assert (sessions["math-a#2.g1"].day, sessions["math-a#2.g1"].start) == ("tue", 10 * 60 + 30)
    assert sessions["math-a#1.g2"].room == "nook"
    assert judge(SchoolIndex(school), result.roster).hard == ()


def test_a_feasible_start_is_never_made_worse() -> None:
    school = tiny_school()
    first = solve(school, time_limit=8, gap=1.0, workers=4)
    assert first.roster is not None
    assert first.cost is not None
    again = solve(school, time_limit=6, gap=1.0, workers=4, start=first.roster)
    assert again.cost is not None
    assert again.cost <= first.cost


def test_two_reproducible_runs_are_identical() -> None:
    school = tiny_school()
    runs = [solve(school, time_limit=3, workers=2, seed=7, reproducible=True) for _ in range(2)]
    rosters = [run.roster for run in runs]
    assert rosters[0] is not None
    assert rosters[1] is not None
    assert rosters[0].sessions == rosters[1].sessions
    assert rosters[0].groups == rosters[1].groups
    assert (runs[0].cost, runs[0].bound) == (runs[1].cost, runs[1].bound)


def test_stopping_returns_the_best_so_far() -> None:
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.cost is not None:
            stop.set()

    # A gap below zero is never reached, so that only the stop can end the search.
    result = solve(
        tiny_school(), time_limit=60, gap=-1, workers=4, on_progress=watch, should_stop=stop.is_set
    )
    assert result.status in ("interrupted", "optimal")
    assert result.roster is not None
    assert result.seconds < 60


@pytest.mark.parametrize(
    "change",
    [
        {"size": {"min": 3, "max": 5}},
        {"leads": ["gymnast"]},
    ],
)
def test_a_school_that_cannot_be_met_is_proven_infeasible(change: dict[str, Any]) -> None:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["id"] == "math-a":
            delivery.update(change)
    data["staff"][4]["qualifications"] = [{}]
    result = solve(School.model_validate(data), time_limit=15, workers=4)
    assert result.status == "infeasible"
    assert result.roster is None
    assert result.message


def test_staff_of_two_sites_have_time_to_travel() -> None:
    data = tiny_data()
    for room in data["rooms"]:
        if room["id"] in ("room-b1", "room-b2"):
            room["site"] = "annex"
    data["rooms"] += [
        {"id": "plaza-b", "site": "annex", "kind": "collaboration", "capacity": 40, "concurrent": 2},
        {"id": "gym-b", "site": "annex", "kind": "gym", "capacity": 30},
    ]
    school = School.model_validate(data)
    result = solve(school, time_limit=20, gap=1.0, workers=4)
    assert result.roster is not None, result.message
    assert judge(SchoolIndex(school), result.roster).hard == ()
    sites = {room.id: room.site for room in school.rooms}
    gym = [s for s in result.roster.sessions if s.subject == "gym" and s.room is not None]
    assert {sites[s.room] for s in gym if s.room is not None} == {"main", "annex"}


def test_nobody_faces_more_pupils_than_a_qualification_allows() -> None:
    data = tiny_data()
    subjects = ["math", "lang", "read", "world", "choice", "task", "walk"]
    for person in data["staff"][:2]:
        person["qualifications"] = [{"subjects": subjects, "most": 5}]
    school = School.model_validate(data)
    result = solve(school, time_limit=12, gap=1.0, workers=4)
    assert result.roster is not None, result.message
    assert judge(SchoolIndex(school), result.roster).hard == ()
    # A home group is six pupils, so all its lessons as a whole are somebody else's.
    led = {
        person.staff
        for session in result.roster.sessions
        if session.kind == "class" and set(session.groups) & {"a1", "a2", "b1", "b2"}
        for person in session.staff
        if person.function == "lead"
    }
    assert led
    assert not led & {"t-a1", "t-a2"}


@pytest.mark.slow
def test_a_school_with_few_staff_gets_a_roster() -> None:
    """With the most groups, or near people alone, this staffing cannot do it; with the fewest it can."""
    school = load_school("sample:borgstee-220")
    question, build = ask(school, read_candidates("sample:borgstee-220"), "sample:borgstee-220")
    few = build(frozenset({"supporter1", "t13~2"})).school
    assert len(few.staff) == len(school.staff) - 4
    assert question.score({"supporter1", "t13~2"}, "euros") < 950_000
    result = solve(few, time_limit=90, gap=0.99, workers=2)
    assert result.roster is not None, result.message
    assert judge(SchoolIndex(few), result.roster).hard == ()
