"""Load of a resource."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_load import LimitLoad


def test_sum_beyond_maximum() -> None:
    drawn = Drawing(3)
    hall = drawn.resource("hall", "room")
    for name in "abc":
        drawn.event(name, hall, duration=2)
    problem = drawn.problem()
    pile = solution(problem, (0, 0), (1, 0), (2, 0))
    spread = solution(problem, (0, 0), (1, 0), (2, 1))
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=3), pile) == {}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=2), pile) == {"hall": 2}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=2), spread) == {"hall": 1}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=1), spread) == {"hall": 3}


def test_parity() -> None:
    problem = crossing()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, LimitLoad(**common(), resources=everyone, maximum=1))
    agree(problem, LimitLoad(**common(hard=False), resources=everyone, maximum=0))
