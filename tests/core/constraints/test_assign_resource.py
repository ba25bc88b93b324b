"""Roles are filled."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.base import common
from vlecht.core.problem import Role


def test_empty_roles_count_by_duration_with_or_without_a_time() -> None:
    drawn = Drawing(4)
    anna = drawn.resource("anna", "teacher")
    lesson = drawn.event("lesson", Role("lead", "teacher"), Role("help", "teacher"), duration=3)
    other = drawn.event("other", anna)
    problem = drawn.problem()
    constraint = AssignResource(**common(), events=(lesson, other), role="lead")
    led = solution(problem, (lesson, 0, 3, {0: anna}))
    half = solution(problem, (lesson, 0, 1, {0: anna}), (lesson, 2, 2, {1: anna}))
    assert found(problem, constraint, led) == {}
    assert found(problem, constraint, half) == {"lesson / lead": 2}
    assert found(problem, constraint, solution(problem)) == {"lesson / lead": 3}


def test_parity() -> None:
    problem = crossing()
    events = tuple(range(len(problem.events)))
    agree(problem, AssignResource(**common(), events=events, role="teacher"))
    agree(problem, AssignResource(**common(hard=False, weight=3), events=events, role="helper"))
