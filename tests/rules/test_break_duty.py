from __future__ import annotations

from tests.rules.drawn import amounts, drawn, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import BreakDuty
from vlecht.rules import break_duty

RULE = break_duty.BreakDuty()


def _school(supervisors: int, days: tuple[str, ...] = ()) -> SchoolIndex:
    calendar = tiny_data()["calendar"]
    calendar["breaks"][0] |= {"supervisors": supervisors, "days": days}
    return SchoolIndex(tiny_school(calendar=calendar))


def _duties(*taken: tuple[str, str]) -> tuple[BreakDuty, ...]:
    return tuple(BreakDuty(pause="pause", day=day, staff=person) for day, person in taken)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(1), rounds=10)
    check_parity(RULE, _school(3), rounds=10)


def test_as_many_supervisors_as_asked_is_enough() -> None:
    index = _school(2, ("mon", "wed"))
    duties = _duties(("mon", "t-a1"), ("mon", "t-a2"), ("wed", "t-a1"), ("wed", "helper-b"))
    assert judged(RULE, index, drawn(index, duties=duties)) == []


def test_what_is_missing_counts_per_day() -> None:
    index = _school(2)
    found = judged(
        RULE, index, drawn(index, duties=_duties(("mon", "t-a1"), ("mon", "t-a2"), ("tue", "t-b1")))
    )
    assert [(v.objects, v.amount) for v in found] == [(("pause", "tue"), 1), (("pause", "wed"), 2)]
    assert found[0].sentence == "Break pause on tue has 1 of its 2 supervisors"


def test_more_than_asked_is_no_breach_and_does_not_help_another_day() -> None:
    index = _school(1, ("mon", "tue"))
    duties = _duties(("mon", "t-a1"), ("mon", "t-a2"))
    assert amounts(RULE, index, drawn(index, duties=duties)) == {("pause", "tue"): 1}
