"""Not alone."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.require_company import RequireCompany
from vlecht.core.problem import Role


def test_times_alone() -> None:
    drawn = Drawing(4)
    trainee, senior = drawn.resource_set("teacher", "trainee senior")
    watched = drawn.event("lesson", Role("lead", "teacher"), duration=2)
    drawn.event("other", Role("lead", "teacher"), duration=2)
    problem = drawn.problem()
    rule = RequireCompany(**common(), watched=((watched, 0, trainee),), company=((1, 0, senior),))
    name = "lesson / lead / trainee"

    def alone(lesson: int, other: int, lead: int, guard: int) -> dict[str, int]:
        drawn = solution(problem, (0, lesson, 2, {0: lead}), (1, other, 2, {0: guard}))
        return found(problem, rule, drawn)

    assert alone(0, 0, trainee, senior) == {}
    assert alone(0, 1, trainee, senior) == {name: 1}
    assert alone(0, 2, trainee, senior) == {name: 2}
    assert alone(0, 0, trainee, trainee) == {name: 2}
    assert alone(0, 2, senior, senior) == {}


def test_parity() -> None:
    problem = crossing()
    watched = ((0, 1, 2), (2, 1, 0), (1, 1, 0), (4, 1, 1))
    company = ((0, 3, 1), (1, 1, 0), (3, 2, 1), (5, 2, 2))
    agree(problem, RequireCompany(**common(), watched=watched, company=company))
    agree(problem, RequireCompany(**common(), watched=watched[:2], company=()))
