"""XHSTT's OrderEventsConstraint: one event after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class OrderEvents(Constraint):
    """Per pair of events: how far the time between them is outside the limits. Unit: times.

    ``pairs`` holds (first, second, minimum separation, maximum separation). The time between is that
    from the end of the first event's last sub-event to the start of the second's first, negative when
    they come the other way round. A pair of which either event has no time at all costs nothing.
    """

    pairs: tuple[tuple[int, int, int, int], ...]
    kind = "OrderEventsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per pair."""
        for first, second, low, high in self.pairs:
            ends = [sub.start + sub.duration for sub in view.subs(first) if sub.start is not None]
            starts = [sub.start for sub in view.subs(second) if sub.start is not None]
            if ends and starts:
                between = min(starts) - max(ends)
                if amount := max(0, low - between, between - high):
                    ids = (view.problem.events[first].id, view.problem.events[second].id)
                    yield Deviation(point(ids), amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        model, last = x.model, len(x.problem.times)
        for first, second, low, high in self.pairs:
            if not (x.can_change_event(first) or x.can_change_event(second)):
                continue
            ends: dict[int, list[Literal]] = {}
            starts: dict[int, list[Literal]] = {}
            for placement in x.placements(first):
                if placement.start is not None:
                    ends.setdefault(placement.start + placement.duration, []).append(placement.literal)
            for placement in x.placements(second):
                if placement.start is not None:
                    starts.setdefault(placement.start, []).append(placement.literal)
            both = x.all_of([x.any_of([y for ys in side.values() for y in ys]) for side in (ends, starts)])
            if both is False:
                continue
            end, start = model.new_int_var(0, last, ""), model.new_int_var(0, last, "")
            model.add_max_equality(end, [time * x.any_of(ys) for time, ys in ends.items()])
            # The earliest start counted from the end, so that an absent one is no obstacle.
            model.add_max_equality(
                last - start, [(last - time) * x.any_of(ys) for time, ys in starts.items()]
            )
            upper = max(low + last, last - high, 0)
            amount = model.new_int_var(0, upper, "")
            model.add(amount >= low - (start - end)).only_enforce_if(both)
            model.add(amount >= (start - end) - high).only_enforce_if(both)
            ids = (x.problem.events[first].id, x.problem.events[second].id)
            x.charge(self, point(ids), amount, upper)
