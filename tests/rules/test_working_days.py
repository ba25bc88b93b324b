from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty
from vlecht.models.words import Function
from vlecht.rules.working_days import WorkingDays

RULE = WorkingDays()


def _two_weeks() -> SchoolIndex:
    """Weeks A and B; helper-b is agreed to be at school on one day a week."""
    data = tiny_data()
    data["calendar"]["weeks"] = ["A", "B"]
    next(p for p in data["staff"] if p["id"] == "helper-b")["max_days"] = 1
    return SchoolIndex(tiny_school(calendar=data["calendar"], staff=data["staff"]))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _two_weeks(), rounds=6)


def test_as_many_days_as_agreed_are_right_and_one_more_counts() -> None:
    assert amounts(RULE, tiny(), drawn(tiny(), workdays={"carer": ("mon", "wed")})) == {}
    found = judged(RULE, tiny(), drawn(tiny(), workdays={"carer": ("mon", "tue", "wed")}))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (1, ("carer",), "carer is at school on 3 days (mon, tue and wed), 2 agreed")
    ]


def test_what_is_agreed_holds_for_the_whole_cycle() -> None:
    index = _two_weeks()
    two = drawn(index, workdays={"helper-b": ("A-mon", "A-tue")})
    assert amounts(RULE, index, two) == {}
    four = drawn(index, workdays={"helper-b": ("A-mon", "A-tue", "B-wed", "B-tue")})
    assert amounts(RULE, index, four) == {("helper-b",): 2}


def test_a_day_with_work_that_is_not_theirs_counts_once() -> None:
    index = tiny()
    lead = (Assignment(staff="t-a1", function=Function.LEAD),)
    sessions = (
        held(index, "math-a#1.g1", "mon 08:45", staff=lead),
        held(index, "math-a#2.g1", "tue 08:45", staff=lead),
        held(index, "math-a#3.g1", "tue 09:30", staff=lead),
    )
    duty = BreakDuty(pause="pause", day="wed", staff="t-a2")
    roster = drawn(index, *sessions, duties=(duty,), workdays={"t-a1": ("mon",)})
    found = judged(RULE, index, roster)
    assert [(v.amount, v.sentence) for v in found] == [
        (
            1,
            "t-a1 works at tue 08:45-10:15 (math-a#2.g1 and math-a#3.g1), but is not at school on tue",
        ),
        (1, "t-a2 works at wed 10:15-10:30 (pause), but is not at school on wed"),
    ]
