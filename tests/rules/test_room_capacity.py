from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.room_capacity import RoomCapacity

RULE = RoomCapacity()
PUPILS = tuple(f"p-{group}-{number}" for group in ("a1", "a2", "b1", "b2") for number in range(6))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_a_full_room_is_no_breach() -> None:
    index = tiny()
    session = held(index, "math-a#1.g1", "mon 10:30", room="nook")
    roster = drawn(index, session, groups=grouped(index, {"math-a.g1": PUPILS[:12]}))
    assert judged(RULE, index, roster) == []


def test_pupils_too_many_count_in_every_slot() -> None:
    index = tiny()
    session = held(index, "math-a#1.g1", "mon 10:30", room="nook")
    roster = drawn(index, session, groups=grouped(index, {"math-a.g1": PUPILS[:14]}))
    found = judged(RULE, index, roster)
    assert [(v.objects, v.amount) for v in found] == [(("nook", "math-a#1.g1"), 6)]
    assert found[0].sentence == (
        "Room nook holds 14 pupils at mon 10:30 for 3 slots (math-a#1.g1), 2 more than its 12 places"
    )


def test_guests_count() -> None:
    index = tiny()
    session = held(index, "math-a#1.g1", "mon 10:30", room="nook")
    groups = grouped(index, {"math-a.g1": PUPILS[:12]}, {"math-a.g1": PUPILS[12:13]})
    assert amounts(RULE, index, drawn(index, session, groups=groups)) == {("nook", "math-a#1.g1"): 3}


def test_who_is_pulled_out_keeps_the_seat() -> None:
    index = tiny()
    session = held(index, "math-a#1.g1", "mon 10:30", room="nook", without=PUPILS[:3])
    roster = drawn(index, session, groups=grouped(index, {"math-a.g1": PUPILS[:13]}))
    assert amounts(RULE, index, roster) == {("nook", "math-a#1.g1"): 3}


def test_all_that_is_in_the_room_counts_together_and_everyone_once() -> None:
    index = tiny()
    first = held(index, "math-a#1.g1", "mon 10:30", room="nook")
    second = held(index, "math-b#1.g1", "mon 11:00", room="nook")
    groups = grouped(index, {"math-a.g1": PUPILS[:8], "math-b.g1": PUPILS[6:14]})
    roster = drawn(index, first, second, groups=groups)  # 14 different pupils, together from 11:00 to 11:15
    assert amounts(RULE, index, roster) == {("nook", "math-a#1.g1", "math-b#1.g1"): 2}
