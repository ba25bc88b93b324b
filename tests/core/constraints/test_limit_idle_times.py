"""Gaps in the days of resources."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_days
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_idle_times import LimitIdleTimes


def test_gaps_within_each_day() -> None:
    drawn = Drawing(8)
    anna = drawn.resource("anna", "teacher")
    for name in "abc":
        drawn.event(name, anna)
    problem = with_days(drawn.problem(), 4, 4)
    none = LimitIdleTimes(**common(), resources=(anna,), time_groups=(0, 1), minimum=0, maximum=0)
    some = LimitIdleTimes(**common(), resources=(anna,), time_groups=(0, 1), minimum=2, maximum=3)
    for starts, idle in {(0, 1, 2): 0, (0, 4, 7): 2, (0, 2, 3): 1, (3, 4, 5): 0, (0, 3, 4): 2}.items():
        drawing = solution(problem, *enumerate(starts))
        assert found(problem, none, drawing).get("anna", 0) == idle
        assert found(problem, some, drawing).get("anna", 0) == 2 - idle


def test_parity() -> None:
    problem = busy_week()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, LimitIdleTimes(**common(), resources=everyone, time_groups=(0, 1), minimum=0, maximum=0))
    agree(
        problem,
        LimitIdleTimes(**common(hard=False), resources=everyone, time_groups=(0, 1), minimum=1, maximum=2),
    )
