"""When events may start."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.prefer_times import PreferTimes


def test_only_starts_count_and_only_of_the_duration() -> None:
    drawn = Drawing(6)
    lesson = drawn.event("lesson", duration=3)
    problem = drawn.problem()
    early = PreferTimes(**common(), events=(lesson,), times=(0, 1))
    assert found(problem, early, solution(problem, (lesson, 1))) == {}
    assert found(problem, early, solution(problem, (lesson, 2))) == {"lesson": 3}
    assert found(problem, early, solution(problem)) == {}
    doubles = PreferTimes(**common(), events=(lesson,), times=(0, 2), duration=2)
    assert found(problem, doubles, solution(problem, (lesson, 2, 2), (lesson, 5, 1))) == {}
    assert found(problem, doubles, solution(problem, (lesson, 3, 2), (lesson, 1, 1))) == {"lesson": 2}


def test_parity() -> None:
    problem = crossing()
    events = tuple(range(len(problem.events)))
    agree(problem, PreferTimes(**common(), events=events, times=(0, 1, 4, 5)))
    agree(problem, PreferTimes(**common(hard=False), events=events, times=(0, 4), duration=2))
