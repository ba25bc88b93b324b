"""XHSTT's PreferResourcesConstraint: who may fill a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point, roles_named

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class PreferResources(Constraint):
    """Per event with the role: the total duration of its sub-events that have somebody else in it.

    Nobody at all costs nothing here. Unit: times.
    """

    events: tuple[int, ...]
    role: str
    resources: tuple[int, ...]
    kind = "PreferResourcesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event and role of the name."""
        allowed = {None, *self.resources}
        for event, role in roles_named(view.problem, self.events, self.role):
            if amount := sum(s.duration for s in view.subs(event) if s.resources[role] not in allowed):
                yield Deviation(point((view.problem.events[event].id, self.role)), amount)

    def restrict(self, domains: Domains) -> None:
        """Nobody else."""
        for event, role in roles_named(domains.problem, self.events, self.role):
            domains.limit_candidates(event, role, frozenset(self.resources))

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        allowed = set(self.resources)
        for event, role in roles_named(x.problem, self.events, self.role):
            if not x.can_change_event(event):
                continue
            others = x.weighted(
                (placement.duration, literal)
                for placement in x.placements(event)
                for resource, literal in placement.roles[role].items()
                if resource not in allowed
            )
            stated = x.problem.events[event]
            x.charge(self, point((stated.id, self.role)), others, stated.duration)
