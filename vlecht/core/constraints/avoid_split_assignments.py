"""XHSTT's AvoidSplitAssignmentsConstraint: one resource for a role throughout an event group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point, roles_named

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AvoidSplitAssignments(Constraint):
    """Per event group: the number of different resources in the role, less one."""

    event_groups: tuple[int, ...]
    role: str
    kind = "AvoidSplitAssignmentsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event group."""
        for group in self.event_groups:
            stated = view.problem.event_groups[group]
            found = {
                sub.resources[role]
                for event, role in roles_named(view.problem, stated.events, self.role)
                for sub in view.subs(event)
            }
            if (amount := len(found - {None}) - 1) > 0:
                yield Deviation(point((stated.id, self.role)), amount)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for group in self.event_groups:
            stated = x.problem.event_groups[group]
            if not any(x.can_change_event(event) for event in stated.events):
                continue
            ways: dict[int, list[Literal]] = {}
            for event, role in roles_named(x.problem, stated.events, self.role):
                for placement in x.placements(event):
                    for resource, literal in placement.roles[role].items():
                        ways.setdefault(resource, []).append(literal)
            used = x.total([x.any_of(literals) for literals in ways.values()])
            most = max(len(ways), 1)
            x.charge_outside(self, point((stated.id, self.role)), used, (0, 1), most)
