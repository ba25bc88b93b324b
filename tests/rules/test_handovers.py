from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.handovers import Handovers

RULE = Handovers()


def _school() -> SchoolIndex:
    """Home group a1 has three own teachers."""
    groups = tiny_data()["home_groups"]
    groups[0]["teachers"] = [{"staff": "t-a1"}, {"staff": "t-a2"}, {"staff": "helper-a"}]
    return SchoolIndex(tiny_school(home_groups=groups))


def _by(
    index: SchoolIndex, activity: str, when: str, person: str, function: Function = Function.LEAD
) -> Session:
    return held(index, activity, when, staff=(Assignment(staff=person, function=function),))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school())


def test_one_own_teacher_a_day_is_no_handover() -> None:
    index = _school()
    roster = drawn(
        index,
        _by(index, "read-a/a1#1", "mon 08:30", "t-a1"),
        _by(index, "task-a/a1#1", "mon 09:15", "t-a1", Function.SUPERVISE),
        _by(index, "read-a/a1#2", "tue 08:30", "t-a2"),
        _by(index, "gym-a/a1#1", "tue 09:15", "gymnast"),
        _by(index, "math-a#1.g1", "tue 10:30", "t-a1"),
    )
    assert judged(RULE, index, roster) == []


def test_each_further_own_teacher_is_a_handover() -> None:
    index = _school()
    roster = drawn(
        index,
        _by(index, "read-a/a1#1", "mon 08:30", "t-a1"),
        _by(index, "read-a/a1#2", "mon 09:15", "t-a2"),
        _by(index, "task-a/a1#1", "mon 10:30", "helper-a", Function.SUPERVISE),
        _by(index, "walk-a/a1#1", "mon 11:15", "t-a1"),
    )
    found = judged(RULE, index, roster)
    assert [(v.objects, v.amount) for v in found] == [(("a1", "mon"), 2)]
    assert "(t-a1, t-a2, helper-a): 2 handovers" in found[0].sentence


def test_teaching_beside_the_lead_is_no_handover() -> None:
    index = _school()
    roster = drawn(
        index,
        _by(index, "read-a/a1#1", "mon 08:30", "t-a1"),
        _by(index, "read-a/a1#2", "mon 09:15", "t-a2", Function.CO_TEACH),
    )
    assert amounts(RULE, index, roster) == {}
