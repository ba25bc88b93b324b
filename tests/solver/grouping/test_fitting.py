"""Level groups that fit the rooms at hand."""

from __future__ import annotations

from typing import Any

from tests.schools import tiny_data
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan, PupilChoice
from vlecht.models.school import School
from vlecht.solver.grouping.fitting import places_of
from vlecht.solver.grouping.school import compose_school
from vlecht.solver.run import Clock, Settings


def three_groups(nook: int) -> tuple[SchoolIndex, Plan, PupilChoice]:
    """Maths of the first cluster in three groups, for which there are two own rooms and the nook."""
    data: Any = tiny_data()
    next(room for room in data["rooms"] if room["id"] == "nook")["capacity"] = nook
    maths = next(d for d in data["deliveries"] if d["id"] == "math-a")
    maths["groups"], maths["size"] = {"min": 3, "max": 3}, {"min": 2, "max": 10}
    index = SchoolIndex(School.model_validate(data))
    plan = expand(index)
    return index, plan, next(c for c in plan.choices if c.delivery == "math-a")


def test_the_own_rooms_and_those_of_nobody_count() -> None:
    assert places_of(*three_groups(3)) == (14, 14, 3)


def test_rooms_that_limit_nothing_are_not_heeded() -> None:
    assert places_of(*three_groups(10)) == ()
    index, plan, _ = three_groups(3)
    for delivery in ("lang-a", "math-b"):
        assert places_of(index, plan, next(c for c in plan.choices if c.delivery == delivery)) == ()


def test_a_small_room_makes_a_small_group_when_that_is_asked() -> None:
    index, plan, choice = three_groups(2)
    last: dict[bool, set[int]] = {True: set(), False: set()}
    for seed in range(4):
        for fitting in last:
            groups = compose_school(index, plan, Clock(20), Settings(2, seed), fitting)
            last[fitting].add(len(groups.grouping.members[choice.groups[2]]))
            # What is least among groups that fit is not least among all.
            assert not (fitting and groups.settled)
    assert last[True] == {2}
    assert last[False] != {2}
