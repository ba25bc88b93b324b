"""A timetable for a :class:`~vlecht.core.problem.Problem`, and the view of it that constraints read.

A solution says how events are split into sub-events, when each starts and which resource fills each
role; which groups each pupil joins; and which releases are used. :class:`View` answers the questions
that constraints ask (who is busy when, with what), computed once per solution, in plain Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vlecht.core.problem import Problem


@dataclass(frozen=True, slots=True)
class SubEvent:
    """A part of an event that runs without interruption (XHSTT: solution event).

    ``start`` is a time index or ``None`` (not placed). ``resources`` has one entry per role of the
    event: a resource index, or ``None`` where nobody is assigned; preassigned roles hold their resource.
    """

    event: int
    duration: int
    start: int | None
    resources: tuple[int | None, ...]

    @property
    def times(self) -> range:
        """The times it covers (empty when not placed)."""
        return range(0) if self.start is None else range(self.start, self.start + self.duration)


@dataclass(frozen=True)
class Solution:
    """Decisions: sub-events, joined (pupil, group) pairs, and used (pupil, event) releases."""

    sub_events: tuple[SubEvent, ...]
    joins: frozenset[tuple[int, int]] = frozenset()
    releases: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Cost:
    """(infeasibility, objective), compared lexicographically as in XHSTT."""

    infeasibility: int = 0
    objective: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.infeasibility + other.infeasibility, self.objective + other.objective)

    def __lt__(self, other: Cost) -> bool:
        return (self.infeasibility, self.objective) < (other.infeasibility, other.objective)

    def __le__(self, other: Cost) -> bool:
        return (self.infeasibility, self.objective) <= (other.infeasibility, other.objective)


class View:
    """What constraints ask of a solution. Cheap to make; every answer is computed on first use and kept."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem = problem
        self.solution = solution

    @cached_property
    def by_event(self) -> tuple[tuple[int, ...], ...]:
        """Event -> positions in ``solution.sub_events``."""
        found: list[list[int]] = [[] for _ in self.problem.events]
        for position, sub in enumerate(self.solution.sub_events):
            found[sub.event].append(position)
        return tuple(tuple(positions) for positions in found)

    def subs(self, event: int) -> tuple[SubEvent, ...]:
        """The sub-events of an event."""
        return tuple(self.solution.sub_events[position] for position in self.by_event[event])

    @cached_property
    def attended(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """Resource -> (sub-event position, role) pairs it fills directly."""
        found: dict[int, list[tuple[int, int]]] = {}
        for position, sub in enumerate(self.solution.sub_events):
            for role, resource in enumerate(sub.resources):
                if resource is not None:
                    found.setdefault(resource, []).append((position, role))
        return {resource: tuple(pairs) for resource, pairs in found.items()}

    @cached_property
    def joined(self) -> dict[int, tuple[int, ...]]:
        """Pupil -> all groups attended with: fixed membership first, then joined groups, each once."""
        found = {pupil: list(groups) for pupil, groups in self.problem.groups_of_pupil.items()}
        for pupil, group in sorted(self.solution.joins):
            groups = found.setdefault(pupil, [])
            if group not in groups:
                groups.append(group)
        return {pupil: tuple(groups) for pupil, groups in found.items()}

    @cached_property
    def enrolled(self) -> dict[int, tuple[int, ...]]:
        """Group -> its pupils, ascending (``joined`` turned round)."""
        found: dict[int, list[int]] = {}
        for pupil, groups in self.joined.items():
            for group in groups:
                found.setdefault(group, []).append(pupil)
        return {group: tuple(sorted(pupils)) for group, pupils in found.items()}

    def positions_of(self, resource: int) -> tuple[int, ...]:
        """Sub-event positions a resource attends: in a role, or through its groups (released or not).

        A position occurs twice when the resource fills two roles of the sub-event (it then clashes
        with itself, as XHSTT says).
        """
        found = [position for position, _ in self.attended.get(resource, ())]
        for group in self.joined.get(resource, ()):
            found.extend(position for position, _ in self.attended.get(group, ()))
        return tuple(found)

    def load(self, resource: int) -> tuple[int, ...]:
        """Time -> number of sub-events the resource attends then.

        An event the resource is released from counts only at times when nothing else claims it: a
        released pupil leaves for another activity and comes back to the group afterwards.
        """
        known = self._loads.get(resource)
        if known is None:
            counts = [0] * len(self.problem.times)
            fallback = [False] * len(self.problem.times)
            for position in self.positions_of(resource):
                sub = self.solution.sub_events[position]
                free = (resource, sub.event) in self.solution.releases
                for time in sub.times:
                    if time < len(counts):
                        if free:
                            fallback[time] = True
                        else:
                            counts[time] += 1
            known = tuple(count or int(back) for count, back in zip(counts, fallback, strict=True))
            self._loads[resource] = known
        return known

    @cached_property
    def _loads(self) -> dict[int, tuple[int, ...]]:
        return {}

    def busy(self, resource: int, time: int) -> bool:
        """Whether the resource attends anything at the time."""
        return self.load(resource)[time] > 0

    def runs(self, event: int, time: int) -> bool:
        """Whether some sub-event of the event covers the time."""
        return any(time in sub.times for sub in self.subs(event))

    def attendees(self, position: int) -> tuple[int, ...]:
        """The pupils enrolled in a group that the sub-event holds, each once, ascending.

        A released pupil keeps the seat: capacities hold whether or not the pupil is out at the moment.
        """
        sub = self.solution.sub_events[position]
        found: set[int] = set()
        for resource in sub.resources:
            if resource is not None:
                found.update(self.enrolled.get(resource, ()))
        return tuple(sorted(found))


def evaluate(problem: Problem, solution: Solution) -> Cost:
    """Total (infeasibility, objective) of a solution under all of the problem's constraints."""
    view = View(problem, solution)
    return sum_costs(constraint.cost(view) for constraint in problem.constraints)


def sum_costs(costs: Iterable[Cost]) -> Cost:
    """The sum of several costs."""
    total = Cost()
    for cost in costs:
        total = total + cost
    return total
