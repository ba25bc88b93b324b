"""Pins that can no longer be kept: a warning each, with what could be pinned instead; and none that can."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schools import tiny_data
from vlecht.instances import school_json
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.school import RoomPin, StaffPin, StartPin
from vlecht.solver.week.given import plan_of

Data = dict[str, Any]


def _warnings(*pins: Data, change: Any = None) -> dict[str, str]:
    """Place -> sentence of every finding, all of which must be warnings about pins."""
    data = tiny_data() | {"pins": list(pins)}
    if change is not None:
        change(data)
    reading = school_json.examine_data("school.json", data)
    assert reading.school is not None
    assert {(f.code, f.severity) for f in reading.findings} <= {("stale-pin", "warning")}
    return {finding.place: str(finding) for finding in reading.findings}


START = {"what": "start", "block": "math-a#1", "day": "mon"}
STAFF = {"what": "staff", "session": "gym-a/a1#1"}
CASES = (
    (
        {"what": "start", "block": "math-a#1", "day": "mon", "start": "07:00"},
        "start",
        "it could start at 08:30, 08:45",
    ),
    (STAFF | {"staff": "t-a1"}, "staff", "may not lead gym-a/a1#1, by role or qualification"),
    (STAFF | {"staff": "t-a1"}, "staff", "Who may: gymnast; or take the pin away"),
    (STAFF | {"staff": "gymnast", "function": "co_teach"}, "function", "It has lead"),
    ({"what": "room", "session": "gym-a", "room": "room-a1"}, "room", "Rooms that do: gym"),
    ({"what": "pupil", "pupil": "p-b1-0", "group": "math-a.g1"}, "pupil", "Did you mean math-b.g1"),
    ({"what": "group", "group": "math-a.g1", "pupils": ["p-b1-0"]}, "pupils", "take the pupil out"),
)


@pytest.mark.parametrize(("pin", "field", "said"), CASES)
def test_a_pin_that_cannot_be_kept(pin: Data, field: str, said: str) -> None:
    ((place, sentence),) = _warnings(pin).items()
    assert place.startswith(f"pins[0].{field}")
    assert "a pin that cannot be kept" in sentence
    assert said.lower() in sentence.lower()


def test_somebody_who_is_not_there_at_the_pinned_moment() -> None:
    start = {"what": "start", "block": "gym-a/a1#1", "day": "mon", "start": "08:45"}
    who = STAFF | {"staff": "gymnast"}
    assert _warnings(start, who) == {}

    def away(data: Data) -> None:
        person = next(p for p in data["staff"] if p["id"] == "gymnast")
        person["availability"] = [{"days": ["mon"], "start": "08:00", "end": "10:00", "level": "cannot"}]

    ((place, sentence),) = _warnings(start, who, change=away).items()
    assert place.startswith("pins[1].staff")
    assert "cannot be there at mon 08:45" in sentence


def test_what_a_program_held_is_let_go_and_what_a_person_fixed_is_a_mistake() -> None:
    gone = {"what": "room", "session": "math-a#9.g1", "room": "gym"}
    ((_, sentence),) = _warnings(gone | {"automatic": True}).items()
    assert "did you mean" in sentence.lower()
    reading = school_json.examine_data("school.json", tiny_data() | {"pins": [gone]})
    assert reading.school is None
    assert [f.severity for f in reading.findings] == ["error"]


@pytest.mark.parametrize("name", ["kameleon", "p4-87"])
def test_no_alarm_for_what_a_roster_has(name: str) -> None:
    """Everything that a roster has can be pinned: nothing of it is called stale."""
    planted = sample(name)
    plan = plan_of(SchoolIndex(planted.school), planted.roster)
    assert plan is not None
    pins: list[Any] = []
    for session in planted.roster.sessions:
        step = planted.school.calendar.slot_minutes
        offset = plan.activity[session.id].offset * step
        pins.append(StartPin(block=session.block, day=session.day, start=session.start - offset))
        pins += [StaffPin(session=session.id, staff=a.staff, function=a.function) for a in session.staff]
        pins += [RoomPin(session=session.id, room=session.room)] if session.room else []
    school = planted.school.model_copy(update={"pins": tuple(pins)})
    reading = school_json.examine_data("school.json", school.canonical())
    assert [f for f in reading.findings if f.code == "stale-pin"] == []
