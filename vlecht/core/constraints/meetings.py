"""Who meets whom: the resources in the sub-events that another attends, on a finished solution and in a
model. The two sides share nothing; constraints about companions and places take either from here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.posting import key, negation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View

    Way = tuple[int, int, Literal]
    """(role, who fills it, on which condition): a resource attends a sub-event with this in the role."""


def met_at(view: View, resource: int, wanted: Collection[int]) -> dict[int, set[int]]:
    """Time -> those of the wanted resources that fill roles in what the resource attends then.

    As for its load, an event it is released from counts at times when nothing else claims it. Only
    times with such a companion are listed; a resource is no companion of itself.
    """
    firm: dict[int, set[int]] = {}
    yielding: dict[int, set[int]] = {}
    for position in set(view.positions_of(resource)):
        sub = view.solution.sub_events[position]
        found = yielding if (resource, sub.event) in view.solution.releases else firm
        for time in sub.times:
            if time < len(view.problem.times):
                found.setdefault(time, set()).update(other for other in sub.resources if other is not None)
    present = yielding | firm
    met = {time: (others - {resource}).intersection(wanted) for time, others in present.items()}
    return {time: others for time, others in met.items() if others}


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
        self.pupils = [pupil for pupil in range(len(x.problem.resources)) if x.groups(pupil)]
        """Every resource that is, or may be, enrolled in a group."""
        self._roles: dict[int, list[tuple[int, int]]] = {}
        for event in range(len(x.problem.events)):
            placements = x.placements(event)
            for role in range(len(x.problem.events[event].roles)):
                for resource in set().union(*(placement.roles[role] for placement in placements)):
                    self._roles.setdefault(resource, []).append((event, role))
        self._ways: dict[tuple[int, bool], dict[int, list[Way]]] = {}
        self._claims: dict[tuple[int, int], Literal] = {}
        self._known_parts: dict[int, dict[int | None, list[Part]]] = {}

    def meets(self, resource: int, companions: Collection[int], time: int) -> Literal:
        """Whether one of the companions fills a role in what the resource attends at the time.

        An event it is released from counts while nothing else claims it, as for its load.
        """
        together = {
            event: self._together(event, ways, seats, time)
            for event, ways, seats in self._shared(resource, companions, direct=True)
        }
        released = {event: self._x.released(resource, event) for event in together}
        firm = [self._x.all_of([now, negation(released[event])]) for event, now in together.items()]
        back = self._x.any_of([self._x.all_of([now, released[event]]) for event, now in together.items()])
        if back is not False:
            firm.append(self._x.all_of([back, negation(self._claimed(resource, time))]))
        return self._x.any_of(firm)

    def shares(
        self, resource: int, companions: Collection[int], time: int | None, direct: bool = True
    ) -> Literal:
        """Whether one of the companions fills a role in a sub-event of the resource, released or not.

        With a time: in one that covers it; else it need not even have a time.
        ``direct=False``: only sub-events that it attends through a group.
        """
        return self._x.any_of(
            [
                self._together(event, ways, seats, time)
                for event, ways, seats in self._shared(resource, companions, direct)
            ]
        )

    def attendees(self, event: int, part: Part) -> list[Literal]:
        """Per pupil who may be enrolled in a group of a part of the event: whether so, given the part."""
        found: list[Literal] = []
        for pupil in self.pupils:
            here = self._attends(self._ways_to(pupil, direct=False).get(event, []), part)
            if here is not False:
                found.append(here)
        return found

    def likeness(self, pupil: int) -> tuple[object, ...]:
        """Equal for pupils who are enrolled in the same groups of events whatever is decided."""
        return tuple(
            (event, role, group, key(joins))
            for event, ways in sorted(self._ways_to(pupil, direct=False).items())
            for role, group, joins in ways
        )

    def _ways_to(self, resource: int, direct: bool) -> dict[int, list[Way]]:
        """Event -> the ways for a resource to attend it."""
        known = self._ways.get((resource, direct))
        if known is None:
            known = self._ways[resource, direct] = {}
            for event, role in self._roles.get(resource, ()) if direct else ():
                known.setdefault(event, []).append((role, resource, True))
            for group in self._x.groups(resource):
                joins = self._x.joins(resource, group)
                if joins is not False:
                    for event, role in self._roles.get(group, ()):
                        known.setdefault(event, []).append((role, group, joins))
        return known

    def _shared(
        self, resource: int, companions: Collection[int], direct: bool
    ) -> Iterator[tuple[int, list[Way], list[Way]]]:
        """The events that a resource and some companion may attend: ways of the one, roles of the others."""
        seats: dict[int, list[Way]] = {}
        for companion in companions:
            if companion != resource:
                for event, role in self._roles.get(companion, ()):
                    seats.setdefault(event, []).append((role, companion, True))
        ways = self._ways_to(resource, direct)
        for event in sorted(ways.keys() & seats.keys()):
            yield event, ways[event], seats[event]

    def _claimed(self, resource: int, time: int) -> Literal:
        """Whether the resource attends something at the time that it is not released from."""
        known = self._claims.get((resource, time))
        if known is None:
            known = self._claims[resource, time] = self._x.any_of(
                [
                    self._x.all_of(
                        [
                            self._together(event, ways, None, time),
                            negation(self._x.released(resource, event)),
                        ]
                    )
                    for event, ways in self._ways_to(resource, direct=True).items()
                ]
            )
        return known

    def _attends(self, ways: list[Way], part: Part) -> Literal:
        """Whether one of the ways is taken, given the part."""
        return self._x.any_of(
            [self._x.all_of([part.roles[role].get(who, False), when]) for role, who, when in ways]
        )

    def _together(self, event: int, ways: list[Way], seats: list[Way] | None, time: int | None) -> Literal:
        """Whether some sub-event of the event has one of the ways and one of the seats (if any) taken."""
        # Mostly group and companion come with the event, wherever it is placed. Placements with equal
        # conditions are taken together, so that conditions need not be multiplied with each of them.
        cases: dict[tuple[object, object], tuple[Literal, Literal, list[Literal]]] = {}
        for part in self._parts(event).get(time, ()):
            here = self._attends(ways, part)
            company = True if seats is None else self._attends(seats, part)
            case = cases.setdefault((key(here), key(company)), (here, company, []))
            case[2].append(part.literal)
        return self._x.any_of(
            [
                self._x.all_of([here, company, self._x.any_of(where)])
                for here, company, where in cases.values()
            ]
        )

    def _parts(self, event: int) -> dict[int | None, list[Part]]:
        """Time -> the parts of the event that cover it; ``None`` -> all, where times do not matter."""
        known = self._known_parts.get(event)
        if known is None:
            known = self._known_parts[event] = {None: parts(self._x, event)}
            for part in timed_parts(self._x, event):
                for time in part.times:
                    known.setdefault(time, []).append(part)
        return known
