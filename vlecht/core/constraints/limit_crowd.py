"""How many pupils a resource may have in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.problem import Problem
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitCrowd(Constraint):
    """Per (event, role, resource, most): pupils above ``most`` while the resource is in the role.

    Sub-events of the event add up. Pupils are those enrolled in a group of the sub-event, released or
    not; it need not have a time. Roles are positions in the event. Unit: pupils.
    """

    limits: tuple[tuple[int, int, int, int], ...]
    kind = "LimitCrowd"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per limit."""
        for event, role, resource, most in self.limits:
            over = sum(
                max(len(view.attendees(position)) - most, 0)
                for position in view.by_event[event]
                if view.solution.sub_events[position].resources[role] == resource
            )
            if over:
                yield Deviation(_point(view.problem, event, role, resource), over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        for event, role, resource, most in self.limits:
            over: list[Expression] = []
            upper = 0
            for part in meetings.parts(event)[None]:
                # A literal of a role speaks of a sub-event that is.
                here = x.all_of([part.literal, part.roles[role].get(resource, False)])
                pupils = [literal for _, literal in meetings.crowd(part).members]
                spare = len(pupils) - most
                if here is not False and spare > 0:
                    upper += spare
                    over.append(self._excess(x, here, x.total(pupils) - most, spare))
            x.charge(self, _point(x.problem, event, role, resource), total(over), upper)

    def _excess(self, x: Variables, here: Literal, amount: Expression, upper: int) -> Expression:
        """The positive part of an amount, where the resource is."""
        if isinstance(amount, int):
            return max(amount, 0) * here
        if x.is_strict(self):
            x.model.add(amount <= 0).only_enforce_if(here)
            return 0
        found = x.model.new_int_var(0, upper, "crowd")
        x.model.add(found >= amount).only_enforce_if(here)
        return found


def _point(problem: Problem, event: int, role: int, resource: int) -> str:
    stated = problem.events[event]
    return point((stated.id, stated.roles[role].name, problem.resources[resource].id))
