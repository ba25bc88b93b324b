from __future__ import annotations

import pytest

from tests.rules.drawn import amounts, drawn, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import MeetingSession
from vlecht.models.words import parse_clock
from vlecht.rules.meetings_held import MeetingsHeld

RULE = MeetingsHeld()
TEAM = ("t-a1", "t-a2", "helper-a")


def _school(**changes: object) -> SchoolIndex:
    """Only cluster a's preparation: half an hour, once a week, between 12:00 and 13:00."""
    meeting = tiny_data()["meetings"][0] | changes
    return SchoolIndex(tiny_school(meetings=[meeting]))


def _held(when: str, staff: tuple[str, ...] = TEAM) -> MeetingSession:
    day, clock = when.split()
    return MeetingSession(meeting="prep-a", day=day, start=parse_clock(clock), minutes=30, staff=staff)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, SchoolIndex(tiny_school()), rounds=15)
    calendar = tiny_data()["calendar"] | {"weeks": ["A", "B"]}
    check_parity(RULE, SchoolIndex(tiny_school(calendar=calendar)), rounds=15)


def test_held_once_within_the_window_with_everybody() -> None:
    index = _school()
    assert judged(RULE, index, drawn(index, meetings=(_held("mon 12:30"),))) == []


def test_not_held_often_enough() -> None:
    index = _school(per_week=3)
    found = judged(RULE, index, drawn(index, meetings=(_held("mon 12:30"),)))
    assert [(v.objects, v.amount) for v in found] == [(("prep-a",), 2)]
    assert found[0].sentence == "Meeting prep-a is held 1 of its 3 times"


def test_one_slot_outside_the_window_is_one_meeting_misplaced() -> None:
    index = _school(windows=[{"start": "12:00", "end": "12:45"}])
    assert judged(RULE, index, drawn(index, meetings=(_held("mon 12:15"),))) == []
    found = judged(RULE, index, drawn(index, meetings=(_held("mon 12:30"),)))
    assert [v.amount for v in found] == [1]
    assert found[0].sentence == "Meeting prep-a at mon 12:30 is not within its windows"


def test_meetings_are_on_different_days() -> None:
    index = _school(per_week=2)
    twice = (_held("mon 12:00"), _held("mon 12:30"))
    assert amounts(RULE, index, drawn(index, meetings=twice)) == {("prep-a", "mon"): 1}
    apart = (_held("mon 12:00"), _held("tue 12:00"))
    assert judged(RULE, index, drawn(index, meetings=apart)) == []


def test_all_members_come() -> None:
    index = _school()
    found = judged(RULE, index, drawn(index, meetings=(_held("mon 12:00", ("t-a1",)),)))
    assert [v.amount for v in found] == [2]
    assert found[0].sentence == "t-a2, helper-a missing at meeting prep-a on mon"


def test_those_at_work_come() -> None:
    index = _school(attendance="working")
    meetings = (_held("mon 12:00", ("t-a1",)),)
    workdays = {"t-a1": ("mon",), "t-a2": ("mon", "tue"), "helper-a": ("tue",)}
    found = amounts(RULE, index, drawn(index, meetings=meetings, workdays=workdays))
    assert found == {("prep-a", "mon", "t-a2"): 1}


def test_every_week_of_a_cycle_has_its_own() -> None:
    calendar = tiny_data()["calendar"] | {"weeks": ["A", "B"]}
    index = SchoolIndex(tiny_school(meetings=tiny_data()["meetings"][:1], calendar=calendar))
    both_in_a = (_held("A-mon 12:00"), _held("A-tue 12:00"))
    assert amounts(RULE, index, drawn(index, meetings=both_in_a)) == {("prep-a", "B"): 1}
    each = (_held("A-mon 12:00"), _held("B-mon 12:00"))
    assert judged(RULE, index, drawn(index, meetings=each)) == []


@pytest.mark.parametrize("attendance", ["all", "working"])
def test_who_is_absent_for_once_is_excused(attendance: str) -> None:
    data = tiny_data()
    person = next(p for p in data["staff"] if p["id"] == "t-a1")
    person["availability"] = [{"days": ["mon"], "start": "12:15", "end": "12:45", "level": "absent"}]
    meeting = data["meetings"][0] | {"attendance": attendance}
    index = SchoolIndex(tiny_school(staff=data["staff"], meetings=[meeting]))
    days = dict.fromkeys(TEAM, ("mon", "tue"))
    others = TEAM[1:]
    assert judged(RULE, index, drawn(index, meetings=(_held("mon 12:30", others),), workdays=days)) == []
    found = judged(RULE, index, drawn(index, meetings=(_held("tue 12:30", others),), workdays=days))
    assert [v.objects for v in found] == [("prep-a", "tue", "t-a1")]
    check_parity(RULE, index, rounds=10)
