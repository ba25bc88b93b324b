"""How many sub-events a resource may attend at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import excess, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitLoad(Constraint):
    """Per resource: over all times, the sum of the sub-events attended beyond ``maximum`` at that time.

    ``maximum=1`` is XHSTT's AvoidClashes; a hall that holds three groups at once has ``maximum=3``.
    Unit: sub-event times.
    """

    resources: tuple[int, ...]
    maximum: int
    kind = "LimitLoad"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        for resource in self.resources:
            if over := sum(max(load - self.maximum, 0) for load in view.load(resource)):
                yield Deviation(view.problem.resources[resource].id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        # No bound on the load is known here, so one is taken that no timetable can pass: every event
        # at once, split into single times and in every role, directly and through every group.
        problem = x.problem
        for resource in self.resources:
            upper = sum(event.duration * len(event.roles) for event in problem.events)
            over = total(
                excess(x, self, x.load(resource, time) - self.maximum, upper - self.maximum)
                for time in range(len(problem.times))
            )
            x.charge(self, problem.resources[resource].id, over, upper * len(problem.times))
