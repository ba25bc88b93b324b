"""XHSTT's ClusterBusyTimesConstraint: on how many days resources are busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class ClusterBusyTimes(Constraint):
    """Per resource: how far the number of time groups in which it is busy is outside the limits."""

    resources: tuple[int, ...]
    time_groups: tuple[int, ...]
    minimum: int
    maximum: int
    kind = "ClusterBusyTimesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        groups = [view.problem.time_groups[group].times for group in self.time_groups]
        for resource in self.resources:
            load = view.load(resource)
            number = sum(any(load[time] for time in times) for times in groups)
            if amount := max(0, self.minimum - number, number - self.maximum):
                yield Deviation(view.problem.resources[resource].id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        groups = [x.problem.time_groups[group].times for group in self.time_groups]
        for resource in self.resources:
            if x.can_change_resource(resource):
                busy = [x.any_of([x.busy(resource, time) for time in times]) for times in groups]
                limits = (self.minimum, self.maximum)
                x.charge_outside(self, x.problem.resources[resource].id, x.total(busy), limits, len(groups))
