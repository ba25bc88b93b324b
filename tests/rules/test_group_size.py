from __future__ import annotations

import pytest

from tests.rules.drawn import amounts, drawn, grouped, judged, plan_of, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.group_size import GroupSize

RULE = GroupSize()


def _with(index: SchoolIndex, group: str, size: int, guests: int = 0) -> dict[tuple[str, ...], int]:
    """What is found in one group of that size."""
    pupils = tuple(index.pupils)
    groups = grouped(index, {group: pupils[:size]}, {group: pupils[size : size + guests]})
    return {k: v for k, v in amounts(RULE, index, drawn(index, groups=groups)).items() if k == (group,)}


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    pupils = tiny_data()["pupils"]
    for pupil in pupils[:4]:
        pupil["exemptions"] = ["math", "world"]
    check_parity(RULE, SchoolIndex(tiny_school(pupils=pupils)), rounds=10)


@pytest.mark.parametrize(
    ("group", "least", "most"),
    [
        ("math-a.g1", 3, 10),
        ("lang-b.g3", 2, 8),
        ("world-a.g2", 3, 9),
        ("choice-a.code.2", 1, 9),
        ("rt.g1", 1, 4),
    ],
)
def test_at_and_beyond_the_limits(group: str, least: int, most: int) -> None:
    index = tiny()
    assert _with(index, group, least) == {}
    assert _with(index, group, least - 1) == {(group,): 1}
    assert _with(index, group, most) == {}
    assert _with(index, group, most + 2) == {(group,): 2}


def test_guests_do_not_count() -> None:
    assert _with(tiny(), "math-a.g1", 10, guests=3) == {}
    assert _with(tiny(), "math-a.g1", 2, guests=3) == {("math-a.g1",): 1}


def test_empty_groups_are_too_small() -> None:
    index = tiny()
    found = judged(RULE, index, drawn(index))
    names = [name for names in plan_of(index).groups_of.values() for name in names]
    assert [v.objects[0] for v in found] == [*names[: len(found)]]
    assert len(found) == len(names)
    assert found[0].sentence == "Group math-a.g1 has 0 members, 3 below 3"
