"""Into how many parts events are split."""

from __future__ import annotations

from typing import Any

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.split_events import SplitEvents


def test_durations_and_amount_add_up() -> None:
    drawn = Drawing(9)
    lesson = drawn.event("lesson", duration=5)
    problem = drawn.problem()
    constraint = SplitEvents(
        **common(),
        events=(lesson,),
        minimum_duration=1,
        maximum_duration=2,
        minimum_amount=3,
        maximum_amount=4,
    )
    parts = {
        (2, 2, 1): 0,
        (2, 1, 1, 1): 0,
        (3, 1, 1): 1,
        (1, 1, 1, 1, 1): 1,
        (5,): 3,
        (3, 2): 2,
    }
    for durations, expected in parts.items():
        drawing = solution(problem, *((lesson, None, duration) for duration in durations))
        assert found(problem, constraint, drawing).get("lesson", 0) == expected


def test_parity() -> None:
    problem = crossing()
    limits: dict[str, Any] = {
        "minimum_duration": 1,
        "maximum_duration": 1,
        "minimum_amount": 2,
        "maximum_amount": 2,
    }
    agree(problem, SplitEvents(**common(), events=tuple(range(len(problem.events))), **limits))
    agree(problem, SplitEvents(**common(), events=(0, 1, 6), **(limits | {"maximum_duration": 2})))
