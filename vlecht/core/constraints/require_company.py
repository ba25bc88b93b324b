"""A resource that may fill a role only while somebody of a list is present."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import negation, penalty, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.problem import Problem
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class RequireCompany(Constraint):
    """Per watched (event, role, resource): the times it covers at which nobody of the company is there.

    A trainee in front of a group (watched) needs one of the qualified people (company, likewise
    (event, role, resource), in this or another event) at the same time. Roles are positions in the
    event. Unit: times.
    """

    watched: tuple[tuple[int, int, int], ...]
    company: tuple[tuple[int, int, int], ...]
    kind = "RequireCompany"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per watched triple."""
        present: set[int] = set()
        for event, role, resource in self.company:
            present |= _filled(view, event, role, resource)
        for event, role, resource in self.watched:
            if alone := len(_filled(view, event, role, resource) - present):
                yield Deviation(_point(view.problem, event, role, resource), alone)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        times = range(len(x.problem.times))
        known = {resource for _, _, resource in (*self.watched, *self.company)}
        # Lists name people by what they are; most of them cannot fill most of the roles.
        open_ = {(*place, resource) for resource in known for place in x.roles_of(resource)}
        company = [triple for triple in self.company if triple in open_]
        missing = [negation(x.any_of([x.assigned_at(*triple, time) for triple in company])) for time in times]
        for triple in (triple for triple in self.watched if triple in open_):
            alone = total(penalty(x, self, [x.assigned_at(*triple, time), missing[time]]) for time in times)
            x.charge(self, _point(x.problem, *triple), alone, len(times))


def _filled(view: View, event: int, role: int, resource: int) -> set[int]:
    """The problem's times covered by sub-events of the event with the resource in the role."""
    found = {time for sub in view.subs(event) if sub.resources[role] == resource for time in sub.times}
    return {time for time in found if time < len(view.problem.times)}


def _point(problem: Problem, event: int, role: int, resource: int) -> str:
    stated = problem.events[event]
    return point((stated.id, stated.roles[role].name, problem.resources[resource].id))
