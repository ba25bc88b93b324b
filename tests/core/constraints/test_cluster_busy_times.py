"""On how many days resources are busy."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_days
from vlecht.core.constraints.base import common
from vlecht.core.constraints.cluster_busy_times import ClusterBusyTimes


def test_number_of_busy_days() -> None:
    drawn = Drawing(6)
    anna = drawn.resource("anna", "teacher")
    for name in "abc":
        drawn.event(name, anna)
    problem = with_days(drawn.problem(), 2, 2, 2)
    constraint = ClusterBusyTimes(**common(), resources=(anna,), time_groups=(0, 1, 2), minimum=2, maximum=2)
    assert found(problem, constraint, solution(problem, (0, 0), (1, 1), (2, 3))) == {}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 2), (2, 5))) == {"anna": 1}
    assert found(problem, constraint, solution(problem, (0, 4), (1, 4), (2, 5))) == {"anna": 1}
    assert found(problem, constraint, solution(problem)) == {"anna": 2}


def test_parity() -> None:
    problem = busy_week()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, ClusterBusyTimes(**common(), resources=everyone, time_groups=(0, 1), minimum=1, maximum=1))
    agree(
        problem,
        ClusterBusyTimes(**common(hard=False), resources=everyone, time_groups=(0, 1), minimum=2, maximum=2),
    )
