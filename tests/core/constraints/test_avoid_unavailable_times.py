"""Times at which resources must not be busy."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import common


def test_busy_times_count_once() -> None:
    drawn = Drawing(5)
    anna = drawn.resource("anna", "teacher")
    for name in "ab":
        drawn.event(name, anna, duration=2)
    problem = drawn.problem()
    constraint = AvoidUnavailableTimes(**common(), resources=(anna,), times=(0, 1, 4))
    assert found(problem, constraint, solution(problem, (0, 2))) == {}
    assert found(problem, constraint, solution(problem, (0, 1), (1, 3))) == {"anna": 2}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 0))) == {"anna": 2}


def test_parity() -> None:
    problem = crossing()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, AvoidUnavailableTimes(**common(), resources=everyone, times=(1, 5)))
    agree(problem, AvoidUnavailableTimes(**common(hard=False), resources=everyone, times=(0, 4, 7)))
