"""Groups asked for on their own: rules held by the checker, newcomers, a new period and its budgets."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.regrouping import Budgets, Move
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.rules.registry import ABOUT_GROUPS
from vlecht.rules.view import RosterView
from vlecht.solver.grouping.ask import GroupOptions, GroupResult, group
from vlecht.solver.grouping.explain import alternatives
from vlecht.solver.grouping.regroup import Period, regroup
from vlecht.solver.grouping.statement import task_of

QUICK = GroupOptions(time_limit=20, workers=2)


def roster_of(school: School, result: GroupResult) -> Roster:
    return Roster(school=school.id, groups=result.groups)


def random_school(seed: int) -> School:
    """The tiny school with more pupils, and levels, friends, pairs and sizes drawn at random."""
    rng = random.Random(seed)
    data: dict[str, Any] = tiny_data()
    more = [
        {
            "id": f"q{n}",
            "year": 3,
            "home_group": rng.choice(["a1", "a2"]),
            "levels": {"math": rng.choice([None, rng.randint(0, 80)])},
        }
        for n in range(rng.randint(4, 9))
    ]
    names = [p["id"] for p in data["pupils"] if p["home_group"] in ("a1", "a2")] + [p["id"] for p in more]
    for pupil in more:
        others = [name for name in names if name != pupil["id"]]
        pupil["friends"] = rng.sample(others, 2)
        if rng.random() < 0.3:
            pupil["apart"] = [rng.choice(others)]
        elif rng.random() < 0.3:
            pupil["together"] = [rng.choice(others)]
    data["pupils"] += more
    for delivery in data["deliveries"]:
        if delivery["id"] == "math-a":
            delivery |= {"mode": rng.choice(["homogeneous", "mixed"]), "size": {"min": 3, "max": 16}}
        elif delivery["form"] == "circuit":
            delivery["size"] = {"min": 2, "max": 16}
        elif delivery["id"] == "choice-a":
            for offer in delivery["offers"]:
                offer["capacity"] = 24
    return School.model_validate(data)


@pytest.mark.parametrize("seed", range(5))
def test_groups_of_random_schools_hold_sizes_and_pairs_and_cost_what_the_checker_says(seed: int) -> None:
    school = random_school(seed)
    index = SchoolIndex(school)
    result = group(index, QUICK)
    assert result.groups, result.message
    judgement = judge(index, roster_of(school, result), ABOUT_GROUPS)
    assert [v.sentence for v in judgement.hard] == []
    assert judgement.cost == result.cost >= result.bound


@pytest.mark.parametrize("seed", range(4))
def test_budgets_hold_and_every_move_is_told(seed: int) -> None:
    school = random_school(seed)
    before = roster_of(school, group(SchoolIndex(school), QUICK))
    rng = random.Random(seed)
    pupils = [p.id for p in school.pupils if p.levels.get("math") is not None]
    levels = {pupil: {"math": float(rng.randint(0, 80))} for pupil in pupils}
    stays = rng.choice(pupils)
    period = Period(levels=levels, budgets=Budgets(per_subject=1, total=3), may_not_move=(Move(pupil=stays),))
    new = regroup(school, before, period, QUICK)
    index = SchoolIndex(new.school)
    judgement = judge(index, new.roster, ABOUT_GROUPS)
    assert [v.sentence for v in judgement.hard] == []
    moved = RosterView(index, new.roster).moves
    assert len(moved) <= 3
    assert {(m.pupil, m.delivery, m.former, m.group) for m in new.moves} == set(moved)
    assert stays not in {m.pupil for m in new.moves}


def test_who_must_move_does() -> None:
    school = tiny_school()
    before = roster_of(school, group(SchoolIndex(school), QUICK))
    pupil = next(g for g in before.groups if g.id == "math-a.g1").members[0]
    period = Period(budgets=Budgets(total=2), must_move=(Move(pupil=pupil, subject="math", why="asked"),))
    new = regroup(school, before, period, QUICK)
    assert pupil in {m.pupil for m in new.moves}
    assert [m.asked for m in new.moves if m.pupil == pupil] == ["asked"]
    assert not judge(SchoolIndex(new.school), new.roster, ABOUT_GROUPS).hard


def test_changes_add_up_over_periods() -> None:
    school = tiny_school()
    before = roster_of(school, group(SchoolIndex(school), QUICK))
    pupil = next(g for g in before.groups if g.id == "math-a.g1").members[0]
    first = regroup(school, before, Period(must_move=(Move(pupil=pupil, subject="math"),)), QUICK)
    second = regroup(first.school, first.roster, Period(budgets=Budgets(per_subject=1)), QUICK)
    assert second.school.regrouping.so_far[pupil] == {"math": 1}


def test_a_newcomer_joins_and_nobody_else_moves() -> None:
    school = tiny_school()
    before = roster_of(school, group(SchoolIndex(school), QUICK))
    new = school.pupils[0].model_copy(update={"id": "new", "apart": (), "together": (), "friends": ()})
    larger = school.model_copy(update={"pupils": (*school.pupils, new)})
    found = regroup(larger, before, Period(budgets=Budgets(total=0)), QUICK)
    assert found.moves == ()
    assert {m.pupil for m in found.joined} == {"new"}
    assert "math-a" in {m.delivery for m in found.joined}
    assert not judge(SchoolIndex(found.school), found.roster, ABOUT_GROUPS - {"wishes"}).hard


def test_groups_that_cannot_be_are_a_result() -> None:
    data = tiny_data()
    for found in data["deliveries"]:
        if found["id"] == "math-a":
            found["size"] = {"min": 3, "max": 3}
    result = group(SchoolIndex(School.model_validate(data)), QUICK)
    assert result.status == "infeasible"
    assert "math-a" in result.message


def test_alternatives_say_what_the_checker_would() -> None:
    school = random_school(1)
    index = SchoolIndex(school)
    result = group(index, QUICK)
    choice = next(c for c in result.plan.choices if c.delivery == "math-a" and not c.guest)
    task = task_of(index, choice)
    members = {g.id: g.members for g in result.groups}
    groups = task.positions(members)
    pupil = members["math-a.g1"][0]
    before = judge(index, roster_of(school, result), ABOUT_GROUPS).cost
    for other in alternatives(task, groups, pupil):
        moved = {
            g.id: tuple(p for p in g.members if p != pupil) + ((pupil,) if g.id == other.group else ())
            for g in result.groups
            if g.delivery == "math-a"
        }
        changed = tuple(g.model_copy(update={"members": moved.get(g.id, g.members)}) for g in result.groups)
        judged = judge(index, Roster(school=school.id, groups=changed), ABOUT_GROUPS)
        assert other.cost == judged.cost - before
        assert other.forbidden == bool(judged.hard)
