"""XHSTT: the part of a school that the format can say, with its roster as a solution.

XHSTT has no pupils who choose groups: groups and the days of staff are fixed (:class:`Projection`). What
stays open is the time of every session, its staff and its room. Said are: nobody in two places, when staff
cannot, breaks and windows, who may take a seat, rooms that suit, blocks together and rounds in order, and
lessons spread over days. Meetings and duties are events whose staff and time are given. All other rules of a
school have no counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.constraints.link_events import LinkEvents
from vlecht.core.constraints.order_events import OrderEvents
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.core.constraints.spread_events import SpreadEvents
from vlecht.core.problem import Event, EventGroup, Problem, Resource, Role, Time, TimeGroup
from vlecht.core.solution import Solution, SubEvent
from vlecht.instances.exchange.projection import Projection
from vlecht.instances.xhstt_model import Archive, Fields, Instance, SolutionGroup, StoredSolution
from vlecht.instances.xhstt_write import to_xml
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, Session
from vlecht.rules.registry import RULE

CLASS, TEACHER, ROOM = "Class", "Teacher", "Room"

Key = TypeVar("Key")


def xhstt(index: SchoolIndex, roster: Roster) -> bytes:
    """An archive with the school as its instance and the roster as its solution."""
    return to_xml(archive(index, roster))


def archive(index: SchoolIndex, roster: Roster) -> Archive:
    """The same, in memory."""
    writer = _School(index, roster)
    made = writer.problem()
    name = index.school.name or index.school.id
    about: Fields = (
        ("Name", name),
        ("Contributor", "vlecht"),
        ("Date", ""),
        ("Country", "Netherlands"),
        ("Description", "Groups and days at school are fixed; times, staff and rooms are to be found."),
    )
    stored = StoredSolution(made.id, Solution(tuple(writer.placed)))
    group: Fields = (("Contributor", "vlecht"), ("Date", ""), ("Description", "The roster of the school."))
    return Archive((Instance(made, about),), (SolutionGroup("vlecht", group, (stored,)),), index.school.id)


class _School:
    def __init__(self, index: SchoolIndex, roster: Roster) -> None:
        self.index = index
        self.grid = index.grid
        self.roster = roster
        self.view = Projection(index, roster)
        self.plan = self.view.view.plan
        self.events: list[Event] = []
        self.placed: list[SubEvent] = []
        self.event: dict[str, int] = {}
        self.groups: list[EventGroup] = []
        self.constraints: list[Constraint] = []
        self.resources: list[Resource] = []
        self.sets = self._add(CLASS, list(self.view.heads))
        self.staff = self._add(TEACHER, [person.id for person in index.school.staff])
        self.rooms = self._add(ROOM, [room.id for room in index.school.rooms])

    def _add(self, kind: str, names: list[str]) -> dict[str, int]:
        first = len(self.resources)
        self.resources += [Resource(f"{kind}:{name}", kind, name) for name in names]
        return {name: first + number for number, name in enumerate(names)}

    def problem(self) -> Problem:
        """The instance; ``placed`` is then the roster."""
        for session in self.view.sessions:
            self._session(session)
        self._duties()
        self._limits()
        per_day = self.grid.per_day
        return Problem(
            self.index.school.id,
            tuple(Time(self.grid.label(slot), self.grid.label(slot)) for slot in range(self.grid.size)),
            tuple(self.resources),
            tuple(self.events),
            self.index.school.name,
            tuple(
                TimeGroup(f"day:{day}", day, tuple(range(n * per_day, (n + 1) * per_day)), "Day")
                for n, day in enumerate(self.grid.days)
            ),
            (CLASS, TEACHER, ROOM),
            (),
            tuple(self.groups),
            constraints=tuple(self.constraints),
        )

    def _event(
        self, name: str, length: int, start: int, roles: list[tuple[Role, int | None]], given: bool
    ) -> None:
        self.event[name] = len(self.events)
        time = start if given else None
        self.events.append(Event(name, length, tuple(role for role, _ in roles), time, name=name))
        self.placed.append(SubEvent(self.event[name], length, start, tuple(who for _, who in roles)))

    def _session(self, session: Session) -> None:
        activity = self.plan.activity[session.id]
        roles: list[tuple[Role, int | None]] = []
        left = list(session.staff)
        for number, seat in enumerate(activity.seats):
            mine = next((a for a in left if a.function == seat.function), None)
            who = None
            if mine is not None:
                left.remove(mine)
                who = self.staff[mine.staff]
            people = tuple(self.staff[person] for person in seat.candidates)
            roles.append((Role(f"{seat.function.value} {number + 1}", TEACHER, None, people), who))
        if session.room is not None:
            places = tuple(self.rooms[room] for room in activity.rooms)
            roles.append((Role("room", ROOM, None, places), self.rooms[session.room]))
        sets = [self.sets[name] for name in self.view.staying(session)]
        roles += [(Role("", CLASS, number), number) for number in sets]
        start = self.grid.slot(self.grid.day_index[session.day], session.start)
        length = self.grid.slots(session.minutes)
        self._event(session.id, length, start, roles, self.view.is_given(session))

    def _duties(self) -> None:
        """Meetings and break duties: what keeps staff busy besides sessions."""
        for number, held in enumerate(self.roster.meetings, 1):
            day = self.grid.day_index[held.day]
            span = self.grid.span(day, held.start, held.start + held.minutes)
            self._kept(f"meeting {held.meeting} {number}", span, held.staff)
        breaks = {pause.id: pause for pause in self.index.school.calendar.breaks}
        for number, duty in enumerate(self.roster.duties, 1):
            pause = breaks[duty.pause]
            span = self.grid.span(self.grid.day_index[duty.day], pause.start, pause.end)
            self._kept(f"duty {duty.pause} {number}", span, (duty.staff,))

    def _kept(self, name: str, span: range, people: tuple[str, ...]) -> None:
        roles = [(Role("", TEACHER, self.staff[p]), self.staff[p]) for p in people]
        self._event(name, len(span), span.start, [*roles], True)

    def _ask(self, kind: type[Constraint], weight: int = 0, **facts: Any) -> None:
        """A constraint: binding, or with a weight."""
        name = f"{kind.__name__}_{len(self.constraints) + 1}"
        self.constraints.append(
            kind(
                id=name,
                name=name,
                hard=not weight,
                weight=weight or 1,
                function=CostFunction.LINEAR,
                provenance=None,
                **facts,
            )
        )

    def _limits(self) -> None:
        everything = tuple(range(len(self.events)))
        for length, events in _grouped({e: self.events[e].duration for e in everything}):
            self._ask(
                SplitEvents,
                events=events,
                minimum_duration=length,
                maximum_duration=length,
                minimum_amount=1,
                maximum_amount=1,
            )
        self._ask(AssignTime, events=everything)
        self._roles()
        allowed = {self.event[s.id]: self.view.starts(s) for s in self.view.sessions}
        for starts, events in _grouped(allowed):
            self._ask(PreferTimes, events=events, times=tuple(sorted(starts)))
        alone = [self.rooms[room.id] for room in self.index.school.rooms if room.concurrent == 1]
        people = (*self.sets.values(), *self.staff.values())
        self._ask(AvoidClashes, resources=(*people, *alone))
        away = {self.staff[name]: self.view.away(name) for name in self.staff}
        for room in self.index.school.rooms:
            if room.shared:
                ours = self.grid.inside(room.shared)
                away[self.rooms[room.id]] = frozenset(range(self.grid.size)) - ours
        for times, resources in _grouped(away):
            if times:
                self._ask(AvoidUnavailableTimes, resources=resources, times=tuple(sorted(times)))
        self._blocks()
        self._spread()

    def _roles(self) -> None:
        """Every seat and room is filled, by somebody who may."""
        who: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
        for number, event in enumerate(self.events):
            for role in event.roles:
                if role.candidates is not None:
                    who[role.name][number] = role.candidates
        for name, candidates in who.items():
            self._ask(AssignResource, events=tuple(candidates), role=name)
            for resources, events in _grouped(candidates):
                self._ask(PreferResources, events=events, role=name, resources=resources)

    def _blocks(self) -> None:
        pairs: list[tuple[int, int, int, int]] = []
        linked: list[int] = []
        for rounds in self.view.rounds():
            linked += [self._group(same[0].block, same, "link") for same in rounds if len(same) > 1]
            pairs += [(self.event[a[0].id], self.event[b[0].id], 0, 0) for a, b in pairwise(rounds)]
        if linked:
            self._ask(LinkEvents, event_groups=tuple(linked))
        if pairs:
            self._ask(OrderEvents, pairs=tuple(pairs))

    def _group(self, name: str, sessions: list[Session], kind: str) -> int:
        number = len(self.groups)
        events = tuple(self.event[session.id] for session in sessions)
        self.groups.append(EventGroup(f"{kind} {number + 1} {name}", name, events))
        return number

    def _spread(self) -> None:
        """Blocks of a subject on a day above the curriculum's number, as the school prices them."""
        setting = RULE["spread_over_days"].setting(self.index)
        if setting.mode == "off":
            return
        lessons: dict[tuple[str, str], list[Session]] = defaultdict(list)
        for rounds in self.view.rounds():
            block = self.plan.block[rounds[0][0].block]
            for home in block.home_groups:
                lessons[home, block.subject].append(rounds[0][0])
        most: dict[int, list[int]] = defaultdict(list)
        for (home, subject), firsts in lessons.items():
            line = self.index.curriculum.get((home, subject))
            if line is not None and len(firsts) > line.max_per_day:
                most[line.max_per_day].append(self._group(f"{subject} {home}", firsts, "spread"))
        for number, groups in most.items():
            spans = tuple((day, 0, number) for day in range(len(self.grid.days)))
            weight = 0 if setting.mode == "hard" else setting.weight
            self._ask(SpreadEvents, weight, event_groups=tuple(groups), spans=spans)


def _grouped(of: Mapping[int, Key]) -> Iterator[tuple[Key, tuple[int, ...]]]:
    """What several have alike, with all that have it."""
    found: dict[Key, list[int]] = defaultdict(list)
    for number, value in of.items():
        found[value].append(number)
    return ((value, tuple(members)) for value, members in found.items())
