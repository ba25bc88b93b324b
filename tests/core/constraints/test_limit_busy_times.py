"""How much resources do on a day."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_days
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_busy_times import LimitBusyTimes


def test_days_without_any_busy_time_are_passed_over() -> None:
    drawn = Drawing(8)
    anna = drawn.resource("anna", "teacher")
    for name in "abc":
        drawn.event(name, anna)
    problem = with_days(drawn.problem(), 4, 4)
    constraint = LimitBusyTimes(**common(), resources=(anna,), time_groups=(0, 1), minimum=2, maximum=2)
    assert found(problem, constraint, solution(problem, (0, 0), (1, 1))) == {}
    assert found(problem, constraint, solution(problem)) == {}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 1), (2, 4))) == {"anna": 1}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 1), (2, 3))) == {"anna": 1}
    # Two at once make one busy time.
    assert found(problem, constraint, solution(problem, (0, 0), (1, 0), (2, 3))) == {}


def test_parity() -> None:
    problem = busy_week()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, LimitBusyTimes(**common(), resources=everyone, time_groups=(0, 1), minimum=2, maximum=3))
    agree(
        problem,
        LimitBusyTimes(**common(hard=False), resources=everyone, time_groups=(0, 1), minimum=3, maximum=2),
    )
