"""Time to get from one site to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings, met_at
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import negation, penalty, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class TravelTime(Constraint):
    """Per resource and day: the sum of what its idle times between sites are short of the travel times.

    ``sites`` lists (place, site) for the resources that are places; a resource is at a site while it
    attends a sub-event in a place there. ``separation[a][b]`` is the number of times that must lie
    between the last time at site a and the next at another site b; ``days`` lists the times of each
    day in order. Times at no site count as time to travel. Unit: times.
    """

    resources: tuple[int, ...]
    sites: tuple[tuple[int, int], ...]
    separation: tuple[tuple[int, ...], ...]
    days: tuple[tuple[int, ...], ...]
    kind = "TravelTime"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource and day (named after the day's first time)."""
        site_of = dict(self.sites)
        for resource in self.resources:
            met = met_at(view, resource, site_of.keys())
            for day in self.days:
                stops = [(at, {site_of[p] for p in met[time]}) for at, time in enumerate(day) if time in met]
                short = sum(
                    max(self.separation[here][there] - (arrival - departure - 1), 0)
                    for (departure, before), (arrival, after) in pairwise(stops)
                    for here in before
                    for there in after
                    if here != there
                )
                if short:
                    name = point((view.problem.resources[resource].id, view.problem.times[day[0]].id))
                    yield Deviation(name, short)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        site_of = dict(self.sites)
        for resource in self.resources:
            if not x.can_change_resource(resource):
                continue
            for day in self.days:
                at: list[dict[int, Literal]] = []
                for time in day:
                    sites: dict[int, list[Literal]] = {}
                    for place, literal in meetings.meets(resource, site_of.keys(), time).items():
                        sites.setdefault(site_of[place], []).append(literal)
                    at.append({site: x.any_of(literals) for site, literals in sites.items()})
                short, upper = self._short(x, at)
                if upper:
                    name = point((x.problem.resources[resource].id, x.problem.times[day[0]].id))
                    x.charge(self, name, short, upper)

    def _short(self, x: Variables, at: list[dict[int, Literal]]) -> tuple[Expression, int]:
        """What the journeys of a day lack and how much that can be; ``at``: per time, who is where."""
        away = [negation(x.any_of(list(sites.values()))) for sites in at]
        longest = max((amount for row in self.separation for amount in row), default=0)
        short: list[Expression] = []
        upper = 0
        for departure, before in enumerate(at):
            for arrival in range(departure + 1, min(departure + 1 + longest, len(at))):
                between = away[departure + 1 : arrival]
                for here, leaves in before.items():
                    for there, arrives in at[arrival].items():
                        lack = self.separation[here][there] - (arrival - departure - 1)
                        if here != there and lack > 0:
                            upper += lack
                            short.append(lack * penalty(x, self, [leaves, arrives, *between]))
        return total(short), upper
