"""XHSTT's AssignTimeConstraint: events have a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AssignTime(Constraint):
    """Per event: the total duration of its sub-events without a time. Unit: times."""

    events: tuple[int, ...]
    kind = "AssignTimeConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event."""
        for event in self.events:
            if amount := sum(sub.duration for sub in view.subs(event) if sub.start is None):
                yield Deviation(view.problem.events[event].id, amount)

    def restrict(self, domains: Domains) -> None:
        """No sub-event goes without a time."""
        for event in self.events:
            domains.require_time(event)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for event in self.events:
            if x.can_change_event(event):
                stated = x.problem.events[event]
                x.charge(self, stated.id, x.unplaced(event), stated.duration)
