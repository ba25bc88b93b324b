from __future__ import annotations

from tests.rules.drawn import drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster
from vlecht.models.words import Function
from vlecht.rules.workload_spread import WorkloadSpread

RULE = WorkloadSpread()


def _school(limit: int, params: dict[str, int] | None = None) -> SchoolIndex:
    """t-a1 has so many contact minutes; everybody else 300 times their FTE."""
    staff = tiny_data()["staff"]
    staff[0]["contact_minutes"] = limit
    rules = {"workload_spread": {"params": params}} if params else {}
    return SchoolIndex(tiny_school(staff=staff, policy={"contact_minutes_per_fte": 300, "rules": rules}))


def _with_90_minutes(index: SchoolIndex) -> Roster:
    lead = (Assignment(staff="t-a1", function=Function.LEAD),)
    days = {1: "mon", 2: "tue"}
    return drawn(
        index, *(held(index, f"math-a#{n}.g1", f"{day} 08:45", staff=lead) for n, day in days.items())
    )


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(100))
    check_parity(RULE, _school(100, {"percent": 70}), rounds=10)


def test_up_to_the_share_of_the_limit_is_right() -> None:
    index = _school(95)  # 95% of it is 90 and a quarter
    assert judged(RULE, index, _with_90_minutes(index)) == []


def test_minutes_above_it_count_even_below_the_limit() -> None:
    index = _school(94)  # 95% of it is 89 and a bit
    found = judged(RULE, index, _with_90_minutes(index))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (1, ("t-a1",), "t-a1 has 90 contact minutes, 1 above 95% of the limit (89)")
    ]


def test_the_share_can_be_set() -> None:
    assert judged(RULE, _school(90, {"percent": 100}), _with_90_minutes(_school(90))) == []
    index = _school(100, {"percent": 50})
    assert [v.amount for v in judged(RULE, index, _with_90_minutes(index))] == [40]
