"""What each decision may be before the model is built: the problem's own limits, narrowed by constraints.

Prefiltering keeps models small: a value that a strict constraint forbids never becomes a variable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem


class Narrowing:
    """The ``Domains`` of a problem (see ``vlecht.core.constraints.base.Domains``)."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._durations = [(1, event.duration) for event in problem.events]
        self._amounts = [(1, event.duration) for event in problem.events]
        self._starts: dict[tuple[int, int | None], frozenset[int]] = {}
        self._candidates: dict[tuple[int, int], frozenset[int]] = {}
        self._blocked: dict[int, set[int]] = {}
        self._links = list(range(len(problem.events)))
        self.timed: set[int] = set()
        """Events whose sub-events must all have a time."""
        self.staffed: set[tuple[int, int]] = set()
        """(event, role) pairs that must be filled in every sub-event."""
        self.exclusive: set[int] = set()
        """Resources that attend at most one sub-event at a time."""

    @property
    def problem(self) -> Problem:
        """The problem whose decisions these are."""
        return self._problem

    def limit_durations(self, event: int, minimum: int, maximum: int) -> None:
        """Keep durations between minimum and maximum."""
        low, high = self._durations[event]
        self._durations[event] = (max(low, minimum), min(high, maximum))

    def limit_amount(self, event: int, minimum: int, maximum: int) -> None:
        """Keep between minimum and maximum sub-events."""
        low, high = self._amounts[event]
        self._amounts[event] = (max(low, minimum), min(high, maximum))

    def limit_starts(self, event: int, duration: int | None, times: frozenset[int]) -> None:
        """Keep these starting times (for one duration or, with None, for all)."""
        key = (event, duration)
        known = self._starts.get(key)
        self._starts[key] = times if known is None else known & times

    def require_time(self, event: int) -> None:
        """Every sub-event gets a time."""
        self.timed.add(event)

    def limit_candidates(self, event: int, role: int, resources: frozenset[int]) -> None:
        """Keep these candidates."""
        key = (event, role)
        known = self._candidates.get(key)
        self._candidates[key] = resources if known is None else known & resources

    def require_resource(self, event: int, role: int) -> None:
        """Every sub-event gets a resource in the role."""
        self.staffed.add((event, role))

    def block(self, resource: int, time: int) -> None:
        """The resource attends nothing at the time."""
        self._blocked.setdefault(resource, set()).add(time)

    def exclude_clashes(self, resource: int) -> None:
        """The resource attends at most one sub-event at a time."""
        self.exclusive.add(resource)

    def link(self, events: Sequence[int]) -> None:
        """The events run at the same times."""
        roots = {self.linked(event) for event in events}
        if roots:
            root = min(roots)
            self._links = [root if known in roots else known for known in self._links]

    def linked(self, event: int) -> int:
        """The representative of the events that run at the same times as this one."""
        return self._links[event]

    def durations(self, event: int, whole: bool = True) -> tuple[int, ...]:
        """Durations that a sub-event may have; ``whole``: no sub-event of it is settled already.

        With n in all, a sub-event of duration d fits when the n-1 others can fill what remains.
        """
        stated = self._problem.events[event]
        if stated.time is not None:
            return (stated.duration,)
        low, high = self._durations[event]
        least, most = self._amounts[event]
        if not whole:
            return tuple(range(low, high + 1))
        return tuple(
            duration
            for duration in range(low, high + 1)
            if any(
                (amount - 1) * low <= stated.duration - duration <= (amount - 1) * high
                for amount in range(least, most + 1)
            )
        )

    def starts(self, event: int, duration: int) -> tuple[int, ...]:
        """Starting times of sub-events of one duration, ascending."""
        stated = self._problem.events[event]
        last = len(self._problem.times) - duration
        known = range(last + 1) if stated.time is None else range(stated.time, stated.time + 1)
        allowed = [self._starts[key] for key in ((event, duration), (event, None)) if key in self._starts]
        blocked: set[int] = set()
        for role in stated.roles:
            if role.preassigned is not None:
                blocked |= self._blocked.get(role.preassigned, set())
        return tuple(
            start
            for start in known
            if start <= last
            and all(start in times for times in allowed)
            and (not blocked or blocked.isdisjoint(range(start, start + duration)))
        )

    def candidates(self, event: int, role: int) -> tuple[int, ...]:
        """Resources that may fill the role."""
        known = self._problem.candidates(event, role)
        limit = self._candidates.get((event, role))
        return known if limit is None else tuple(resource for resource in known if resource in limit)

    def available(self, resource: int, times: range) -> bool:
        """Whether no time of the range is blocked for the resource."""
        blocked = self._blocked.get(resource)
        return blocked is None or blocked.isdisjoint(times)


def narrowed(problem: Problem, strict: Callable[[Constraint], bool]) -> Narrowing:
    """The domains of a problem, narrowed by its strict constraints."""
    found = Narrowing(problem)
    for constraint in problem.constraints:
        if strict(constraint):
            constraint.restrict(found)
    return found
