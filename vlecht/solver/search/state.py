"""The incumbent of a search, with what it costs where: the ground on which neighbourhoods are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, Solution, SubEvent, View
from vlecht.solver.cpsat.domains import Narrowing, narrowed


@dataclass(frozen=True, slots=True)
class Violation:
    """A point of application that costs something."""

    constraint: Constraint
    deviation: Deviation
    cost: int


class State:
    """A solution of a problem and its evaluation."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.problem = problem
        self.solution = solution
        self.violations: list[Violation] = []
        cost = Cost()
        view = View(problem, solution)
        for constraint in problem.constraints:
            for deviation in constraint.deviations(view):
                value = constraint.weight * constraint.function(deviation.amount)
                if value:
                    self.violations.append(Violation(constraint, deviation, value))
                    cost = cost + (Cost(value, 0) if constraint.hard else Cost(0, value))
        self.cost = cost
        self.view = view

    @cached_property
    def unmet(self) -> frozenset[int]:
        """``id()`` of the hard constraints that the solution does not meet."""
        return frozenset(id(found.constraint) for found in self.violations if found.constraint.hard)

    def strict(self, constraint: Constraint) -> bool:
        """Whether a model around this solution may insist on the constraint: hard, and met."""
        return constraint.hard and id(constraint) not in self.unmet


class Landscape:
    """What of a problem neighbourhoods need, independent of any solution."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._domains: dict[frozenset[int], Narrowing] = {}
        days = [group.times for group in problem.time_groups if group.kind == "Day"]
        self.days: list[tuple[int, ...]] = days or self._stretches()
        """Days, or about five stretches of times where the problem knows none."""
        self.open_roles: list[tuple[int, ...]] = [
            tuple(role for role, stated in enumerate(event.roles) if stated.preassigned is None)
            for event in problem.events
        ]
        self.events_of: list[list[int]] = [[] for _ in problem.resources]
        """Resource -> events it always attends, itself or through a fixed group."""
        for index, event in enumerate(problem.events):
            for role in event.roles:
                if role.preassigned is not None:
                    self.events_of[role.preassigned].append(index)
        for pupil, groups in problem.groups_of_pupil.items():
            for group in groups:
                self.events_of[pupil].extend(self.events_of[group])
        kinds: dict[str, list[int]] = {}
        for index, resource in enumerate(problem.resources):
            if len(self.events_of[index]) > 1:
                kinds.setdefault(resource.type, []).append(index)
        self.kinds: list[list[int]] = [alike for alike in kinds.values() if len(alike) > 1]
        """Resources of a type each (classes, teachers) that always attend some events."""
        self.event_groups: list[tuple[int, ...]] = [
            group.events for group in problem.event_groups if len(group.events) > 1
        ]
        self._named: dict[str, tuple[str, int]] = {}
        for kind, ids in (
            ("group", [group.id for group in problem.event_groups]),
            ("event", [event.id for event in problem.events]),
            ("resource", [resource.id for resource in problem.resources]),
        ):
            self._named.update((id_, (kind, index)) for index, id_ in enumerate(ids))

    def _stretches(self) -> list[tuple[int, ...]]:
        count = len(self.problem.times)
        length = max(1, -(-count // 5))
        return [tuple(range(start, min(count, start + length))) for start in range(0, count, length)]

    def domains(self, state: State) -> Narrowing:
        """The domains under the constraints that the state meets."""
        known = self._domains.get(state.unmet)
        if known is None:
            known = self._domains[state.unmet] = narrowed(self.problem, state.strict)
        return known

    def involved(self, point: str) -> tuple[set[int], set[int]]:
        """(events, resources) that the name of a point of application mentions."""
        events: set[int] = set()
        resources: set[int] = set()
        for word in (point, *point.split(" / ")):
            kind, index = self._named.get(word, ("", -1))
            if kind == "group":
                events.update(self.problem.event_groups[index].events)
            elif kind == "event":
                events.add(index)
            elif kind == "resource":
                resources.add(index)
        return events, resources


def empty_solution(problem: Problem) -> Solution:
    """Every event whole and, unless its time is given, without one; nobody chosen; smallest enrolments."""
    subs = tuple(
        SubEvent(index, event.duration, event.time, tuple(role.preassigned for role in event.roles))
        for index, event in enumerate(problem.events)
    )
    joins = {
        (choice.pupil, group) for choice in problem.choices for group in choice.options[: choice.minimum]
    }
    return Solution(subs, frozenset(joins))
