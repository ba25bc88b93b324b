"""Events have a time."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.base import CostFunction, common


def test_only_what_has_no_time_counts() -> None:
    drawn = Drawing(4)
    whole, split = drawn.event("whole", duration=2), drawn.event("split", duration=3)
    problem = drawn.problem()
    constraint = AssignTime(**common(), events=(whole, split))
    assert found(problem, constraint, solution(problem, (whole, 0), (split, 0))) == {}
    assert found(problem, constraint, solution(problem, (whole, 0), (split, 0, 1), (split, None, 2))) == {
        "split": 2
    }
    assert found(problem, constraint, solution(problem)) == {"whole": 2, "split": 3}


def test_parity() -> None:
    problem = crossing()
    events = tuple(range(len(problem.events)))
    agree(problem, AssignTime(**common(function=CostFunction.QUADRATIC), events=events))
