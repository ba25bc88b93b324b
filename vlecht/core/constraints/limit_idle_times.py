"""XHSTT's LimitIdleTimesConstraint: gaps in the days of resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitIdleTimes(Constraint):
    """Per resource: how far its number of idle times, over all time groups, is outside the limits.

    A time is idle in a time group when the resource is not busy then, but is both earlier and later in
    the group. Unit: times.
    """

    resources: tuple[int, ...]
    time_groups: tuple[int, ...]
    minimum: int
    maximum: int
    kind = "LimitIdleTimesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        groups = [view.problem.time_groups[group].times for group in self.time_groups]
        for resource in self.resources:
            load = view.load(resource)
            idle = 0
            for times in groups:
                busy = [place for place, time in enumerate(times) if load[time]]
                if busy:
                    idle += busy[-1] - busy[0] + 1 - len(busy)
            if amount := max(0, self.minimum - idle, idle - self.maximum):
                yield Deviation(view.problem.resources[resource].id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        groups = [x.problem.time_groups[group].times for group in self.time_groups]
        upper = sum(max(0, len(times) - 2) for times in groups)
        for resource in self.resources:
            if x.can_change_resource(resource):
                idle: Expression = 0
                for times in groups:
                    idle = idle + self._idle(x, [x.busy(resource, time) for time in times])
                limits = (self.minimum, self.maximum)
                x.charge_outside(self, x.problem.resources[resource].id, idle, limits, upper)

    @staticmethod
    def _idle(x: Variables, busy: list[Literal]) -> Expression:
        """The number of idle times, by chains of "busy so far" and "busy from here on".

        A time within the stretch from first to last has both, one outside it has one; when nothing is
        busy there is neither. Chains beat stretches and patterns on the published Brazilian instances.
        """
        so_far: list[Literal] = []
        from_here: list[Literal] = []
        for chain, ordered in ((so_far, busy), (from_here, busy[::-1])):
            for literal in ordered:
                chain.append(x.any_of([chain[-1], literal]) if chain else literal)
        if not busy:
            return 0
        return x.weighted(
            [(1, literal) for literal in so_far + from_here]
            + [(-1, literal) for literal in busy]
            + [(-len(busy), so_far[-1])]
        )
