from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession, Session
from vlecht.models.words import Function
from vlecht.rules.availability import StaffAvailability

RULE = StaffAvailability()


def _school() -> SchoolIndex:
    """t-a1 cannot on Mondays from half past nine to a quarter past ten, t-b1 not on Tuesdays at all."""
    staff = tiny_data()["staff"]
    staff[0]["availability"] = [{"days": ["mon"], "start": "09:30", "end": "10:15"}]
    staff[2]["availability"] = [{"days": ["tue"]}, {"days": ["wed"], "level": "rather_not"}]
    return SchoolIndex(tiny_school(staff=staff))


INDEX = _school()


def _led(activity: str, when: str, person: str) -> Session:
    return held(INDEX, activity, when, staff=(Assignment(staff=person, function=Function.LEAD),))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, INDEX)


def test_work_up_to_and_after_it_is_right() -> None:
    sessions = (_led("math-a#1.g1", "mon 08:45", "t-a1"), _led("math-a#2.g1", "mon 10:15", "t-a1"))
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []
    assert judged(RULE, INDEX, drawn(INDEX, _led("math-b#1.g1", "wed 09:00", "t-b1"))) == []


def test_every_slot_in_it_counts_once() -> None:
    sessions = (_led("math-a#1.g1", "mon 09:00", "t-a1"), _led("math-a#2.g1", "mon 09:30", "t-a1"))
    found = judged(RULE, INDEX, drawn(INDEX, *sessions))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            3,
            ("t-a1", "math-a#1.g1", "math-a#2.g1"),
            "t-a1 works at mon 09:30-10:15 (math-a#1.g1 and math-a#2.g1), when they cannot",
        )
    ]


def test_meetings_and_break_duties_are_work() -> None:
    roster = drawn(
        INDEX,
        meetings=(MeetingSession(meeting="stand-up", day="tue", start=495, minutes=15, staff=("t-b1",)),),
        duties=(BreakDuty(pause="pause", day="tue", staff="t-b1"),),
    )
    assert amounts(RULE, INDEX, roster) == {("t-b1", "stand-up", "pause"): 2}
