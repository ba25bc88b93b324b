"""Pools of interchangeable things."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_pool import LimitPool


def test_units_beyond_the_pool() -> None:
    drawn = Drawing(3)
    for name in "abc":
        drawn.event(name, duration=2)
    problem = drawn.problem()
    demands = ((0, 10), (1, 5), (2, 8))
    together = solution(problem, (0, 0), (1, 0), (2, 1))

    def over(maximum: int) -> dict[str, int]:
        pool = LimitPool(**common(), pool="laptops", demands=demands, maximum=maximum)
        return found(problem, pool, together)

    # In use: 15, 23, 8.
    assert over(23) == {}
    assert over(22) == {"laptops": 1}
    assert over(14) == {"laptops": 1 + 9}
    assert over(7) == {"laptops": 8 + 16 + 1}


def test_parity() -> None:
    problem = crossing()
    demands = ((0, 4), (1, 3), (3, 2), (5, 1), (6, 2))
    agree(problem, LimitPool(**common(), pool="laptops", demands=demands, maximum=4))
    agree(problem, LimitPool(**common(), pool="laptops", demands=demands, maximum=40))
