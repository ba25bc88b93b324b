from __future__ import annotations

from tests.rules.drawn import drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession
from vlecht.models.words import Function
from vlecht.rules.contact_minutes import ContactMinutes

RULE = ContactMinutes()


def _school(minutes: int = 120, task: int = 15) -> SchoolIndex:
    """t-a1 has so many contact minutes, less task minutes; others follow their FTE (300 for a full one)."""
    data = tiny_data()
    data["staff"][0] |= {"contact_minutes": minutes, "task_minutes": task}
    # Twenty minutes from the middle of a slot: minutes are the break's own, not those of its slots.
    data["calendar"]["breaks"] = [{"id": "pause", "start": "10:15", "end": "10:35", "supervisors": 2}]
    policy = {"contact_minutes_per_fte": 300}
    return SchoolIndex(tiny_school(staff=data["staff"], calendar=data["calendar"], policy=policy))


INDEX = _school()
LEAD = (Assignment(staff="t-a1", function=Function.LEAD),)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, INDEX)


def test_sessions_and_break_duties_up_to_the_limit_are_right() -> None:
    sessions = (
        held(INDEX, "math-a#1.g1", "mon 08:45", staff=LEAD),
        held(INDEX, "read-a/a1#1", "mon 09:30", staff=LEAD),
    )
    meeting = MeetingSession(meeting="prep-a", day="mon", start=720, minutes=30, staff=("t-a1",))
    assert judged(RULE, INDEX, drawn(INDEX, *sessions, meetings=(meeting,))) == []
    found = judged(
        RULE, INDEX, drawn(INDEX, *sessions, duties=(BreakDuty(pause="pause", day="mon", staff="t-a1"),))
    )
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (5, ("t-a1",), "t-a1 has 110 contact minutes, 5 above the limit of 105")
    ]


def test_two_seats_in_one_session_count_twice() -> None:
    session = held(INDEX, "lang-a#1.r1.g1", "mon 08:45", minutes=90, staff=LEAD * 2)
    assert [v.amount for v in judged(RULE, INDEX, drawn(INDEX, session))] == [75]


def test_the_limit_follows_fte_and_tasks_when_it_is_not_stated() -> None:
    index = _school()
    assert index.contact_limit("t-a2") == 300
    assert index.contact_limit("gymnast") == 150
    assert index.contact_limit("t-a1") == 105
    assert _school(task=500).contact_limit("t-a1") == 0
