from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.room_one_activity import RoomOneActivity

RULE = RoomOneActivity()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_one_after_the_other_is_no_breach() -> None:
    index = tiny()
    roster = drawn(
        index,
        held(index, "gym-a/a1#1", "mon 08:30", room="gym"),
        held(index, "gym-a/a2#1", "mon 09:15", room="gym"),
        held(index, "gym-b/b1#1", "mon 09:15", room="nook"),
        held(index, "gym-b/b2#1", "mon 09:15"),
    )
    assert judged(RULE, index, roster) == []


def test_one_slot_of_overlap() -> None:
    index = tiny()
    roster = drawn(
        index,
        held(index, "gym-a/a1#1", "mon 08:30", room="gym"),
        held(index, "gym-a/a2#1", "mon 09:00", room="gym"),
    )
    found = judged(RULE, index, roster)
    assert [(v.objects, v.amount) for v in found] == [(("gym", "gym-a/a1#1", "gym-a/a2#1"), 1)]
    assert found[0].sentence == (
        "Room gym holds 2 activities at mon 09:00 for 1 slot (gym-a/a1#1 and gym-a/a2#1), 1 more than 1"
    )


def test_a_room_for_two_holds_two_and_not_three() -> None:
    index = tiny()
    names = ("read-a/a1#1", "read-a/a2#1", "read-b/b1#1")
    three = [held(index, name, "mon 08:30", room="plaza") for name in names]
    assert judged(RULE, index, drawn(index, *three[:2])) == []
    assert amounts(RULE, index, drawn(index, *three)) == {("plaza", *names): 3}
