"""Group composition against brute force, and what it must hold whatever the cost."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schools import tiny_data
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import PupilChoice
from vlecht.models.roster import Group, Roster
from vlecht.models.school import School
from vlecht.rules.registry import RULE
from vlecht.rules.view import RosterView
from vlecht.solver.grouping.compose import Composed, compose_task
from vlecht.solver.grouping.statement import STATEMENTS, task_of
from vlecht.solver.grouping.task import Task
from vlecht.solver.run import Clock, Settings

RULES = [rule for rule in STATEMENTS if RULE[rule].mode == "soft"]


def school(levels: list[int | None], mode: str, **delivery: Any) -> SchoolIndex:
    data = tiny_data()
    data["pupils"] = [p for p in data["pupils"] if p["home_group"].startswith("b")] + [
        {"id": f"q{n}", "year": 3, "home_group": "a1" if n % 2 else "a2", "levels": {"math": level}}
        for n, level in enumerate(levels)
    ]
    for found in data["deliveries"]:
        if found["id"] == "math-a":
            found.update(mode=mode, size={"min": 1, "max": 10}, **delivery)
    data["deliveries"] = [d for d in data["deliveries"] if d["form"] != "support"]
    return SchoolIndex(School.model_validate(data))


def choice(index: SchoolIndex) -> PupilChoice:
    return next(c for c in expand(index).choices if c.delivery == "math-a" and not c.guest)


def cost(index: SchoolIndex, members: dict[str, tuple[str, ...]]) -> int:
    """What the checker's rules about groups charge for these groups."""
    roster = Roster(
        school="x", groups=tuple(Group(id=g, delivery="math-a", members=p) for g, p in members.items())
    )
    view = RosterView(index, roster)
    total = 0
    for rule in RULES:
        setting = RULE[rule].setting(index)
        total += setting.weight * sum(v.amount for v in RULE[rule].violations(index, view, setting))
    return total


def composed(index: SchoolIndex) -> tuple[Task, Composed]:
    task = task_of(index, choice(index))
    return task, compose_task(task, Clock(30), Settings(workers=2), 10)


def brute_force(index: SchoolIndex) -> int:
    found = choice(index)
    apart = {(p, other) for p in found.pupils for other in index.pupils[p].apart}
    best = None
    for places in itertools.product(range(len(found.groups)), repeat=len(found.pupils)):
        where = dict(zip(found.pupils, places, strict=True))
        if len(set(places)) < len(found.groups) or any(where.get(a) == where.get(b) for a, b in apart):
            continue
        members = {
            group: tuple(p for p in found.pupils if where[p] == g) for g, group in enumerate(found.groups)
        }
        value = cost(index, members)
        best = value if best is None else min(best, value)
    assert best is not None
    return best


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 80)), min_size=4, max_size=7),
    st.sampled_from(["homogeneous", "mixed"]),
)
def test_composition_is_as_good_as_brute_force_and_its_bound_is_below(
    levels: list[int | None], mode: str
) -> None:
    index = school(levels, mode)
    task, found = composed(index)
    assert found.groups is not None
    best = brute_force(index)
    assert cost(index, task.named(found.groups)) == found.cost == best
    assert found.bound <= best


def test_sizes_and_keep_apart_are_met_and_pins_obeyed() -> None:
    data = tiny_data()
    data["pins"] = [
        {"what": "pupil", "pupil": "p-a1-5", "group": "math-a.g1"},
        {"what": "pupil", "pupil": "p-a1-0", "group": "math-a.g1", "forbid": True},
    ]
    index = SchoolIndex(School.model_validate(data))
    task, found = composed(index)
    assert found.groups is not None
    members = task.named(found.groups)
    assert "p-a1-5" in members["math-a.g1"]
    assert "p-a1-0" not in members["math-a.g1"]
    for pupils in members.values():
        assert 3 <= len(pupils) <= 10
        assert not {"p-a1-2", "p-a2-3"} <= set(pupils)


def test_groups_that_cannot_exist_are_proven_so() -> None:
    data = tiny_data()
    for found in data["deliveries"]:
        if found["id"] == "math-a":
            found["size"] = {"min": 3, "max": 5}
    index = SchoolIndex(School.model_validate(data))
    _, found = composed(index)
    assert found.groups is None
    assert found.impossible


def test_workshops_are_not_composed_here() -> None:
    index = SchoolIndex(School.model_validate(tiny_data()))
    workshop = next(c for c in expand(index).choices if c.delivery == "choice-a")
    with pytest.raises(ValueError, match="no groups to compose"):
        task_of(index, workshop)
