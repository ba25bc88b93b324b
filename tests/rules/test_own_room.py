from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.own_room import OwnRoom

RULE = OwnRoom()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_what_is_in_the_own_room_or_asks_for_another_is_no_breach() -> None:
    index = tiny()
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", room="room-a1"),
        held(index, "gym-a/a1#1", "mon 09:15", room="gym"),
        held(index, "math-a#1.g1", "mon 10:30", room="nook"),
        held(index, "walk-a/a1#1", "mon 11:30", room="nook"),
        held(index, "task-a/a1#1", "tue 08:30"),
    )
    assert judged(RULE, index, roster) == []


def test_a_class_elsewhere_counts_for_its_length() -> None:
    index = tiny()
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", room="room-a2"),
        held(index, "task-a/a1#1", "mon 09:15", room="nook"),
    )
    assert amounts(RULE, index, roster) == {("read-a/a1#1", "room-a2"): 3, ("task-a/a1#1", "nook"): 3}
    assert judged(RULE, index, roster)[0].sentence == (
        "Home group a1 has read-a/a1#1 at mon 08:30 in room room-a2 and not in its own room room-a1 (3 slots)"
    )


def test_a_home_group_without_a_room_may_be_anywhere() -> None:
    groups = tiny_data()["home_groups"]
    groups[0]["room"] = None
    index = SchoolIndex(tiny_school(home_groups=groups))
    assert judged(RULE, index, drawn(index, held(index, "read-a/a1#1", "mon 08:30", room="nook"))) == []
    check_parity(RULE, index, rounds=5)
