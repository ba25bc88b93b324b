from __future__ import annotations

from typing import Any

import pytest

from tests.rules.drawn import drawn, grouped, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster
from vlecht.models.words import Function
from vlecht.rules.pins import Pins

RULE = Pins()


def _school(*pins: dict[str, Any]) -> SchoolIndex:
    return SchoolIndex(tiny_school(pins=pins))


def _start(block: str, day: str = "mon", start: str = "09:00", **more: Any) -> dict[str, Any]:
    return {"what": "start", "block": block, "day": day, "start": start} | more


def _staff(session: str, staff: str, function: str = "lead", **more: Any) -> dict[str, Any]:
    return {"what": "staff", "session": session, "staff": staff, "function": function} | more


def _room(session: str, room: str, **more: Any) -> dict[str, Any]:
    return {"what": "room", "session": session, "room": room} | more


def _pupil(pupil: str, group: str, **more: Any) -> dict[str, Any]:
    return {"what": "pupil", "pupil": pupil, "group": group} | more


PINS = (
    _start("gym-a/a1#1"),
    _start("math-a#1", "tue", "10:30"),
    _start("choice-a#1", "wed", "08:30"),
    _start("choice-a.clay.1", "wed", "08:30"),
    _staff("math-a", "t-a1"),
    _staff("lang-a#1", "helper-a", "supervise"),
    _staff("read-a/a1#1", "helper-a", "co_teach"),
    _staff("choice-a#1", "t-a1"),
    _room("gym-a/a1#1", "gym"),
    _room("math-a#2", "nook"),
    _room("choice-a", "nook"),
    _pupil("p-a1-0", "math-a.g1"),
    _pupil("p-a1-0", "lang-a.g2"),
    _pupil("p-a2-0", "choice-a.clay.1"),
)


@pytest.mark.parametrize("forbid", [False, True])
def test_violations_and_constraints_agree(forbid: bool) -> None:
    check_parity(RULE, _school(*(pin | {"forbid": forbid} for pin in PINS)), rounds=20)
    often = [_start("walk-a/a1#1", start="08:30"), _room("gym-a/a1#1", "gym"), _staff("gym-a", "gymnast")]
    check_parity(RULE, _school(*(pin | {"forbid": forbid} for pin in often)), rounds=20)


def _broken(pin: dict[str, Any], *sessions: Any, **changes: Any) -> list[str]:
    """Sentences about a broken pin."""
    index = _school(pin)
    roster = drawn(index, *sessions, **changes)
    found = judged(RULE, index, roster)
    assert all(v.amount == 1 for v in found)
    return [v.sentence for v in found]


def _opposites(pin: dict[str, Any], roster: Roster) -> tuple[int, int]:
    """Breaches of a pin and of the same as a forbid."""
    each = []
    for forbid in (False, True):
        index = _school(pin | {"forbid": forbid})
        each.append(len(judged(RULE, index, roster)))
    return each[0], each[1]


def test_a_block_starts_then_or_not() -> None:
    index = _school()
    pin = _start("gym-a/a1#1", "mon", "09:00")
    assert _opposites(pin, drawn(index, held(index, "gym-a/a1#1", "mon 09:00"))) == (0, 1)
    assert _opposites(pin, drawn(index, held(index, "gym-a/a1#1", "mon 09:15"))) == (1, 0)
    assert _opposites(pin, drawn(index, held(index, "gym-a/a1#1", "tue 09:00"))) == (1, 0)
    assert _opposites(pin, drawn(index, held(index, "gym-a/a2#1", "mon 09:00"))) == (0, 0)
    assert _broken(pin, held(index, "gym-a/a1#1", "mon 09:15")) == [
        "Pin: block gym-a/a1#1 starts on mon at 09:00, but it starts at mon 09:15"
    ]


def test_a_block_starts_with_its_first_round() -> None:
    index = _school()
    pin = _start("lang-a#1", "mon", "09:00")
    second = held(index, "lang-a#1.r2.g2", "mon 09:00")
    assert _opposites(pin, drawn(index, second, held(index, "lang-a#1.r1.g1", "mon 08:45"))) == (1, 0)
    assert _opposites(pin, drawn(index, second, held(index, "lang-a#1.r1.g1", "mon 09:00"))) == (0, 1)


def test_a_workshop_moment_starts_with_its_sections() -> None:
    index = _school()
    section = held(index, "choice-a.clay.1", "mon 09:00", block="choice-a#2")
    assert _opposites(_start("choice-a#2"), drawn(index, section)) == (0, 1)
    assert _opposites(_start("choice-a#2", "tue"), drawn(index, section)) == (1, 0)
    assert _opposites(_start("choice-a#1"), drawn(index, section)) == (0, 0)
    assert _opposites(_start("choice-a.clay.1"), drawn(index, section)) == (0, 1)


def test_a_person_has_the_function_in_every_session_named() -> None:
    index = _school()
    by_one = {"staff": (Assignment(staff="t-a1", function=Function.LEAD),)}
    by_two = {"staff": (Assignment(staff="t-a2", function=Function.LEAD),)}
    both = drawn(
        index,
        held(index, "math-a#1.g1", "mon 09:00", **by_one),
        held(index, "math-a#1.g2", "mon 09:00", **by_one),
    )
    mixed = drawn(
        index,
        held(index, "math-a#1.g1", "mon 09:00", **by_one),
        held(index, "math-a#2.g2", "mon 09:00", **by_two),
    )
    for name in ("math-a", "math-a#1", "math-a#1.g1"):
        assert _opposites(_staff(name, "t-a1"), both) == (0, 1)
        assert _opposites(_staff(name, "t-b1"), both) == (1, 0)
    assert _opposites(_staff("math-a", "t-a1"), mixed) == (1, 1)
    assert _opposites(_staff("math-a#1", "t-a1", "co_teach"), both) == (1, 0)
    assert _opposites(_staff("math-b", "t-a1"), both) == (0, 0)
    index = _school(_staff("math-a", "t-a1"))
    assert [v.sentence for v in judged(RULE, index, mixed)] == [
        "Pin: t-a1 takes math-a (lead), broken by math-a#2.g2"
    ]


def test_a_room_is_used_by_every_session_named() -> None:
    index = _school()
    roster = drawn(
        index,
        held(index, "math-a#1.g1", "mon 09:00", room="nook"),
        held(index, "math-a#1.g2", "mon 09:00", room="room-a1"),
        held(index, "math-a#2.g2", "tue 09:00"),
    )
    assert _opposites(_room("math-a#1.g1", "nook"), roster) == (0, 1)
    assert _opposites(_room("math-a#1", "nook"), roster) == (1, 1)
    assert _opposites(_room("math-a#2", "nook"), roster) == (1, 0)


def test_a_workshop_moment_is_no_name_for_staff_and_rooms() -> None:
    index = _school()
    roster = drawn(index, held(index, "choice-a.clay.1", "mon 09:00", block="choice-a#2", room="nook"))
    assert _opposites(_room("choice-a#2", "nook"), roster) == (0, 0)
    assert _opposites(_room("choice-a.clay.1", "nook"), roster) == (0, 1)


def test_a_pupil_is_in_the_group_or_not() -> None:
    index = _school()
    groups = grouped(index, {"math-a.g1": ("p-a1-0",)}, {"math-a.g1": ("p-a1-1",)})
    roster = drawn(index, groups=groups)
    assert _opposites(_pupil("p-a1-0", "math-a.g1"), roster) == (0, 1)
    assert _opposites(_pupil("p-a1-1", "math-a.g1"), roster) == (0, 1)
    assert _opposites(_pupil("p-a1-0", "math-a.g2"), roster) == (1, 0)
    assert _opposites(_pupil("p-a1-0", "math-a.g9"), roster) == (0, 0)
    assert _broken(_pupil("p-a1-0", "math-a.g2", forbid=False), groups=groups) == [
        "Pin: pupil p-a1-0 joins group math-a.g2, but is not in it"
    ]
