from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster
from vlecht.models.words import Function
from vlecht.rules.staff_gaps import StaffGaps

RULE = StaffGaps()


def _school(**params: object) -> SchoolIndex:
    return SchoolIndex(tiny_school(policy={"rules": {"staff_gaps": {"params": params}}}))


def _gym(index: SchoolIndex, person: str, *moments: str) -> Roster:
    """Gymnastics of three quarters of an hour, led by one person at these moments."""
    lead = (Assignment(staff=person, function=Function.LEAD),)
    names = ("gym-a/a1#1", "gym-a/a2#1", "gym-b/b1#1", "gym-b/b2#1")
    return drawn(
        index, *(held(index, name, when, staff=lead) for name, when in zip(names, moments, strict=False))
    )


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(), rounds=15)
    check_parity(RULE, _school(per_day=1, below=2), rounds=15)


def test_a_wait_of_as_long_as_allowed_is_no_breach() -> None:
    index = _school(per_day=4)
    assert judged(RULE, index, _gym(index, "gymnast", "mon 08:30", "mon 10:30")) == []  # 09:15-10:15


def test_one_slot_longer_is_one_slot_too_many() -> None:
    index = _school(per_day=4)
    found = judged(RULE, index, _gym(index, "gymnast", "mon 08:30", "mon 10:45"))
    assert [(v.objects, v.amount) for v in found] == [(("gymnast", "mon"), 1)]
    assert found[0].sentence == "gymnast waits 5 slots on mon, 1 more than 4"


def test_breaks_and_the_time_before_and_after_work_are_no_wait() -> None:
    index = _school(per_day=0)
    assert judged(RULE, index, _gym(index, "gymnast", "mon 09:30", "mon 10:30", "tue 11:15")) == []


def test_all_waits_of_a_day_count_together() -> None:
    index = _school(per_day=1)
    roster = _gym(index, "gymnast", "mon 08:30", "mon 09:30", "mon 10:45")
    assert amounts(RULE, index, roster) == {("gymnast", "mon"): 1}


def test_who_has_a_large_job_may_wait() -> None:
    assert judged(RULE, _school(per_day=0), _gym(_school(), "helper-a", "mon 08:30", "mon 11:15")) == []
