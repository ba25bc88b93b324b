"""How many sub-events a resource may attend at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import excess, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Expression, Literal, Variables
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

    def restrict(self, domains: Domains) -> None:
        """Nothing at once where the maximum is one; nothing at all where it is none."""
        for resource in self.resources if self.maximum <= 1 else ():
            domains.exclude_clashes(resource)
            if self.maximum <= 0:
                for time in range(len(domains.problem.times)):
                    domains.block(resource, time)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            over: list[Expression] = []
            most = 0
            for time in range(len(x.problem.times)):
                attended = x.attendance(resource, time)
                most += max(len(attended) - self.maximum, 0)
                over.append(self._over(x, attended))
            x.charge(self, x.problem.resources[resource].id, total(over), most)

    def _over(self, x: Variables, attended: Sequence[Literal]) -> Expression:
        """What is attended at one time beyond the maximum."""
        if len(attended) <= self.maximum:
            return 0
        if x.is_strict(self):
            # In a part of a solution, what is settled may be too much already: nothing comes on top.
            settled = sum(literal is True for literal in attended)
            rest = [literal for literal in attended if not isinstance(literal, bool)]
            if self.maximum - settled == 1:
                x.model.add_at_most_one(rest)
            else:
                x.model.add(total(rest) <= max(self.maximum - settled, 0))
            return max(settled - self.maximum, 0)
        return excess(x, self, x.total(attended) - self.maximum, len(attended) - self.maximum)
