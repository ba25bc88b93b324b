"""XHSTT's DistributeSplitEventsConstraint: how many parts of one duration events have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class DistributeSplitEvents(Constraint):
    """Per event: how far the number of its sub-events of ``duration`` times is outside the limits."""

    events: tuple[int, ...]
    duration: int
    minimum: int
    maximum: int
    kind = "DistributeSplitEventsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event."""
        for event in self.events:
            number = sum(sub.duration == self.duration for sub in view.subs(event))
            if amount := max(0, self.minimum - number, number - self.maximum):
                yield Deviation(view.problem.events[event].id, amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for event in self.events:
            if x.can_change_event(event):
                stated = x.problem.events[event]
                most = stated.duration // self.duration
                number = x.amount(event, self.duration)
                x.charge_outside(self, stated.id, number, (self.minimum, self.maximum), most)
