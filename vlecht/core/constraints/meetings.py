"""Who meets whom: the resources in the sub-events that another attends, on a finished solution and in a
model. The two sides share nothing; constraints about companions and places take either from here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.posting import key, negation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


def met_at(view: View, resource: int, wanted: Collection[int]) -> dict[int, set[int]]:
    """Time -> those of the wanted resources that fill roles in what the resource attends then.

    Only times with such a companion are listed; a resource is no companion of itself.
    """
    found: dict[int, set[int]] = {}
    for position in set(view.positions_of(resource)):
        sub = view.solution.sub_events[position]
        companions = {other for other in sub.resources if other is not None and other != resource}
        if companions := companions.intersection(wanted):
            for time in sub.times:
                if time < len(view.problem.times):
                    found.setdefault(time, set()).update(companions)
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-event that may be: ``literal`` says whether it is, ``times`` what it then covers.

    ``roles`` has per role the literal of each possible resource, given that the sub-event is: plain
    ``True`` for a resource that comes with the event wherever it is placed.
    """

    literal: Literal
    times: range
    roles: tuple[dict[int, Literal], ...]


def timed_parts(x: Variables, event: int) -> list[Part]:
    """The sub-events that the event may have, placed or not."""
    return [
        Part(
            placement.literal,
            placement.times,
            tuple(
                {
                    resource: True if key(literal) == key(placement.literal) else literal
                    for resource, literal in choices.items()
                }
                for choices in placement.roles
            ),
        )
        for placement in x.placements(event)
    ]


def parts(x: Variables, event: int) -> list[Part]:
    """The same where times do not matter: a single part for an event that cannot be split."""
    found = timed_parts(x, event)
    if any(placement.duration != x.problem.events[event].duration for placement in x.placements(event)):
        return found
    roles = [
        set().union(*(part.roles[role] for part in found))
        for role in range(len(x.problem.events[event].roles))
    ]
    return [
        Part(
            True,
            range(0),
            tuple(
                {resource: x.assigned(event, role, resource) for resource in sorted(resources)}
                for role, resources in enumerate(roles)
            ),
        )
    ]


class Meetings:
    """The same in a model: literals for who attends what, and for who meets whom when."""

    def __init__(self, x: Variables) -> None:
        self._x = x
        self._roles: dict[int, list[tuple[int, int]]] = {}
        for event in range(len(x.problem.events)):
            placements = x.placements(event)
            for role in range(len(x.problem.events[event].roles)):
                for resource in set().union(*(placement.roles[role] for placement in placements)):
                    self._roles.setdefault(resource, []).append((event, role))
        self.pupils = [pupil for pupil in range(len(x.problem.resources)) if x.groups(pupil)]
        """Every resource that attends, or may attend, with a group."""
        self._ways: dict[tuple[int, bool], dict[int, list[tuple[int, int, Literal]]]] = {}

    def roles_of(self, resource: int) -> list[tuple[int, int]]:
        """The (event, role) pairs that the resource may fill."""
        return self._roles.get(resource, [])

    def ways(self, resource: int, direct: bool = True) -> dict[int, list[tuple[int, int, Literal]]]:
        """Event -> the ways for a resource to attend it: (role, who fills it, on which condition).

        Through a group: the condition is to join it and not to be released from the event.
        ``direct=False`` leaves out the resource's own roles (pupils at a sub-event are counted so).
        """
        known = self._ways.get((resource, direct))
        if known is None:
            known = self._ways[resource, direct] = {}
            if direct:
                for event, role in self.roles_of(resource):
                    known.setdefault(event, []).append((role, resource, True))
            for group in self._x.groups(resource):
                joins = self._x.joins(resource, group)
                for event, role in self.roles_of(group):
                    condition = self._x.all_of([joins, negation(self._x.released(resource, event))])
                    if condition is not False:
                        known.setdefault(event, []).append((role, group, condition))
        return known

    def attendees(self, event: int, part: Part) -> list[Literal]:
        """Per pupil who may attend a part of the event through a group: whether so, given the part."""
        found: list[Literal] = []
        for pupil in self.pupils:
            ways = self.ways(pupil, direct=False).get(event, ())
            here = self._x.any_of(
                [self._x.all_of([part.roles[role].get(who, False), when]) for role, who, when in ways]
            )
            if here is not False:
                found.append(here)
        return found

    def likeness(self, resource: int) -> tuple[object, ...]:
        """Equal for resources that attend the same sub-events through groups, whatever is decided."""
        return tuple(
            (event, role, group, key(condition))
            for event, ways in sorted(self.ways(resource, direct=False).items())
            for role, group, condition in ways
        )

    def meets(
        self, resource: int, companions: Collection[int], times: Collection[int] | None, direct: bool = True
    ) -> Literal:
        """Whether the resource attends a sub-event in which one of the companions fills a role.

        With ``times``: one that covers some of them; else it need not even have a time.
        """
        sought = [companion for companion in companions if companion != resource]
        seats: dict[int, list[tuple[int, int]]] = {}
        for companion in sought:
            for event, role in self.roles_of(companion):
                seats.setdefault(event, []).append((role, companion))
        ways = self.ways(resource, direct)
        return self._x.any_of(
            [
                self._together(event, ways[event], seats[event], times)
                for event in sorted(ways.keys() & seats.keys())
            ]
        )

    def _together(
        self,
        event: int,
        ways: list[tuple[int, int, Literal]],
        seats: list[tuple[int, int]],
        times: Collection[int] | None,
    ) -> Literal:
        """Whether some sub-event of the event has one of the ways and one of the seats taken."""
        # Mostly group and companion come with the event, wherever it is placed. Placements with equal
        # conditions are taken together, so that conditions need not be multiplied with each of them.
        cases: dict[tuple[object, object], tuple[Literal, Literal, list[Literal]]] = {}
        for part in parts(self._x, event) if times is None else timed_parts(self._x, event):
            if times is not None and not any(time in part.times for time in times):
                continue
            here = self._x.any_of(
                [self._x.all_of([part.roles[role].get(who, False), when]) for role, who, when in ways]
            )
            company = self._x.any_of([part.roles[role].get(who, False) for role, who in seats])
            case = cases.setdefault((key(here), key(company)), (here, company, []))
            case[2].append(part.literal)
        return self._x.any_of(
            [
                self._x.all_of([here, company, self._x.any_of(where)])
                for here, company, where in cases.values()
            ]
        )
