"""With how many different others a resource has to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings, met_at
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import excess

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.problem import Problem
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitCompanions(Constraint):
    """Per resource: the amount by which the number of its different companions is outside the limits.

    A companion is a resource of the given type that fills a role in a sub-event which the resource
    attends, in a role or through a group. With ``time_groups`` there is one point per resource and time
    group, and those it meets at its times count; without, sub-events need not even have a time, and
    those it is released from count as well. Unit: companions.
    """

    resources: tuple[int, ...]
    companion_type: str
    minimum: int = 0
    maximum: int | None = None
    time_groups: tuple[tuple[int, ...], ...] | None = None
    kind = "LimitCompanions"

    def _points(self, problem: Problem, resource: int) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        name = problem.resources[resource].id
        if self.time_groups is None:
            yield name, None
            return
        for times in self.time_groups:
            if times:
                yield point((name, problem.times[times[0]].id)), times

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource, or per resource and time group (named after its first time)."""
        companions = frozenset(view.problem.resources_by_type.get(self.companion_type, ()))
        for resource in self.resources:
            met = met_at(view, resource, companions)
            for name, times in self._points(view.problem, resource):
                if times is None:
                    subs = [view.solution.sub_events[position] for position in view.positions_of(resource)]
                    others = {other for sub in subs for other in sub.resources if other != resource}
                    count = len(companions.intersection(others))
                else:
                    count = len(set().union(*(met.get(time, ()) for time in times)))
                over = 0 if self.maximum is None else max(count - self.maximum, 0)
                if amount := over + max(self.minimum - count, 0):
                    yield Deviation(name, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        companions = frozenset(x.problem.resources_by_type.get(self.companion_type, ()))
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            for name, times in self._points(x.problem, resource):
                met: dict[int, list[Literal]] = {}
                for time in (None,) if times is None else times:
                    for companion, literal in meetings.meets(resource, companions, time).items():
                        met.setdefault(companion, []).append(literal)
                count = x.total([x.any_of(literals) for literals in met.values()])
                most = len(companions) if self.maximum is None else self.maximum
                spare = max(len(met) - most, 0)
                over = excess(x, self, count - most, spare)
                short = excess(x, self, self.minimum - count, self.minimum)
                x.charge(self, name, over + short, spare + max(self.minimum, 0))
