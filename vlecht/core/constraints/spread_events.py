"""XHSTT's SpreadEventsConstraint: so many starts in each time group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class SpreadEvents(Constraint):
    """Per event group: over the spans, how far the number of sub-events starting in it is outside.

    ``spans`` holds (time group, minimum, maximum). Every sub-event counts, also one that follows
    another of its event without a gap.
    """

    event_groups: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]
    kind = "SpreadEventsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event group."""
        spans = [(set(view.problem.time_groups[span].times), low, high) for span, low, high in self.spans]
        for group in self.event_groups:
            stated = view.problem.event_groups[group]
            starts = [sub.start for event in stated.events for sub in view.subs(event)]
            amount = 0
            for times, low, high in spans:
                number = sum(start in times for start in starts)
                amount += max(0, low - number, number - high)
            if amount:
                yield Deviation(stated.id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        problem = x.problem
        for group in self.event_groups:
            stated = problem.event_groups[group]
            if not any(x.can_change_event(event) for event in stated.events):
                continue
            starts: dict[int, list[Literal]] = {}
            for event in stated.events:
                for placement in x.placements(event):
                    if placement.start is not None:
                        starts.setdefault(placement.start, []).append(placement.literal)
            most = sum(problem.events[event].duration for event in stated.events)
            amount: Expression = 0
            upper = 0
            for span, low, high in self.spans:
                times = problem.time_groups[span].times
                number = x.total([literal for time in times for literal in starts.get(time, ())])
                if x.is_strict(self):
                    x.charge_outside(self, stated.id, number, (low, high), most)
                else:
                    amount = amount + x.over(number, high, most) + x.under(number, low)
                    upper += max(most - high, low, 0)
            x.charge(self, stated.id, amount, upper)
