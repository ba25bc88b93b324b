from __future__ import annotations

from typing import Any

import pytest

from tests.rules.drawn import drawn, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import BreakDuty, MeetingSession
from vlecht.models.words import parse_clock
from vlecht.rules.staff_break import StaffBreak

RULE = StaffBreak()


def _school(params: dict[str, Any] | None = None, step: int = 15) -> SchoolIndex:
    """A school that is open from eight to three."""
    calendar = tiny_data()["calendar"] | {
        "opening": [{"start": "08:00", "end": "15:00"}],
        "slot_minutes": step,
    }
    policy = {"rules": {"staff_break": {"params": params or {}}}}
    return SchoolIndex(tiny_school(calendar=calendar, policy=policy))


INDEX = _school()


def _works(*spells: str, day: str = "mon") -> tuple[MeetingSession, ...]:
    """t-a1 is at meetings: ``"08:30-12:00"``."""
    found = []
    for spell in spells:
        start, end = map(parse_clock, spell.split("-"))
        found.append(
            MeetingSession(meeting="prep-a", day=day, start=start, minutes=end - start, staff=("t-a1",))
        )
    return tuple(found)


@pytest.mark.parametrize(
    "params",
    [
        {"when_longer_than": 60},
        {"when_longer_than": 100, "minutes": 45, "window_start": 590, "window_end": 725},
        {"when_longer_than": 0, "minutes": 30, "window_start": 480, "window_end": 545},
    ],
)
def test_violations_and_constraints_agree(params: dict[str, Any]) -> None:
    check_parity(RULE, _school(params), rounds=15, seed=2)


def test_a_break_of_two_quarters_around_noon_is_enough() -> None:
    assert judged(RULE, INDEX, drawn(INDEX, meetings=_works("08:30-12:00", "12:30-13:30"))) == []


def test_the_break_must_be_uninterrupted() -> None:
    meetings = _works("08:30-12:00", "12:15-12:45", "13:00-14:00")
    found = judged(RULE, INDEX, drawn(INDEX, meetings=meetings))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            1,
            ("t-a1", "mon"),
            "t-a1 works 300 minutes on mon with a break of 15 minutes between 10:30 and 14:00; 30 are needed",
        )
    ]


def test_a_break_outside_the_window_is_none() -> None:
    meetings = _works("08:00-10:00", "10:30-14:00")
    assert [v.amount for v in judged(RULE, INDEX, drawn(INDEX, meetings=meetings))] == [2]
    meetings = _works("08:00-13:30", "14:00-14:30")
    assert judged(RULE, INDEX, drawn(INDEX, meetings=meetings)) == []
    meetings = _works("08:00-13:45", "14:15-14:45")
    assert [v.amount for v in judged(RULE, INDEX, drawn(INDEX, meetings=meetings))] == [1]


def test_a_day_of_just_four_hours_asks_for_none() -> None:
    assert judged(RULE, INDEX, drawn(INDEX, meetings=_works("10:00-14:00"))) == []
    assert [v.amount for v in judged(RULE, INDEX, drawn(INDEX, meetings=_works("10:00-14:15")))] == [2]


def test_overlapping_work_counts_once_and_days_are_told_apart() -> None:
    double = _works("10:00-14:00", "10:00-14:00", "13:00-14:00")
    assert judged(RULE, INDEX, drawn(INDEX, meetings=double)) == []
    apart = _works("10:30-14:00") + _works("10:30-14:00", day="tue")
    assert judged(RULE, INDEX, drawn(INDEX, meetings=apart)) == []


def test_break_duty_is_work() -> None:
    """A pause of theirs is spent outside with the pupils."""
    index = _school({"window_start": 600, "window_end": 660, "minutes": 15})
    meetings = _works("09:00-10:15", "10:30-13:30")
    assert judged(RULE, index, drawn(index, meetings=meetings)) == []
    duty = BreakDuty(pause="pause", day="mon", staff="t-a1")
    assert [v.amount for v in judged(RULE, index, drawn(index, meetings=meetings, duties=(duty,)))] == [1]


def test_five_minute_slots_measure_to_five_minutes() -> None:
    index = _school(step=5)
    assert judged(RULE, index, drawn(index, meetings=_works("08:30-12:00", "12:20-13:30"))) == []
    found = judged(RULE, index, drawn(index, meetings=_works("08:30-12:00", "12:15-14:00")))
    assert [v.amount for v in found] == [1]
