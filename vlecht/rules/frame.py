"""A school as a core problem without constraints, and rosters as solutions of it.

Resources: every pupil (``pupil``), home and instruction group (``group``), staff member (``staff``), room
(``room``) and school day (``day``). Events: one per activity of the plan (its seats and its room are
roles, its groups preassigned), one per workshop moment, meeting and break duty. Enrolment choices: the
pupils' groups, and the days each staff member is at school (joining a day is being at school then). The
workload of a role of staff is its contact minutes: those of the session or break, none for meetings.
"""

from __future__ import annotations

from functools import cached_property

from vlecht.core.problem import Choice, Event, EventGroup, Problem, Resource, Role, Time, TimeGroup
from vlecht.core.solution import Solution, SubEvent
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, Plan
from vlecht.models.roster import Roster
from vlecht.models.words import Function

ROOM = "room"
"""Name of the room's role in an activity's event."""


def seat_name(number: int, function: Function) -> str:
    """Role name of an activity's seat: its function, numbered from 0 within the activity."""
    return f"{number}:{function.value}"


class Frame:
    """The core skeleton of a school and its plan. Maps go from school ids to core indices."""

    def __init__(self, index: SchoolIndex, plan: Plan | None = None) -> None:
        self.index = index
        self.plan = plan or expand(index)
        grid = index.grid
        school = index.school
        self.resources: list[Resource] = []
        self.pupil = self._add("pupil", [p.id for p in school.pupils])
        groups = [g.id for g in school.home_groups]
        groups += list(dict.fromkeys(g for c in self.plan.choices for g in c.groups))
        self.group = self._add("group", groups)
        self.staff = self._add("staff", [s.id for s in school.staff])
        self.room = self._add("room", [r.id for r in school.rooms])
        self.day = self._add("day", list(grid.days))
        self.times = tuple(Time(grid.label(slot)) for slot in range(grid.size))
        self.events: list[Event] = []
        self.event: dict[str, int] = {}
        for activity in self.plan.activities:
            self._add_event(self._activity_event(activity))
        self.anchor: dict[str, int] = {}
        """Block -> the event that starts when the block starts."""
        for block in self.plan.blocks:
            if not block.activities:
                self._add_event(Event(block.id, block.length))
            first = next((a.id for a in block.activities if a.offset == 0), block.id)
            self.anchor[block.id] = self.event[first]
        self.meeting_events: dict[str, tuple[int, ...]] = {}
        self.duty_events: dict[tuple[str, str], tuple[int, ...]] = {}
        self._add_meetings()
        self._add_duties()

    def _add(self, kind: str, ids: list[str]) -> dict[str, int]:
        base = len(self.resources)
        self.resources.extend(Resource(f"{kind}:{name}", kind, name) for name in ids)
        return {name: base + position for position, name in enumerate(ids)}

    def _add_event(self, event: Event) -> int:
        self.event[event.id] = len(self.events)
        self.events.append(event)
        return self.event[event.id]

    def _activity_event(self, activity: Activity) -> Event:
        seats = tuple(
            Role(
                seat_name(number, seat.function),
                "staff",
                candidates=tuple(self.staff[person] for person in seat.candidates),
                workload=activity.length * self.index.grid.step,
            )
            for number, seat in enumerate(activity.seats)
        )
        room = Role(ROOM, "room", candidates=tuple(self.room[room] for room in activity.rooms))
        groups = tuple(Role("", "group", preassigned=self.group[group]) for group in activity.groups)
        return Event(activity.id, activity.length, (*seats, room, *groups))

    def _add_meetings(self) -> None:
        grid = self.index.grid
        for meeting in self.index.school.meetings:
            members = self.index.meeting_members(meeting.id)
            roles = tuple(
                Role(f"member:{m}", "staff", candidates=(self.staff[m],), workload=0) for m in members
            )
            weeks = max(1, len(self.index.school.calendar.weeks))
            self.meeting_events[meeting.id] = tuple(
                self._add_event(Event(f"meeting|{meeting.id}#{n}", grid.slots(meeting.minutes), roles))
                for n in range(1, meeting.per_week * weeks + 1)
            )

    def _add_duties(self) -> None:
        grid = self.index.grid
        able = tuple(
            self.staff[person]
            for person in self.index.staff
            if self.index.permission(person, Function.BREAK_DUTY) is not None
        )
        for pause in self.index.school.calendar.breaks:
            for day in grid.days_of(pause.days):
                span = grid.span(day, pause.start, pause.end)
                duty = Role(
                    seat_name(0, Function.BREAK_DUTY),
                    "staff",
                    candidates=able,
                    workload=pause.end - pause.start,
                )
                self.duty_events[pause.id, grid.days[day]] = tuple(
                    self._add_event(
                        Event(
                            f"duty|{pause.id}|{grid.days[day]}#{n}",
                            len(span),
                            (duty,),
                            time=span.start,
                        )
                    )
                    for n in range(1, pause.supervisors + 1)
                )

    def seats(self, activity: str) -> tuple[int, ...]:
        """Role positions of an activity's seats in its event."""
        return tuple(range(len(self.plan.activity[activity].seats)))

    def room_role(self, activity: str) -> int:
        """Role position of an activity's room in its event."""
        return len(self.plan.activity[activity].seats)

    def day_slots(self, day: int) -> tuple[int, ...]:
        """All slots of a day."""
        per_day = self.index.grid.per_day
        return tuple(range(day * per_day, (day + 1) * per_day))

    def blocks_of(self, home_group: str, subject: str | None = None) -> tuple[Block, ...]:
        """Blocks that take up a home group (of one subject, when given)."""
        return tuple(
            block
            for block in self.plan.blocks
            if home_group in block.home_groups and subject in (None, block.subject)
        )

    @cached_property
    def time_groups(self) -> tuple[TimeGroup, ...]:
        """One time group a day, in order; then one a day of its lesson slots (of any cluster)."""
        grid = self.index.grid
        lessons = frozenset[int]().union(*map(grid.teaching_slots, self.index.clusters))
        days = [
            TimeGroup(day, day, self.day_slots(position), "Day") for position, day in enumerate(grid.days)
        ]
        taught = [
            TimeGroup(f"{day.id}|lessons", day.name, tuple(slot for slot in day.times if slot in lessons))
            for day in days
        ]
        return (*days, *taught)

    def lesson_times(self, day: int) -> int:
        """The time group of a day's lesson slots."""
        return len(self.index.grid.days) + day

    @cached_property
    def lessons(self) -> dict[tuple[str, str], int]:
        """(home group, subject) -> the event group of what its blocks start with."""
        keys = dict.fromkeys((g, block.subject) for block in self.plan.blocks for g in block.home_groups)
        return {key: position for position, key in enumerate(keys)}

    @cached_property
    def event_groups(self) -> tuple[EventGroup, ...]:
        """Per home group and subject: the events its blocks start with."""
        found: dict[tuple[str, str], list[int]] = {key: [] for key in self.lessons}
        for block in self.plan.blocks:
            for group in block.home_groups:
                found[group, block.subject].append(self.anchor[block.id])
        return tuple(
            EventGroup(f"{group}|{subject}", f"{subject} of {group}", tuple(events))
            for (group, subject), events in found.items()
        )

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Enrolment choices: pupils in groups, staff on days."""
        found: list[Choice] = []
        for choice in self.plan.choices:
            kind = "guest" if choice.guest else "join"
            options = tuple(self.group[group] for group in choice.groups)
            found.extend(
                Choice(
                    f"{kind}|{choice.delivery}|{pupil}",
                    self.pupil[pupil],
                    options,
                    choice.count,
                    choice.count,
                )
                for pupil in choice.pupils
            )
        days = tuple(self.day.values())
        for person in self.index.school.staff:
            limit = (
                person.max_days * max(1, len(self.index.school.calendar.weeks))
                if person.max_days
                else len(days)
            )
            found.append(Choice(f"days|{person.id}", self.staff[person.id], days, 0, limit))
        return tuple(found)

    @cached_property
    def releases(self) -> frozenset[tuple[int, int]]:
        """(pupil, event) pairs a solution may use: pupils pulled out, or at another cluster's level."""
        found: set[tuple[int, int]] = set()
        for choice in self.plan.choices:
            delivery = self.index.deliveries[choice.delivery]
            for pupil in choice.pupils:
                home = self.index.pupils[pupil].home_group
                outside = home not in delivery.home_groups or delivery.form == "support"
                if outside and not choice.guest:
                    found.update(
                        (self.pupil[pupil], self.event[activity.id])
                        for block in self.plan.blocks
                        if home in self._occupies(block) and block.delivery != choice.delivery
                        for activity in block.activities
                    )
        return frozenset(found)

    def _occupies(self, block: Block) -> tuple[str, ...]:
        """Home groups whose pupils are at a block: a workshop section takes up none, but has their pupils."""
        return self.index.deliveries[block.delivery].home_groups if block.hosts else block.home_groups

    @cached_property
    def problem(self) -> Problem:
        """The problem, still without constraints."""
        return Problem(
            id=self.index.school.id,
            times=self.times,
            resources=tuple(self.resources),
            events=tuple(self.events),
            time_groups=self.time_groups,
            event_groups=self.event_groups,
            resource_types=("pupil", "group", "staff", "room", "day"),
            members={
                self.group[group]: tuple(self.pupil[p] for p in pupils)
                for group, pupils in self.index.pupils_of.items()
            },
            choices=self.choices,
            releases=self.releases,
        )

    def solution(self, roster: Roster) -> Solution:
        """A roster of this plan as a core solution.

        Sessions are matched by id; an activity without a session is unplaced. Raises ``KeyError`` for a
        session that is not in the plan.
        """
        grid = self.index.grid
        starts: dict[str, int] = {}
        filled: dict[str, list[int | None]] = {
            event.id: [role.preassigned for role in event.roles] for event in self.events
        }
        for session in roster.sessions:
            activity = self.plan.activity[session.id]
            starts[session.id] = grid.slot(grid.day_index[session.day], session.start)
            starts.setdefault(session.block, starts[session.id] - activity.offset)
            taken: set[int] = set()
            for person in session.staff:
                for number, seat in enumerate(activity.seats):
                    if seat.function == person.function and number not in taken:
                        taken.add(number)
                        filled[session.id][number] = self.staff[person.staff]
                        break
            if session.room is not None:
                filled[session.id][len(activity.seats)] = self.room[session.room]
        self._place_meetings(roster, starts, filled)
        self._place_duties(roster, starts, filled)
        joins = {(self.pupil[p], self.group[g.id]) for g in roster.groups for p in g.members + g.guests}
        joins |= {(self.staff[s], self.day[day]) for s, days in roster.workdays.items() for day in days}
        return Solution(
            tuple(
                SubEvent(position, event.duration, starts.get(event.id), tuple(filled[event.id]))
                for position, event in enumerate(self.events)
            ),
            frozenset(joins),
            frozenset((self.pupil[p], self.event[s.id]) for s in roster.sessions for p in s.without),
        )

    def _place_meetings(
        self, roster: Roster, starts: dict[str, int], filled: dict[str, list[int | None]]
    ) -> None:
        grid = self.index.grid
        for meeting, events in self.meeting_events.items():
            held = [m for m in roster.meetings if m.meeting == meeting]
            for event, found in zip(events, held, strict=False):
                name = self.events[event].id
                starts[name] = grid.slot(grid.day_index[found.day], found.start)
                for number, role in enumerate(self.events[event].roles):
                    member = role.name.removeprefix("member:")
                    filled[name][number] = self.staff[member] if member in found.staff else None

    def _place_duties(
        self, roster: Roster, starts: dict[str, int], filled: dict[str, list[int | None]]
    ) -> None:
        for (pause, day), events in self.duty_events.items():
            held = [d for d in roster.duties if d.pause == pause and d.day == day]
            for position, event in enumerate(events):
                name = self.events[event].id
                time = self.events[event].time
                assert time is not None  # duties have a given time
                starts[name] = time
                filled[name][0] = self.staff[held[position].staff] if position < len(held) else None
