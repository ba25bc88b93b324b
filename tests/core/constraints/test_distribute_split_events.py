"""How many parts of one duration events have."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.distribute_split_events import DistributeSplitEvents


def test_number_of_parts_of_the_duration() -> None:
    drawn = Drawing(9)
    lesson = drawn.event("lesson", duration=6)
    problem = drawn.problem()
    constraint = DistributeSplitEvents(**common(), events=(lesson,), duration=2, minimum=1, maximum=2)
    for durations, expected in {(2, 1, 3): 0, (2, 2, 1, 1): 0, (2, 2, 2): 1, (3, 3): 1, (1,) * 6: 1}.items():
        drawing = solution(problem, *((lesson, None, duration) for duration in durations))
        assert found(problem, constraint, drawing).get("lesson", 0) == expected


def test_parity() -> None:
    problem = crossing()
    events = tuple(range(len(problem.events)))
    agree(problem, DistributeSplitEvents(**common(), events=events, duration=1, minimum=2, maximum=2))
    agree(
        problem, DistributeSplitEvents(**common(hard=False), events=(0, 1), duration=2, minimum=0, maximum=0)
    )
