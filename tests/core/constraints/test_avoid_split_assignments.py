"""One resource for a role throughout an event group."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_groups
from vlecht.core.constraints.avoid_split_assignments import AvoidSplitAssignments
from vlecht.core.constraints.base import common
from vlecht.core.problem import Role


def test_different_resources_less_one() -> None:
    drawn = Drawing(6)
    anna, ben, carl = drawn.resource_set("teacher", "anna ben carl")
    first = drawn.event("first", Role("lead", "teacher"), duration=2)
    second = drawn.event("second", Role("lead", "teacher"))
    problem = with_groups(drawn.problem(), both=(first, second))
    constraint = AvoidSplitAssignments(**common(), event_groups=(0,), role="lead")
    same = solution(problem, (first, 0, 2, {0: anna}), (second, None, 1, {0: anna}))
    split = solution(problem, (first, 0, 1, {0: anna}), (first, 2, 1, {0: ben}), (second, 4, 1, {0: carl}))
    assert found(problem, constraint, same) == {}
    assert found(problem, constraint, solution(problem, (first, 0, 2, {0: anna}))) == {}
    assert found(problem, constraint, solution(problem)) == {}
    assert found(problem, constraint, split) == {"both / lead": 2}


def test_parity() -> None:
    problem = busy_week()
    agree(problem, AvoidSplitAssignments(**common(), event_groups=(0, 1, 2), role="teacher"))
    agree(problem, AvoidSplitAssignments(**common(hard=False), event_groups=(0, 2), role="room"))
