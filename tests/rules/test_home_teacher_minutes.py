from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.home_teacher_minutes import HomeTeacherMinutes

RULE = HomeTeacherMinutes()


def _school(minutes: int, **by_year: int) -> SchoolIndex:
    """Only home group a1 has own teachers: two."""
    data = tiny_data()
    for group in data["home_groups"]:
        group["teachers"] = []
    data["home_groups"][0]["teachers"] = [{"staff": "t-a1"}, {"staff": "helper-a"}]
    params = {"minutes": minutes, "minutes_by_year": {year[1:]: asked for year, asked in by_year.items()}}
    data["policy"] = {"rules": {"home_teacher_minutes": {"params": params}}}
    return SchoolIndex(tiny_school(**data))


def _by(
    index: SchoolIndex, activity: str, when: str, person: str, function: Function = Function.LEAD
) -> Session:
    return held(index, activity, when, staff=(Assignment(staff=person, function=function),))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny(), rounds=10)
    check_parity(RULE, _school(200), rounds=10)
    check_parity(RULE, _school(200, y3=300), rounds=10)


def test_the_class_and_the_groups_of_its_deliveries_count() -> None:
    index = _school(90)
    roster = drawn(
        index,
        _by(index, "task-a/a1#1", "mon 08:30", "helper-a", Function.SUPERVISE),
        _by(index, "math-a#1.g2", "mon 09:15", "t-a1"),
    )
    assert judged(RULE, index, roster) == []


def test_minutes_too_few() -> None:
    index = _school(100)
    roster = drawn(index, _by(index, "read-a/a1#1", "mon 08:30", "t-a1"))
    found = judged(RULE, index, roster)
    assert [(v.objects, v.amount) for v in found] == [(("a1",), 55)]
    assert found[0].sentence == "Home group a1 has 45 minutes with its own teachers, 55 fewer than 100"


def test_two_own_teachers_at_one_moment_count_once() -> None:
    index = _school(45)
    roster = drawn(
        index,
        _by(index, "lang-a#1.r1.g1", "mon 08:30", "t-a1"),
        _by(index, "lang-a#1.r1.p1", "mon 08:30", "helper-a", Function.SUPERVISE),
        _by(index, "lang-a#1.r2.p1", "mon 08:45", "helper-a", Function.SUPERVISE),
    )
    assert amounts(RULE, index, roster) == {("a1",): 15}


def test_workshops_support_co_teaching_and_other_classes_do_not_count() -> None:
    index = _school(45)
    roster = drawn(
        index,
        _by(index, "choice-a.clay.1", "mon 08:30", "t-a1"),
        _by(index, "rt.g1#1", "mon 09:00", "t-a1", Function.SUPPORT),
        _by(index, "read-a/a1#1", "tue 08:30", "t-a1", Function.CO_TEACH),
        _by(index, "read-a/a2#1", "tue 09:15", "t-a1"),
        _by(index, "read-a/a1#2", "wed 08:30", "t-b1"),
    )
    assert amounts(RULE, index, roster) == {("a1",): 45}


def test_minutes_are_asked_for_every_week_of_a_cycle() -> None:
    data = tiny_data()
    data["calendar"]["weeks"] = ["A", "B"]
    index = SchoolIndex(tiny_school(**data))
    roster = drawn(index, _by(index, "read-a/a1#1", "A-mon 08:30", "t-a1"))
    assert amounts(RULE, index, roster)["a1",] == 2 * 600 - 45


def test_a_year_may_ask_for_more_or_less() -> None:
    roster = drawn(tiny(), _by(tiny(), "read-a/a1#1", "mon 08:30", "t-a1"))
    assert amounts(RULE, _school(600, y3=60), roster) == {("a1",): 15}
    assert amounts(RULE, _school(600, y4=60), roster) == {("a1",): 555}
