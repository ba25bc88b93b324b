"""XHSTT's PreferTimesConstraint: when events may start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class PreferTimes(Constraint):
    """Per event: the total duration of its sub-events that start at another time than ``times``.

    Only sub-events of ``duration`` times count, when it is given. No time at all costs nothing here.
    """

    events: tuple[int, ...]
    times: tuple[int, ...]
    duration: int | None = None
    kind = "PreferTimesConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event."""
        allowed = {None, *self.times}
        for event in self.events:
            amount = sum(
                sub.duration
                for sub in view.subs(event)
                if sub.start not in allowed and self.duration in (None, sub.duration)
            )
            if amount:
                yield Deviation(view.problem.events[event].id, amount)

    def restrict(self, domains: Domains) -> None:
        """No other starting time."""
        for event in self.events:
            domains.limit_starts(event, self.duration, frozenset(self.times))

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        allowed = {None, *self.times}
        for event in self.events:
            if not x.can_change_event(event):
                continue
            others = x.weighted(
                (placement.duration, placement.literal)
                for placement in x.placements(event)
                if placement.start not in allowed and self.duration in (None, placement.duration)
            )
            stated = x.problem.events[event]
            x.charge(self, stated.id, others, stated.duration)
