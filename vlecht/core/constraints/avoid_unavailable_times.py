"""XHSTT's AvoidUnavailableTimesConstraint: times at which resources must not be busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AvoidUnavailableTimes(Constraint):
    """Per resource: the number of the given times at which it is busy."""

    resources: tuple[int, ...]
    times: tuple[int, ...]
    kind = "AvoidUnavailableTimesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        for resource in self.resources:
            load = view.load(resource)
            if amount := sum(load[time] > 0 for time in self.times):
                yield Deviation(view.problem.resources[resource].id, amount)

    def restrict(self, domains: Domains) -> None:
        """Busy at none of them."""
        for resource in self.resources:
            for time in self.times:
                domains.block(resource, time)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            if x.is_strict(self):
                # No need for busy literals: whatever is attended then is one too many.
                open_ = [y for t in self.times for y in x.attendance(resource, t) if not isinstance(y, bool)]
                for literal in open_:
                    x.model.add(literal == 0)
            busy = x.total([] if x.is_strict(self) else [x.busy(resource, time) for time in self.times])
            x.charge(self, x.problem.resources[resource].id, busy, len(self.times))
