"""One event after another."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.order_events import OrderEvents


def test_time_between_last_end_and_first_start() -> None:
    drawn = Drawing(9)
    first, second = drawn.event("first", duration=2), drawn.event("second", duration=2)
    problem = drawn.problem()
    constraint = OrderEvents(**common(), pairs=((first, second, 1, 3),))
    for starts, expected in {(0, 3): 0, (0, 5): 0, (0, 2): 1, (0, 6): 1, (0, 1): 2, (4, 0): 7}.items():
        drawing = solution(problem, (first, starts[0]), (second, starts[1]))
        assert found(problem, constraint, drawing).get("first / second", 0) == expected
    parts = solution(problem, (first, 0, 1), (first, 5, 1), (second, 8, 1), (second, 7, 1))
    assert found(problem, constraint, parts) == {}
    assert found(problem, constraint, solution(problem, (first, 0))) == {}


def test_parity() -> None:
    problem = crossing()
    agree(problem, OrderEvents(**common(), pairs=((0, 1, 0, 2), (2, 6, 1, 1), (5, 4, 0, 8))))
    agree(problem, OrderEvents(**common(hard=False), pairs=((1, 0, 3, 9), (3, 4, -1, 0))), 20)
