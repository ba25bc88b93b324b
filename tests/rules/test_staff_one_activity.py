from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession, Session
from vlecht.models.words import Function
from vlecht.rules.staff_one_activity import StaffOneActivity

RULE = StaffOneActivity()


def _led(activity: str, when: str, *people: str) -> Session:
    staff = tuple(Assignment(staff=person, function=Function.LEAD) for person in people)
    return held(tiny(), activity, when, staff=staff)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_things_after_each_other_are_no_clash() -> None:
    sessions = (_led("math-a#1.g1", "mon 08:45", "t-a1"), _led("math-a#2.g1", "mon 09:30", "t-a1"))
    duty = BreakDuty(pause="pause", day="mon", staff="t-a1")
    assert judged(RULE, tiny(), drawn(tiny(), *sessions, duties=(duty,))) == []


def test_overlapping_slots_are_counted() -> None:
    sessions = (_led("math-a#1.g1", "mon 08:45", "t-a1"), _led("math-b#1.g1", "mon 09:15", "t-a1"))
    found = judged(RULE, tiny(), drawn(tiny(), *sessions))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            1,
            ("t-a1", "math-a#1.g1", "math-b#1.g1"),
            "t-a1 does more than one thing at mon 09:15-09:30 (math-a#1.g1 and math-b#1.g1)",
        )
    ]


def test_three_at_once_are_two_too_many_and_days_are_told_apart() -> None:
    sessions = (
        _led("math-a#1.g1", "mon 08:45", "t-a1", "t-a1"),
        _led("math-b#1.g1", "mon 08:45", "t-a1"),
        _led("math-a#2.g1", "tue 10:00", "t-a1"),
    )
    duty = BreakDuty(pause="pause", day="tue", staff="t-a1")
    found = judged(RULE, tiny(), drawn(tiny(), *sessions, duties=(duty,)))
    assert [(v.amount, v.objects) for v in found] == [
        (6, ("t-a1", "math-a#1.g1", "math-b#1.g1")),
        (1, ("t-a1", "math-a#2.g1", "pause")),
    ]


def test_meetings_count_too() -> None:
    meeting = MeetingSession(meeting="prep-a", day="mon", start=540, minutes=30, staff=("t-a1", "t-a2"))
    roster = drawn(tiny(), _led("math-a#1.g1", "mon 08:45", "t-a1"), meetings=(meeting,))
    assert [(v.amount, v.objects) for v in judged(RULE, tiny(), roster)] == [
        (2, ("t-a1", "math-a#1.g1", "prep-a"))
    ]
