"""XHSTT's AssignResourceConstraint: roles are filled."""

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
class AssignResource(Constraint):
    """Per event with the role: the total duration of its sub-events that have nobody in it.

    Whether a sub-event has a time does not matter. Unit: times.
    """

    events: tuple[int, ...]
    role: str
    kind = "AssignResourceConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event and role of the name."""
        for event, role in roles_named(view.problem, self.events, self.role):
            if amount := sum(sub.duration for sub in view.subs(event) if sub.resources[role] is None):
                yield Deviation(point((view.problem.events[event].id, self.role)), amount)

    def restrict(self, domains: Domains) -> None:
        """No sub-event goes without."""
        for event, role in roles_named(domains.problem, self.events, self.role):
            domains.require_resource(event, role)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for event, role in roles_named(x.problem, self.events, self.role):
            if x.can_change_event(event):
                stated = x.problem.events[event]
                x.charge(self, point((stated.id, self.role)), x.unfilled(event, role), stated.duration)
