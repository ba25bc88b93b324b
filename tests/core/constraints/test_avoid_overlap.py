"""Events that should not run together."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.avoid_overlap import AvoidOverlap, Overlap
from vlecht.core.constraints.base import common


def test_times_at_which_both_run() -> None:
    drawn = Drawing(5)
    for name, duration in (("a", 2), ("b", 2), ("c", 3)):
        drawn.event(name, duration=duration)
    problem = drawn.problem()
    noise = AvoidOverlap(**common(), pairs=(Overlap("noise", (0, 1), (2,)),))
    assert found(problem, noise, solution(problem, (0, 0), (1, 0), (2, 2))) == {}
    assert found(problem, noise, solution(problem, (0, 0), (1, 0), (2, 1))) == {"noise": 1}
    # Both a and b against c at time 1 is one time, not two.
    assert found(problem, noise, solution(problem, (0, 0), (1, 1), (2, 1))) == {"noise": 2}
    assert found(problem, noise, solution(problem, (0, 0), (1, 0))) == {}


def test_parity() -> None:
    problem = crossing()
    pairs = (
        Overlap("first", (0, 1), (2, 3, 6)),
        Overlap("second", (5,), (0, 1, 2)),
        Overlap("self", (0,), (0,)),
    )
    agree(problem, AvoidOverlap(**common(), pairs=pairs))
    agree(problem, AvoidOverlap(**common(), pairs=pairs[:1]))
