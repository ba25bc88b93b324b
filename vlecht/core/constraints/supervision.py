"""How many pupils a supervisor may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings
from vlecht.core.constraints.posting import total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class Supervision(Constraint):
    """Per event: over its sub-events, the sum of the pupils beyond ``ratio`` per role that counts.

    A role counts when its name is among ``roles`` and somebody fills it. Pupils are those enrolled in
    a group of the sub-event, released or not; it need not have a time. Unit: pupils.
    """

    events: tuple[int, ...]
    roles: tuple[str, ...]
    ratio: int
    kind = "Supervision"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event."""
        for event in self.events:
            stated = view.problem.events[event]
            over = 0
            for position in view.by_event[event]:
                resources = view.solution.sub_events[position].resources
                filled = sum(
                    resource is not None and role.name in self.roles
                    for role, resource in zip(stated.roles, resources, strict=True)
                )
                over += max(len(view.attendees(position)) - self.ratio * filled, 0)
            if over:
                yield Deviation(stated.id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        for event in self.events:
            # Numbers of pupils change with who joins, whatever is open of the event: no point is skipped.
            stated = x.problem.events[event]
            counted = [position for position, role in enumerate(stated.roles) if role.name in self.roles]
            over: list[Expression] = []
            most = 0
            for part in meetings.parts(event)[None]:
                pupils = [literal for _, literal in meetings.crowd(part).members]
                filled = x.total([literal for role in counted for literal in part.roles[role].values()])
                upper = len(pupils)
                most += upper
                over.append(self._excess(x, part.literal, x.total(pupils) - self.ratio * filled, upper))
            x.charge(self, stated.id, total(over), most)

    def _excess(self, x: Variables, literal: Literal, amount: Expression, upper: int) -> Expression:
        """The positive part of an amount, where the sub-event is."""
        if upper == 0 or literal is False or (isinstance(amount, int) and amount <= 0):
            return 0
        if isinstance(amount, int):
            return amount * literal
        if x.is_strict(self):
            x.model.add(amount <= 0).only_enforce_if(literal)
            return 0
        found = x.model.new_int_var(0, upper, "unsupervised")
        x.model.add(found >= amount).only_enforce_if(literal)
        return found
