"""Who meets whom: the resources in the sub-events that another attends, on a finished solution and in a
model. The two sides share nothing; constraints about companions and places take either from here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
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
    roles: tuple[Mapping[int, Literal], ...]


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
    roles = range(len(x.problem.events[event].roles))
    return [Part(True, range(0), tuple(_Eventually(x, event, role, found) for role in roles))]


class _Eventually(Mapping[int, "Literal"]):
    """Resource -> whether it has a role of an event that cannot be split; made when asked for."""

    def __init__(self, x: Variables, event: int, role: int, found: list[Part]) -> None:
        self._ask = partial(x.assigned, event, role)
        self._choices = [part.roles[role] for part in found]
        self._resources = sorted(set().union(*self._choices))

    def __getitem__(self, resource: int) -> Literal:
        if not any(resource in choices for choices in self._choices):
            raise KeyError(resource)
        return all(choices.get(resource) is True for choices in self._choices) or self._ask(resource)

    def __iter__(self) -> Iterator[int]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Pupils who are somewhere together: whether each is among them, and whether the crowd is there.

    Crowds of equal ``name`` are made of the same pupils, whatever is decided.
    """

    name: tuple[object, ...]
    members: tuple[tuple[int, Literal], ...]
    here: Literal


class Meetings:
    """The same in a model: literals for who attends what, and for who meets whom when."""

    def __init__(self, x: Variables) -> None:
        self._x = x
        self._enrolled: dict[int, list[tuple[int, Literal]]] = {}
        for pupil in range(len(x.problem.resources)):
            for group in x.groups(pupil):
                if (joins := x.joins(pupil, group)) is not False:
                    self._enrolled.setdefault(group, []).append((pupil, joins))
        self._ways: dict[int, dict[int, list[Way]]] = {}
        self._claims: dict[tuple[int, int], Literal] = {}
        self._known_parts: dict[int, dict[int | None, list[Part]]] = {}
        self._crowds: dict[tuple[object, ...], tuple[tuple[int, Literal], ...]] = {}

    def meets(self, resource: int, wanted: Collection[int], time: int | None) -> dict[int, Literal]:
        """Companion -> whether it fills a role in what the resource attends at the time.

        An event the resource is released from counts while nothing else claims it, as for its load.
        Without a time: in any sub-event of the resource, be it released, and needing no time. Only
        those of the wanted are listed whom it can meet.
        """
        firm: dict[int, list[Literal]] = {}
        back: dict[int, list[Literal]] = {}
        for event, ways in self._ways_to(resource).items():
            released = False if time is None else self._x.released(resource, event)
            for companion, together in self._together(resource, ways, wanted, event, time).items():
                firm.setdefault(companion, []).append(self._x.all_of([together, negation(released)]))
                if released is not False:
                    back.setdefault(companion, []).append(self._x.all_of([together, released]))
        for companion, literals in back.items():
            assert time is not None
            idle = negation(self._claimed(resource, time))
            firm[companion].append(self._x.all_of([self._x.any_of(literals), idle]))
        met = {companion: self._x.any_of(literals) for companion, literals in sorted(firm.items())}
        return {companion: literal for companion, literal in met.items() if literal is not False}

    def crowd(self, part: Part) -> Crowd:
        """The pupils who may be enrolled in the groups of a part, given the part."""
        groups = [
            (group, literal)
            for choices in part.roles
            for group in choices
            if group in self._enrolled and (literal := choices[group]) is not False
        ]
        name = tuple((group, key(literal)) for group, literal in groups)
        known = self._crowds.get(name)
        if known is None:
            ways: dict[int, list[Literal]] = {}
            for group, literal in groups:
                for pupil, joins in self._enrolled[group]:
                    ways.setdefault(pupil, []).append(self._x.all_of([joins, literal]))
            members = {pupil: self._x.any_of(literals) for pupil, literals in sorted(ways.items())}
            known = tuple((pupil, literal) for pupil, literal in members.items() if literal is not False)
            self._crowds[name] = known
        return Crowd(name, known, part.literal)

    def crowds(self, place: int, time: int) -> list[Crowd]:
        """The crowds that may be in a place at a time; equal ones of several sub-events are one."""
        found: dict[tuple[object, ...], tuple[Crowd, list[Literal]]] = {}
        for event in dict.fromkeys(event for event, _ in self._x.roles_of(place)):
            for part in self.parts(event).get(time, ()):
                seat = self._x.any_of([choices[place] for choices in part.roles if place in choices])
                # A literal of the place implies the part's own; only True says nothing of it.
                here = part.literal if seat is True else seat
                if here is not False:
                    crowd = self.crowd(part)
                    found.setdefault(crowd.name, (crowd, []))[1].append(here)
        return [replace(crowd, here=self._x.any_of(here)) for crowd, here in found.values() if crowd.members]

    def parts(self, event: int) -> dict[int | None, list[Part]]:
        """Time -> the parts of the event that cover it; ``None`` -> all, where times do not matter."""
        known = self._known_parts.get(event)
        if known is None:
            known = self._known_parts[event] = {None: parts(self._x, event)}
            for part in timed_parts(self._x, event):
                for time in part.times:
                    known.setdefault(time, []).append(part)
        return known

    def _ways_to(self, resource: int) -> dict[int, list[Way]]:
        """Event -> the ways for a resource to attend it."""
        known = self._ways.get(resource)
        if known is None:
            known = self._ways[resource] = {}
            for event, role in self._x.roles_of(resource):
                known.setdefault(event, []).append((role, resource, True))
            for group in self._x.groups(resource):
                if (joins := self._x.joins(resource, group)) is not False:
                    for event, role in self._x.roles_of(group):
                        known.setdefault(event, []).append((role, group, joins))
        return known

    def _claimed(self, resource: int, time: int) -> Literal:
        """Whether the resource attends something at the time that it is not released from."""
        known = self._claims.get((resource, time))
        if known is None:
            claims: list[Literal] = []
            for event, ways in self._ways_to(resource).items():
                bound = negation(self._x.released(resource, event))
                claims.extend(
                    self._x.all_of([part.literal, self._attends(ways, part), bound])
                    for part in self.parts(event).get(time, ())
                )
            known = self._claims[resource, time] = self._x.any_of(claims)
        return known

    def _attends(self, ways: list[Way], part: Part) -> Literal:
        """Whether one of the ways is taken, given the part."""
        return self._x.any_of(
            [self._x.all_of([part.roles[role].get(who, False), when]) for role, who, when in ways]
        )

    def _together(
        self, resource: int, ways: list[Way], wanted: Collection[int], event: int, time: int | None
    ) -> dict[int, Literal]:
        """Companion -> whether it and the resource are in one sub-event of the event."""
        # Mostly group and companion come with the event, wherever it is placed. Placements with equal
        # conditions are taken together, so that conditions need not be multiplied with each of them.
        cases: dict[int, dict[tuple[object, object], tuple[Literal, Literal, list[Literal]]]] = {}
        for part in self.parts(event).get(time, ()):
            here = self._attends(ways, part)
            if here is False:
                continue
            seats: dict[int, list[Literal]] = {}
            for choices in part.roles:
                for companion in choices.keys() & wanted:
                    seats.setdefault(companion, []).append(choices[companion])
            seats.pop(resource, None)
            for companion, literals in sorted(seats.items()):
                seat = self._x.any_of(literals)
                case = cases.setdefault(companion, {})
                case.setdefault((key(here), key(seat)), (here, seat, []))[2].append(part.literal)
        return {
            companion: self._x.any_of(
                [self._x.all_of([here, seat, self._x.any_of(where)]) for here, seat, where in case.values()]
            )
            for companion, case in cases.items()
        }
