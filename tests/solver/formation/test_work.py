"""The work of a task, and what it says of rosters: real solves of a tiny school."""

from __future__ import annotations

from functools import cache

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances import school_json
from vlecht.models.formation import Outcome, SolveOptions, Task
from vlecht.models.index import SchoolIndex
from vlecht.models.money import staff_figures
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver.formation.figures import roster_figures
from vlecht.solver.formation.warm import adapt
from vlecht.solver.formation.work import parcel, work

OPTIONS = SolveOptions(time_limit=20.0, workers=8, gap=0.99)


def solved(school: School, start: str | None = None) -> Outcome:
    task = Task(key="k", school_hash=school.hash(), options=OPTIONS)
    return Outcome.model_validate_json(work(parcel(task, school_json.text(school), start)))


@cache
def tiny_outcome() -> Outcome:
    return solved(tiny_school())


@cache
def tiny_roster() -> Roster:
    outcome = tiny_outcome()
    assert outcome.roster is not None
    return Roster.model_validate_json(outcome.roster)


def test_an_outcome_holds_a_roster_the_checker_accepts() -> None:
    outcome = tiny_outcome()
    assert outcome.answer in ("feasible", "optimal")
    index = SchoolIndex(tiny_school())
    judgement = judge(index, tiny_roster())
    assert not judgement.hard
    assert judgement.cost == outcome.cost
    assert outcome.figures == roster_figures(index, tiny_roster())


def test_a_school_without_roster_is_infeasible_not_an_exception() -> None:
    data = tiny_data()
    for member in data["staff"]:
        member["availability"] = [{"days": ["mon"]}]
    outcome = solved(School.model_validate(data))
    assert outcome.answer == "infeasible"
    (reason,) = outcome.reasons
    assert "t-a1 is not there on Monday" in reason.en
    assert "t-a1 is er niet op maandag" in reason.nl
    assert outcome.roster is None


def test_a_neighbours_roster_is_taken_over_as_it_is_or_with_other_people() -> None:
    start = tiny_roster()
    assert adapt(tiny_school(), start, OPTIONS) == start
    data = tiny_data()
    data["staff"] = [p for p in data["staff"] if p["id"] != "helper-a"]
    data["clusters"][0]["team"].remove("helper-a")
    data["staff"].append({"id": "ann", "roles": ["supporter"]})
    data["clusters"][0]["team"].append("ann")
    school = School.model_validate(data)
    found = adapt(school, start, OPTIONS)
    assert found is not None
    assert not judge(SchoolIndex(school), found).hard
    assert {s.id: (s.day, s.start) for s in found.sessions} == {
        s.id: (s.day, s.start) for s in start.sessions
    }
    assert found.groups == start.groups


def test_a_room_that_is_lost_is_replaced() -> None:
    data = tiny_data()
    data["rooms"] = [room for room in data["rooms"] if room["id"] != "nook"]
    data["rooms"].append({"id": "corner", "site": "main", "kind": "instruction", "capacity": 12})
    school = School.model_validate(data)
    found = adapt(school, tiny_roster(), OPTIONS)
    assert found is not None
    assert not judge(SchoolIndex(school), found).hard


def test_another_week_or_other_pupils_are_no_start() -> None:
    data = tiny_data()
    data["curriculum"][5]["minutes"], data["curriculum"][6]["minutes"] = 45, 90
    assert adapt(School.model_validate(data), tiny_roster(), OPTIONS) is None
    fewer = tiny_data()
    fewer["pupils"].pop()
    assert adapt(School.model_validate(fewer), tiny_roster(), OPTIONS) is None


def test_figures_of_the_roster() -> None:
    figures = tiny_outcome().figures
    assert figures is not None
    school = tiny_school()
    # Two level groups, three rounds' groups, two stations' groups, four sections: twice.
    assert figures.groups == 2 * (2 + 3 + 2 + 4)
    assert figures.supported == 2
    assert figures.support.mean == 60
    # Task 45, and of lang 135 minutes two rounds of three: 45 + 90; support may be taken out of it.
    assert figures.independent.most == 135
    assert figures.independent.least >= 135 - 60
    # math 135, lang 3 × (15 - 5), world 60, choice 60, gym 45, read 90; support is taken out of these.
    assert figures.instruction.most == 420
    assert figures.faces.least >= 3
    assert 0 < figures.contact.mean <= 1
    assert figures.breaks == 1
    assert figures.own_teacher.least > 0
    assert figures.class_size > 0
    assert len(school.pupils) == 24


def test_money_per_role_and_source() -> None:
    data = tiny_data()
    data["staff"][0] |= {"cost": 80_000.0, "funding": "base", "fte": 0.5}
    data["staff"][5] |= {"cost": 50_000.0, "funding": "extra"}
    data["funding"] = [
        {"id": "base", "amount": 10_000, "per_pupil": 1_000},
        {"id": "extra", "amount": 30_000},
    ]
    figures = staff_figures(School.model_validate(data))
    assert figures.euros == 80_000
    assert figures.unpriced == 6
    assert figures.by_funding["base"].available == 34_000
    assert figures.by_funding["base"].euros == 40_000
    assert figures.short == pytest.approx(6_000 + 10_000)
    assert figures.by_role["supporter"].fte == pytest.approx(1.6)
    assert figures.fte == pytest.approx(3.5 + 0.5 + 0.8 + 0.8 + 0.6)
