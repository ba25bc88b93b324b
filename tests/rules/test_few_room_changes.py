from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.few_room_changes import FewRoomChanges

RULE = FewRoomChanges()


def _school(per_day: int) -> SchoolIndex:
    return SchoolIndex(tiny_school(policy={"rules": {"few_room_changes": {"params": {"per_day": per_day}}}}))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny(), rounds=10)
    check_parity(RULE, _school(1), rounds=20)


def test_as_many_changes_as_allowed_is_no_breach() -> None:
    index = _school(2)
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", room="room-a1"),
        held(index, "gym-a/a1#1", "mon 09:15", room="gym"),
        held(index, "task-a/a1#1", "mon 10:30", room="room-a1"),
        held(index, "read-a/a1#2", "mon 11:15", room="room-a1"),
        held(index, "walk-a/a1#1", "tue 08:30", room="nook"),
    )
    assert judged(RULE, index, roster) == []


def test_one_change_more() -> None:
    index = _school(1)
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", room="room-a1"),
        held(index, "gym-a/a1#1", "mon 09:15", room="gym"),
        held(index, "task-a/a1#1", "mon 10:30", room="room-a1"),
    )
    found = judged(RULE, index, roster)
    assert [v.amount for v in found] == [1] * 6
    assert found[0].sentence == "Pupil p-a1-0 changes rooms 2 times on mon, 1 more than 1"


def test_a_break_or_a_session_without_a_room_is_passed_over() -> None:
    index = _school(0)
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", room="room-a1"),
        held(index, "gym-a/a1#1", "mon 09:15"),
        held(index, "task-a/a1#1", "mon 10:30", room="room-a1"),
    )
    assert judged(RULE, index, roster) == []


def test_who_leaves_for_support_goes_and_comes_back() -> None:
    index = _school(0)
    task = held(index, "task-a/a1#1", "mon 08:30", room="room-a1", without=("p-a1-0", "p-a1-1"))
    support = held(index, "rt.g1#1", "mon 08:30", room="nook")
    groups = grouped(index, {"rt.g1": ("p-a1-0",)})
    assert amounts(RULE, index, drawn(index, task, support, groups=groups)) == {("p-a1-0", "mon"): 1}
    later = held(index, "rt.g1#1", "mon 08:45", room="nook")
    assert amounts(RULE, index, drawn(index, task, later, groups=groups)) == {("p-a1-0", "mon"): 1}
    longer = held(index, "read-a/a1#1", "mon 09:15", room="room-a1")
    found = amounts(RULE, index, drawn(index, task, later, longer, groups=groups))
    assert found == {("p-a1-0", "mon"): 2}
