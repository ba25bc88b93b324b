from __future__ import annotations

from tests.rules.drawn import drawn, grouped, judged, plan_of, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.group_membership import GroupMembership

RULE = GroupMembership()


def _crossing() -> SchoolIndex:
    """One pupil works at the other cluster's level, one is exempt."""
    pupils = tiny_data()["pupils"]
    pupils[0]["works_with"] = {"math": "b"}
    pupils[1]["exemptions"] = ["lang"]
    return SchoolIndex(tiny_school(pupils=pupils))


def _complete(index: SchoolIndex) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Everybody in the first groups of what they should be in: members and guests per group."""
    members: dict[str, tuple[str, ...]] = {}
    guests: dict[str, tuple[str, ...]] = {}
    for choice in plan_of(index).choices:
        for group in choice.groups[: choice.count]:
            (guests if choice.guest else members)[group] = choice.pupils
    return members, guests


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _crossing(), rounds=10)


def test_everybody_in_the_right_number_of_groups_is_right() -> None:
    members, guests = _complete(_crossing())
    assert members["math-b.g1"][-1] == "p-a1-0"
    assert guests == {"math-a.g1": ("p-a1-0",), "lang-a.g1": ("p-a1-1",)}
    index = _crossing()
    assert judged(RULE, index, drawn(index, groups=grouped(index, members, guests))) == []


def test_a_pupil_in_no_group_or_in_two_counts_once() -> None:
    index = tiny()
    members, _ = _complete(index)
    members["math-a.g1"] = members["math-a.g1"][1:]
    members["math-a.g2"] = ("p-a1-1",)
    found = judged(RULE, index, drawn(index, groups=grouped(index, members)))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Pupil p-a1-0 is in 0 groups of math-a, not in 1"),
        (1, "Pupil p-a1-1 is in 2 groups of math-a (math-a.g1 and math-a.g2), not in 1"),
    ]


def test_workshops_ask_for_one_section_per_moment() -> None:
    index = tiny()
    members, _ = _complete(index)
    section = next(name for name in members if name.startswith("choice-a"))
    members[section] = members[section][1:]
    found = judged(RULE, index, drawn(index, groups=grouped(index, members)))
    assert [(v.amount, v.objects) for v in found] == [(1, ("p-a1-0", "choice-a"))]


def test_who_does_not_belong_is_found() -> None:
    index = tiny()
    members, _ = _complete(index)
    members["rt.g1"] += ("p-b1-0",)
    found = judged(RULE, index, drawn(index, groups=grouped(index, members)))
    assert [v.sentence for v in found] == ["Pupil p-b1-0 is in rt.g1, but is not regrouped for rt"]


def test_a_guest_is_no_member() -> None:
    index = _crossing()
    members, guests = _complete(index)
    members["math-a.g1"] += guests.pop("math-a.g1")
    found = judged(RULE, index, drawn(index, groups=grouped(index, members, guests)))
    assert [v.sentence for v in found] == ["Pupil p-a1-0 is a member, not a guest of math-a.g1"]
