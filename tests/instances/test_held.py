"""Groups composed before, held: pins on all of them, or everything that does not fit at once."""

from __future__ import annotations

import pytest

from tests.schools import tiny_school
from vlecht.instances.findings import InputError
from vlecht.instances.held import hold_groups
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Group, Roster
from vlecht.models.school import GroupPin
from vlecht.rules.judge import judge
from vlecht.solver.grouping.ask import GroupOptions, group

A = [f"p-a{home}-{number}" for number in range(6) for home in (1, 2)]


def _roster(*groups: tuple[str, list[str]]) -> Roster:
    return Roster(
        school="tiny", groups=tuple(Group(id=g, delivery="math-a", members=tuple(p)) for g, p in groups)
    )


def test_held_groups_stay_and_the_rest_is_composed() -> None:
    odd = _roster(("math-a.g1", A[::2]), ("math-a.g2", A[1::2]))  # by home group, whatever the levels
    old = GroupPin(group="math-a.g1", pupils=tuple(A[:6]))
    school = tiny_school(pins=[old.model_dump()])
    held = hold_groups("odd.json", SchoolIndex(school), odd)
    assert [pin.model_dump() for pin in held.pins] == [
        GroupPin(group=g.id, pupils=g.members).model_dump() for g in odd.groups
    ]
    found = group(SchoolIndex(held), GroupOptions(time_limit=3, workers=2))
    members = {g.id: set(g.members) for g in found.groups}
    assert members["math-a.g1"] == set(A[::2])
    assert members["math-a.g2"] == set(A[1::2])
    assert members.keys() >= {"math-b.g1", "math-b.g2", "lang-a.g1"}


@pytest.mark.parametrize("name", ["p4-87", "variant-5"])  # rounds, circuits, support; workshops
def test_a_roster_holds_its_own_groups(name: str) -> None:
    planted = sample(name)
    held = hold_groups("roster.json", SchoolIndex(planted.school), planted.roster)
    assert len(held.pins) - len(planted.school.pins) == len(planted.roster.groups)
    assert not judge(SchoolIndex(held), planted.roster).hard


def test_everything_that_does_not_fit_is_told_at_once() -> None:
    odd = _roster(("math-a.g1", A[:6]), ("math-a.g2", [*A[6:-1], "p-b1-0"]), ("math-a.g3", [A[0]]))
    with pytest.raises(InputError) as caught:
        hold_groups("odd.json", SchoolIndex(tiny_school()), odd)
    said = "\n".join(map(str, caught.value.findings))
    assert "odd.json: groups: math-a has 3 groups, and 2 to 2 are asked" in said
    assert f"{A[-1]} is in 0 of the groups of math-a, not in 1" in said
    assert f"{A[0]} is in 2 of the groups of math-a, not in 1" in said
    assert "p-b1-0 is in a group of math-a, which the pupil does not take part in" in said
    strange = _roster(("math-a.g1", A[:6]), ("math-a.x", A[6:]))
    with pytest.raises(InputError, match=r"math-a\.x is not a group of math-a"):
        hold_groups("odd.json", SchoolIndex(tiny_school()), strange)


def test_groups_are_held_only_where_pins_are_hard() -> None:
    soft = tiny_school(policy={"rules": {"pins": {"mode": "soft"}}})
    fine = _roster(("math-a.g1", A[:6]), ("math-a.g2", A[6:]))
    with pytest.raises(InputError, match="pins is not hard"):
        hold_groups("fine.json", SchoolIndex(soft), fine)
