"""XHSTT's LimitWorkloadConstraint: how much resources do in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitWorkload(Constraint):
    """Per resource: how far its workload is outside the limits, rounded up.

    A role's workload (by default its event's) is shared among the sub-events by duration; whether they
    have a time does not matter. Unit: that of the workloads, by default times.
    """

    resources: tuple[int, ...]
    minimum: int
    maximum: int
    kind = "LimitWorkloadConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        for resource in self.resources:
            load = Fraction(0)
            for position, role in view.attended.get(resource, ()):
                sub = view.solution.sub_events[position]
                event = view.problem.events[sub.event]
                stated = event.roles[role].workload
                workload = event.total_workload if stated is None else stated
                load += Fraction(workload * sub.duration, event.duration)
            if amount := max(0, ceil(self.minimum - load), ceil(load - self.maximum)):
                yield Deviation(view.problem.resources[resource].id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model, in units so small that every share is whole."""
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            roles = x.roles_of(resource)
            unit = lcm(*(x.problem.events[event].duration for event, _ in roles))
            pairs: list[tuple[int, Literal]] = []
            for event, role in roles:
                stated = x.problem.events[event]
                known = stated.roles[role].workload
                share = (stated.total_workload if known is None else known) * unit // stated.duration
                pairs.extend((share * duration, y) for duration, y in x.used(event, role, resource))
            load = x.weighted(pairs)
            most = sum(share for share, _ in pairs)
            upper = max(0, -(-most // unit) - self.maximum, self.minimum)
            if isinstance(load, int):
                amount: Expression = max(
                    0, -((load - self.minimum * unit) // unit), -((self.maximum * unit - load) // unit)
                )
            else:
                amount = x.model.new_int_var(0, upper, "")
                x.model.add(unit * amount >= load - unit * self.maximum)
                x.model.add(unit * amount >= unit * self.minimum - load)
            x.charge(self, x.problem.resources[resource].id, amount, upper)
