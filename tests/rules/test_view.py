from __future__ import annotations

from tests.rules.drawn import drawn, grouped, held, tiny
from vlecht.rules.view import RosterView

INDEX = tiny()


def _view(*starts: tuple[str, str, str | None], without: tuple[str, ...] = ()) -> RosterView:
    sessions = (
        held(INDEX, name, when, room=room, without=() if name.startswith("rt") else without)
        for name, when, room in starts
    )
    return RosterView(INDEX, drawn(INDEX, *sessions, groups=grouped(INDEX, {"rt.g1": ("p-a1-0",)})))


def _slot(clock: int) -> int:
    return INDEX.grid.slot(0, clock)


def test_rooms_follow_a_pupil_who_leaves_and_comes_back() -> None:
    view = _view(
        ("task-a/a1#1", "mon 08:30", "room-a1"), ("rt.g1#1", "mon 08:30", "nook"), without=("p-a1-0",)
    )
    rooms = view.rooms_at("p-a1-0")
    assert [rooms[_slot(clock)] for clock in (510, 525, 540)] == [{"nook"}, {"nook"}, {"room-a1"}]
    assert {frozenset({"room-a1"})} == set(view.rooms_at("p-a1-1").values())
    assert view.rooms_at("p-b1-0") == {}


def test_a_pupil_in_two_activities_is_in_both_rooms() -> None:
    view = _view(("task-a/a1#1", "mon 08:30", "room-a1"), ("gym-a/a1#1", "mon 09:00", "gym"))
    rooms = view.rooms_at("p-a1-0")
    assert rooms[_slot(540)] == {"room-a1", "gym"}
    assert rooms[_slot(555)] == {"gym"}


def test_slots_without_a_room_are_left_out() -> None:
    view = _view(("task-a/a1#1", "mon 08:30", None))
    assert view.rooms_at("p-a1-0") == {}
    assert len(view.sessions_at("p-a1-0")) == 3


def test_who_may_leave_two_activities_at_once_is_in_one() -> None:
    view = _view(
        ("task-a/a1#1", "mon 08:30", "room-a1"), ("gym-a/a1#1", "mon 08:30", "gym"), without=("p-a1-1",)
    )
    assert [len(sessions) for sessions in view.sessions_at("p-a1-1").values()] == [1, 1, 1]
    assert [len(sessions) for sessions in view.sessions_at("p-a1-2").values()] == [2, 2, 2]


def test_a_room_knows_its_sessions_by_slot() -> None:
    view = _view(("task-a/a1#1", "mon 08:30", "gym"), ("gym-a/a2#1", "mon 09:00", "gym"))
    held_there = view.in_room["gym"]
    assert [s.id for s in held_there[_slot(540)]] == ["task-a/a1#1", "gym-a/a2#1"]
    assert list(held_there) == [_slot(510 + 15 * n) for n in range(5)]
    assert view.in_room["nook"] == {}
