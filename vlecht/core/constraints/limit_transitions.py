"""How often the company of a resource changes in a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings, met_at
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import caused, clause, excess, key, negation, total

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
        companions = frozenset(x.problem.resources_by_type.get(self.companion_type, ()))
        # Most pupils of a group have the same day: what it adds to the model is stated once.
        known: dict[object, Expression] = {}
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            for day in self.days:
                met = [meetings.meets(resource, companions, time) for time in day]
                met = [here for here in met if here]
                upper = len(met) - 1 - self.maximum
                if upper > 0:
                    same = tuple(frozenset((other, key(here[other])) for other in here) for here in met)
                    over = known.get(same)
                    if over is None:
                        over = known[same] = excess(x, self, _changes(x, met) - self.maximum, upper)
                    name = point((x.problem.resources[resource].id, x.problem.times[day[0]].id))
                    x.charge(self, name, over, upper)


def _changes(x: Variables, met: list[dict[int, Literal]]) -> Expression:
    """The number of changes, or more, from one non-empty set to the next; per time who may be in it."""
    companions = sorted(set().union(*met))
    last: dict[int, Literal] = dict.fromkeys(companions, False)
    seen: Literal = False
    changes: list[Literal] = []
    for here in met:
        known = x.any_of(list(here.values()))
        causes: list[list[Literal]] = []
        for companion in companions:
            now = here.get(companion, False)
            causes.append([seen, now, negation(last[companion])])
            causes.append([known, last[companion], negation(now)])
            last[companion] = _latest(x, known, now, last[companion])
        changes.append(caused(x, causes))
        seen = x.any_of([seen, known])
    return total(changes)


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
