"""How much resources do in all."""

from __future__ import annotations

from dataclasses import replace

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_workload import LimitWorkload
from vlecht.core.problem import Role


def test_shares_are_added_and_the_excess_rounded_up() -> None:
    drawn = Drawing(8)
    anna, ben = drawn.resource_set("teacher", "anna ben")
    lesson = drawn.event("lesson", Role("lead", "teacher", workload=5), duration=4)
    drawn.event("other", anna)
    problem = drawn.problem()
    constraint = LimitWorkload(**common(), resources=(anna,), minimum=2, maximum=3)
    # 1 for the other event and 5/4 for every time of the lesson.
    for times, expected in {0: 1, 1: 0, 2: 1, 3: 2, 4: 3}.items():
        places = [(lesson, None, 1, {0: anna if time < times else ben}) for time in range(4)]
        assert found(problem, constraint, solution(problem, *places)).get("anna", 0) == expected


def test_parity() -> None:
    problem = crossing()
    events = tuple(
        replace(
            event,
            workload=7,
            roles=tuple(replace(role, workload=k + 3) for k, role in enumerate(event.roles)),
        )
        for event in problem.events
    )
    problem = replace(problem, events=events)
    everyone = tuple(range(len(problem.resources)))
    agree(problem, LimitWorkload(**common(), resources=everyone, minimum=5, maximum=9))
    agree(problem, LimitWorkload(**common(hard=False), resources=everyone, minimum=0, maximum=6))
