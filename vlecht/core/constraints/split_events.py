"""XHSTT's SplitEventsConstraint: into how many parts of which durations events are split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class SplitEvents(Constraint):
    """Per event: sub-events with a duration outside its limits, plus how far their number is outside its.

    Durations in times; both limits are inclusive.
    """

    events: tuple[int, ...]
    minimum_duration: int
    maximum_duration: int
    minimum_amount: int
    maximum_amount: int
    kind = "SplitEventsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event."""
        for event in self.events:
            durations = [sub.duration for sub in view.subs(event)]
            misfits = sum(not self.minimum_duration <= d <= self.maximum_duration for d in durations)
            beyond = max(0, self.minimum_amount - len(durations), len(durations) - self.maximum_amount)
            if misfits + beyond:
                yield Deviation(view.problem.events[event].id, misfits + beyond)

    def restrict(self, domains: Domains) -> None:
        """Only such durations and amounts."""
        for event in self.events:
            domains.limit_durations(event, self.minimum_duration, self.maximum_duration)
            domains.limit_amount(event, self.minimum_amount, self.maximum_amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for event in self.events:
            if not x.can_change_event(event):
                continue
            placements = x.placements(event)
            number = x.total([placement.literal for placement in placements])
            misfits = x.total(
                [
                    placement.literal
                    for placement in placements
                    if not self.minimum_duration <= placement.duration <= self.maximum_duration
                ]
            )
            stated = x.problem.events[event]
            most = stated.duration
            beyond = x.over(number, self.maximum_amount, most) + x.under(number, self.minimum_amount)
            x.charge(self, stated.id, misfits + beyond, 2 * most + self.minimum_amount)
