"""Who may fill a role."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.core.problem import Role


def test_others_count_by_duration_and_nobody_is_fine() -> None:
    drawn = Drawing(4)
    anna, ben, carl = drawn.resource_set("teacher", "anna ben carl")
    lesson = drawn.event("lesson", Role("lead", "teacher"), duration=3)
    problem = drawn.problem()
    constraint = PreferResources(**common(), events=(lesson,), role="lead", resources=(anna, ben))
    assert (
        found(problem, constraint, solution(problem, (lesson, 0, 1, {0: anna}), (lesson, 2, 2, {0: ben})))
        == {}
    )
    assert found(problem, constraint, solution(problem, (lesson, 0))) == {}
    mixed = solution(problem, (lesson, 0, 1, {0: anna}), (lesson, None, 2, {0: carl}))
    assert found(problem, constraint, mixed) == {"lesson / lead": 2}


def test_parity() -> None:
    problem = crossing()
    events = tuple(range(len(problem.events)))
    agree(problem, PreferResources(**common(), events=events, role="teacher", resources=(1,)))
    agree(problem, PreferResources(**common(hard=False), events=events, role="room", resources=(3, 5)))
