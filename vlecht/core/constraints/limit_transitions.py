"""How often the company of a resource changes in a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings, met_at
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import clause, excess, negation, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitTransitions(Constraint):
    """Per resource and day: the number of changes of its companions, as far as that is beyond ``maximum``.

    ``days`` lists the times of each day in order. At each time the resource has a set of companions:
    the resources of the given type (say rooms) that fill roles in what it attends then. Times with an
    empty set are passed over; a change is a set that differs from the one before. Unit: changes.
    """

    resources: tuple[int, ...]
    companion_type: str
    days: tuple[tuple[int, ...], ...]
    maximum: int = 0
    kind = "LimitTransitions"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource and day (named after the day's first time)."""
        companions = frozenset(view.problem.resources_by_type.get(self.companion_type, ()))
        for resource in self.resources:
            met = met_at(view, resource, companions)
            for day in self.days:
                sets = [met[time] for time in day if time in met]
                changes = sum(before != after for before, after in pairwise(sets))
                if changes > self.maximum:
                    name = point((view.problem.resources[resource].id, view.problem.times[day[0]].id))
                    yield Deviation(name, changes - self.maximum)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        companions = x.problem.resources_by_type.get(self.companion_type, ())
        for resource in self.resources:
            for day in self.days:
                if not day:
                    continue
                changes = self._changes(x, meetings, resource, companions, day)
                upper = max(len(day) - 1 - self.maximum, 0)
                over = excess(x, self, changes - self.maximum, upper)
                name = point((x.problem.resources[resource].id, x.problem.times[day[0]].id))
                x.charge(self, name, over, upper)

    def _changes(
        self,
        x: Variables,
        meetings: Meetings,
        resource: int,
        companions: tuple[int, ...],
        day: tuple[int, ...],
    ) -> Expression:
        """The number of changes in the day, or more."""
        last: dict[int, Literal] = dict.fromkeys(companions, False)
        seen: Literal = False
        changes: list[Literal] = []
        for time in day:
            met = {companion: meetings.meets(resource, (companion,), time) for companion in companions}
            known = x.any_of(list(met.values()))
            if known is False:
                continue
            causes: list[list[Literal]] = []
            for companion, now in met.items():
                causes.append([seen, now, negation(last[companion])])
                causes.append([known, last[companion], negation(now)])
            changes.append(_caused(x, causes))
            seen = x.any_of([seen, known])
            last = {companion: _latest(x, known, now, last[companion]) for companion, now in met.items()}
        return total(changes)


def _caused(x: Variables, causes: list[list[Literal]]) -> Literal:
    """A literal that is true when all literals of some cause are (and may be true otherwise)."""
    possible = [cause for cause in causes if not any(literal is False for literal in cause)]
    if not possible:
        return False
    if any(all(literal is True for literal in cause) for cause in possible):
        return True
    found = x.model.new_bool_var("changes")
    for cause in possible:
        clause(x, [found, *(negation(literal) for literal in cause)])
    return found


def _latest(x: Variables, known: Literal, now: Literal, before: Literal) -> Literal:
    """``now`` where something is known, else what was true before."""
    if known is True or (now is False and before is False):
        return now
    found = x.model.new_bool_var("latest")
    # now implies known, which leaves three cases.
    x.model.add_bool_or([negation(now), found])
    clause(x, [known, negation(before), found])
    clause(x, [known, before, negation(found)])
    clause(x, [negation(known), now, negation(found)])
    return found
