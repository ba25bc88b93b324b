"""XHSTT's LimitBusyTimesConstraint: how much resources do on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitBusyTimes(Constraint):
    """Per resource: over the time groups, how far its number of busy times is outside the limits.

    A time group without any busy time costs nothing. Unit: times.
    """

    resources: tuple[int, ...]
    time_groups: tuple[int, ...]
    minimum: int
    maximum: int
    kind = "LimitBusyTimesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        groups = [view.problem.time_groups[group].times for group in self.time_groups]
        for resource in self.resources:
            load = view.load(resource)
            amount = 0
            for times in groups:
                if number := sum(load[time] > 0 for time in times):
                    amount += max(0, self.minimum - number, number - self.maximum)
            if amount:
                yield Deviation(view.problem.resources[resource].id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        groups = [x.problem.time_groups[group].times for group in self.time_groups]
        upper = sum(max(0, self.minimum - 1, len(times) - self.maximum) for times in groups)
        for resource in self.resources:
            if x.can_change_resource(resource):
                amount: Expression = 0
                for times in groups:
                    amount = amount + self._amount(x, resource, times)
                x.charge(self, x.problem.resources[resource].id, amount, upper)

    def _amount(self, x: Variables, resource: int, times: tuple[int, ...]) -> Expression:
        """How far the number of busy times in one time group is outside."""
        busy = [x.busy(resource, time) for time in times]
        number = x.total(busy)
        amount = x.over(number, self.maximum, len(times))
        if self.minimum > 1:
            needed = self.minimum * x.any_of(busy)
            amount = amount + x.under(number - needed, 0, 1 - self.minimum)
        return amount
