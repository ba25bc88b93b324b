from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.room_shared import RoomShared

RULE = RoomShared()


def _school(*windows: dict[str, object]) -> SchoolIndex:
    """The gym is ours in these windows only."""
    rooms = tiny_data()["rooms"]
    rooms[-1]["shared"] = windows
    return SchoolIndex(tiny_school(rooms=rooms))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school({"start": "09:00", "end": "10:00"}), rounds=15)
    check_parity(
        RULE,
        _school({"days": ["mon"], "start": "08:30", "end": "10:05"}, {"start": "10:05", "end": "11:10"}),
        rounds=15,
    )


def test_within_the_window_to_the_last_minute() -> None:
    index = _school({"days": ["mon"], "start": "08:30", "end": "09:15"})
    assert judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:30", room="gym"))) == []


def test_one_slot_too_long() -> None:
    index = _school({"days": ["mon"], "start": "08:30", "end": "09:15"})
    found = judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:45", room="gym")))
    assert [(v.objects, v.amount) for v in found] == [(("gym",), 1)]
    assert found[0].sentence == "Room gym is used at mon 09:15-09:30, when it is not ours: 1 slot"


def test_a_slot_that_is_partly_ours_is_not_ours() -> None:
    index = _school({"start": "08:30", "end": "09:10"})
    assert amounts(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:30", room="gym"))) == {
        ("gym",): 1
    }


def test_windows_that_meet_are_one() -> None:
    index = _school({"start": "08:30", "end": "08:50"}, {"start": "08:50", "end": "09:15"})
    assert judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:30", room="gym"))) == []


def test_two_sessions_at_once_count_once_and_other_rooms_not_at_all() -> None:
    index = _school({"days": ["tue"], "start": "08:30", "end": "12:00"})
    roster = drawn(
        index,
        held(index, "gym-a/a1#1", "mon 08:30", room="gym"),
        held(index, "gym-a/a2#1", "mon 08:30", room="gym"),
        held(index, "read-a/a1#1", "mon 09:30", room="room-a1"),
    )
    assert amounts(RULE, index, roster) == {("gym",): 3}
