"""Problems with days and event groups, for the tests of the XHSTT constraints."""

from __future__ import annotations

from dataclasses import replace

from tests.core.drawing import crossing
from vlecht.core.problem import EventGroup, Problem, TimeGroup


def with_days(problem: Problem, *lengths: int) -> Problem:
    """The problem with consecutive days of these lengths as its time groups."""
    days: list[TimeGroup] = []
    start = 0
    for number, length in enumerate(lengths):
        days.append(TimeGroup(f"day{number}", "", tuple(range(start, start + length)), "Day"))
        start += length
    return replace(problem, time_groups=tuple(days))


def with_groups(problem: Problem, **groups: tuple[int, ...]) -> Problem:
    """The problem with these event groups."""
    return replace(problem, event_groups=tuple(EventGroup(id, "", events) for id, events in groups.items()))


def busy_week() -> Problem:
    """``crossing`` with its two days and a few event groups."""
    return with_groups(with_days(crossing(), 4, 4), lessons=(0, 1, 2), pair=(0, 1), short=(2, 4), lone=(3,))
