"""All groups of a school: bettered turn by turn, never made worse, settled when nothing is left to gain."""

from __future__ import annotations

from tests.schools import tiny_school
from vlecht.instances.samples import sample
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.solver.grouping.school import SchoolGroups, compose_school
from vlecht.solver.run import Clock, Settings

SETTINGS = Settings(workers=2)


def hasty(index: SchoolIndex) -> SchoolGroups:
    return compose_school(index, expand(index), Clock(10.0), SETTINGS)


def test_groups_that_cost_something_are_bettered_and_none_become_dearer() -> None:
    groups = hasty(SchoolIndex(sample("variant-5").school))
    assert not groups.missing
    before = {part.name: part.cost for part in groups.parts}
    gained = groups.better(Clock(20), SETTINGS, 4.0)
    after = {part.name: part.cost for part in groups.parts}
    assert all(after[name] <= cost for name, cost in before.items())
    assert gained == (sum(after.values()) < sum(before.values()))
    assert groups.cost == sum(after.values())


def test_what_is_settled_is_the_cost_of_sets_without_a_gap() -> None:
    groups = hasty(SchoolIndex(tiny_school()))
    groups.better(Clock(20), SETTINGS, 4.0)
    assert groups.settled
    for part in groups.parts:
        if not part.gap:
            assert groups.settled[part.name, len(part.members)] == part.cost
        else:
            assert (part.name, len(part.members)) not in groups.settled


def test_nothing_is_tried_where_nothing_may_be_gained() -> None:
    groups = hasty(SchoolIndex(sample("kameleon").school))
    groups.better(Clock(20), SETTINGS, 10.0)
    assert not any(part.gap for part in groups.parts)
    spent = dict(groups.spent)
    assert not groups.better(Clock(20), SETTINGS, 4.0)
    assert groups.spent == spent
