"""XHSTT's AvoidClashesConstraint: nobody is in two places at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AvoidClashes(Constraint):
    """Per resource: over all times, the number of sub-events it attends then, less one."""

    resources: tuple[int, ...]
    kind = "AvoidClashesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        for resource in self.resources:
            if amount := sum(load - 1 for load in view.load(resource) if load > 1):
                yield Deviation(view.problem.resources[resource].id, amount)

    def restrict(self, domains: Domains) -> None:
        """One sub-event at a time."""
        for resource in self.resources:
            domains.exclude_clashes(resource)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            attended = [x.attendance(resource, time) for time in range(len(x.problem.times))]
            if x.is_strict(self):
                self._exclude(x, resource, attended)
                continue
            amount: Expression = 0
            for literals in attended:
                amount = amount + x.over(x.total(literals), 1, len(literals))
            upper = sum(max(0, len(literals) - 1) for literals in attended)
            x.charge(self, x.problem.resources[resource].id, amount, upper)

    def _exclude(self, x: Variables, resource: int, attended: Sequence[Sequence[Literal]]) -> None:
        tight = self._fixed_load(x, resource) == sum(map(bool, attended))
        for literals in attended:
            if any(literal is True for literal in literals):
                # One claim is settled already (two may be, outside a free part): no other comes on top.
                for literal in literals:
                    if not isinstance(literal, bool):
                        x.model.add(literal == 0)
            elif tight and literals:
                x.model.add_exactly_one(literals)
            elif len(literals) > 1:
                x.model.add_at_most_one(literals)

    def _fixed_load(self, x: Variables, resource: int) -> int:
        """Times at which the resource is busy in every solution; -1 when that is not known.

        Where it has no time to spare, exactly one literal per time is true: with that CP-SAT solved
        tight published instances at once that it could not solve without.
        """
        if x.groups(resource):
            return -1
        load = 0
        for event, role in x.roles_of(resource):
            stated = x.problem.events[event]
            preassigned = stated.roles[role].preassigned == resource
            if not preassigned or not isinstance(x.unplaced(event), int):
                return -1
            load += stated.duration
        return load
