from __future__ import annotations

from tests.rules.drawn import drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.prefers import Prefers

RULE = Prefers()


def _school() -> SchoolIndex:
    """t-a1 prefers Mondays, and Tuesdays from ten."""
    staff = tiny_data()["staff"]
    staff[0]["availability"] = [
        {"days": ["mon"], "level": "prefers"},
        {"days": ["tue"], "start": "10:00", "level": "prefers"},
        {"days": ["mon"], "start": "08:30", "end": "08:45", "level": "rather_not"},
    ]
    return SchoolIndex(tiny_school(staff=staff))


INDEX = _school()


def _led(activity: str, when: str, person: str) -> Session:
    return held(INDEX, activity, when, staff=(Assignment(staff=person, function=Function.LEAD),))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, INDEX)


def test_work_at_preferred_times_is_right() -> None:
    sessions = (_led("math-a#1.g1", "mon 08:30", "t-a1"), _led("math-a#2.g1", "tue 10:00", "t-a1"))
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []


def test_who_prefers_nothing_may_work_at_any_time() -> None:
    assert judged(RULE, INDEX, drawn(INDEX, _led("math-a#1.g1", "wed 08:45", "helper-b"))) == []


def test_slots_outside_count_per_day() -> None:
    sessions = (_led("math-a#1.g1", "tue 09:30", "t-a1"), _led("math-a#2.g1", "wed 08:45", "t-a1"))
    found = judged(RULE, INDEX, drawn(INDEX, *sessions))
    assert [(v.amount, v.sentence) for v in found] == [
        (2, "t-a1 works at tue 09:30-10:00 (math-a#1.g1), outside the times they prefer"),
        (3, "t-a1 works at wed 08:45-09:30 (math-a#2.g1), outside the times they prefer"),
    ]
