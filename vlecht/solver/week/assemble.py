"""From decisions to a roster: sessions, who leaves which session, who is freed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vlecht.core.solution import Solution
from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import (
    Assignment,
    BreakDuty,
    Freed,
    Group,
    MeetingSession,
    Roster,
    Session,
)
from vlecht.models.words import Window
from vlecht.rules.frame import Frame
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.week.seats import Staffing
from vlecht.solver.week.units import Week


def group_list(plan: Plan, grouping: Grouping) -> tuple[Group, ...]:
    """All instruction groups, in plan order."""
    return tuple(
        Group(
            id=group,
            delivery=delivery,
            members=grouping.members.get(group, ()),
            guests=grouping.guests.get(group, ()),
        )
        for delivery, groups in plan.groups_of.items()
        for group in groups
    )


def with_leavers(index: SchoolIndex, roster: Roster) -> Roster:
    """The roster with ``without`` filled in: pupils whose own activity elsewhere overlaps a session.

    A pupil leaves a session of the home group for support, and for the level of another cluster.
    """
    members = dict(index.pupils_of) | {g.id: g.members + g.guests for g in roster.groups}
    claims: dict[str, list[Session]] = defaultdict(list)
    for session in roster.sessions:
        delivery = index.deliveries[session.delivery]
        for group in session.groups:
            for pupil in members.get(group, ()):
                home = index.pupils[pupil].home_group
                if delivery.form == "support" or home not in delivery.home_groups:
                    claims[pupil].append(session)
    leavers: dict[str, list[str]] = defaultdict(list)
    if claims:
        for session in roster.sessions:
            delivery = index.deliveries[session.delivery]
            for group in session.groups:
                for pupil in members.get(group, ()):
                    mine = claims.get(pupil, ())
                    if session not in mine and any(_overlap(session, other) for other in mine):
                        leavers[session.id].append(pupil)
    sessions = tuple(s.model_copy(update={"without": tuple(leavers.get(s.id, ()))}) for s in roster.sessions)
    return roster.model_copy(update={"sessions": sessions})


def _overlap(a: Session, b: Session) -> bool:
    return a.day == b.day and a.start < b.end and b.start < a.end


def with_freed(index: SchoolIndex, roster: Roster) -> Roster:
    """The roster with ``freed`` filled in: the team's end-responsible staff with nothing on in a round."""
    busy: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for session in roster.sessions:
        for assignment in session.staff:
            busy[assignment.staff].append((session.day, session.start, session.end))
    for meeting in roster.meetings:
        for name in meeting.staff:
            busy[name].append((meeting.day, meeting.start, meeting.start + meeting.minutes))
    freed: dict[tuple[str, str, int, str], Freed] = {}
    for session in roster.sessions:
        delivery = index.deliveries[session.delivery]
        if not isinstance(delivery, InstructionRoundsDelivery):
            continue
        team = index.clusters[index.cluster_of(delivery.home_groups[0])].team
        window = Window(days=(session.day,), start=session.start, end=session.end)
        slots = index.grid.within([window])
        for person in team:
            free = (
                index.end_responsible(person)
                and session.day in roster.workdays.get(person, ())
                and not slots & index.availability(person, "cannot")
                and not any(
                    d == session.day and s < session.end and session.start < e for d, s, e in busy[person]
                )
            )
            if free:
                key = (session.block, session.day, session.start, person)
                freed[key] = Freed(
                    block=session.block,
                    day=session.day,
                    start=session.start,
                    minutes=session.minutes,
                    staff=person,
                )
    return roster.model_copy(update={"freed": tuple(freed.values())})


@dataclass(frozen=True)
class Placed:
    """An activity as decided: start slot, person per seat (in seat order, ``None``: empty), room."""

    start: int
    staff: tuple[str | None, ...]
    room: str | None


def build(
    index: SchoolIndex,
    plan: Plan,
    grouping: Grouping,
    placed: dict[str, Placed],
    meetings: tuple[MeetingSession, ...],
    duties: tuple[BreakDuty, ...],
    workdays: dict[str, tuple[str, ...]],
) -> Roster:
    """The roster that decisions mean (an activity that is not placed is left out)."""
    grid = index.grid
    sessions: list[Session] = []
    for block in plan.blocks:
        for activity in block.activities:
            found = placed.get(activity.id)
            if found is None:
                continue
            filled = zip(activity.seats, found.staff, strict=True)
            sessions.append(
                Session(
                    id=activity.id,
                    block=grouping.moments.get(block.id, block.id),
                    delivery=activity.delivery,
                    subject=activity.subject,
                    kind=activity.kind,
                    day=grid.days[grid.day(found.start)],
                    start=grid.clock(found.start),
                    minutes=activity.length * grid.step,
                    groups=activity.groups,
                    staff=tuple(
                        Assignment(staff=person, function=seat.function) for seat, person in filled if person
                    ),
                    room=found.room,
                )
            )
    roster = Roster(
        school=index.school.id,
        groups=group_list(plan, grouping),
        sessions=tuple(sessions),
        meetings=meetings,
        duties=duties,
        workdays=workdays,
    )
    return with_freed(index, with_leavers(index, roster))


def from_staffing(week: Week, staffing: Staffing) -> Roster:
    """The roster of a staffed lay-out."""
    layout = staffing.layout
    placed = {
        activity.id: Placed(
            layout.starts[u] + activity.offset,
            tuple(layout.staff.get((activity.id, number)) for number in range(len(activity.seats))),
            layout.rooms.get(activity.id),
        )
        for u, unit in enumerate(week.units)
        if u in layout.starts
        for activity in unit.activities
    }
    return build(
        week.index, week.plan, week.grouping, placed, staffing.meetings, staffing.duties, staffing.workdays
    )


def from_solution(frame: Frame, grouping: Grouping, solution: Solution) -> Roster:
    """The roster that a core solution means."""
    index = frame.index
    grid = index.grid
    staff = {number: name for name, number in frame.staff.items()}
    rooms = {number: name for name, number in frame.room.items()}
    days = {number: name for name, number in frame.day.items()}
    subs = {sub.event: sub for sub in solution.sub_events}
    placed: dict[str, Placed] = {}
    for activity in frame.plan.activities:
        sub = subs[frame.event[activity.id]]
        if sub.start is not None:
            seats = len(activity.seats)
            room = sub.resources[seats]
            people = tuple(None if found is None else staff[found] for found in sub.resources[:seats])
            placed[activity.id] = Placed(sub.start, people, None if room is None else rooms[room])
    meetings = tuple(
        MeetingSession(
            meeting=meeting,
            day=grid.days[grid.day(sub.start)],
            start=grid.clock(sub.start),
            minutes=sub.duration * grid.step,
            staff=tuple(staff[found] for found in sub.resources if found is not None),
        )
        for meeting, events in frame.meeting_events.items()
        for sub in (subs[event] for event in events)
        if sub.start is not None
    )
    duties = tuple(
        BreakDuty(pause=pause, day=day, staff=staff[found], place=_place(index, pause, number))
        for (pause, day), events in frame.duty_events.items()
        for number, event in enumerate(events)
        if (found := subs[event].resources[0]) is not None
    )
    workdays: dict[str, list[str]] = {name: [] for name in frame.staff}
    for person, day in sorted(solution.joins):
        if person in staff and day in days:
            workdays[staff[person]].append(days[day])
    shown = {name: tuple(found) for name, found in workdays.items()}
    return build(index, frame.plan, grouping, placed, meetings, duties, shown)


def _place(index: SchoolIndex, pause: str, number: int) -> str | None:
    places = next(b.places for b in index.school.calendar.breaks if b.id == pause)
    return places[number % len(places)] if places else None
