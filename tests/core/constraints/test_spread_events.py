"""So many starts in each time group."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_days, with_groups
from vlecht.core.constraints.base import CostFunction, common
from vlecht.core.constraints.spread_events import SpreadEvents


def test_every_start_counts() -> None:
    drawn = Drawing(6)
    first, second = drawn.event("first", duration=2), drawn.event("second")
    problem = with_groups(with_days(drawn.problem(), 3, 3), both=(first, second))
    constraint = SpreadEvents(**common(), event_groups=(0,), spans=((0, 1, 1), (1, 0, 1)))
    assert found(problem, constraint, solution(problem, (first, 0), (second, 3))) == {}
    assert found(problem, constraint, solution(problem, (first, 2), (second, 3))) == {}
    # Two sub-events side by side are two starts.
    assert found(problem, constraint, solution(problem, (first, 0, 1), (first, 1, 1))) == {"both": 1}
    crowded = solution(problem, (first, 3, 1), (first, 5, 1), (second, 4))
    assert found(problem, constraint, crowded) == {"both": 3}


def test_parity() -> None:
    problem = busy_week()
    agree(problem, SpreadEvents(**common(), event_groups=(0, 1, 2), spans=((0, 1, 1), (1, 0, 1))))
    quadratic = common(hard=False, function=CostFunction.QUADRATIC)
    agree(problem, SpreadEvents(**quadratic, event_groups=(0, 1), spans=((0, 3, 9), (1, 0, 0))))
