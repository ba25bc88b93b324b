"""The figures of a roster that schools compare scenarios by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise

from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.formation import RosterFigures, Spread
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, Session
from vlecht.models.words import Function
from vlecht.rules.view import RosterView

TAUGHT = ("class", "level_group", "instruction", "station", "workshop")
"""Kinds of session in which pupils are taught."""
IN_GROUPS = ("level_group", "instruction", "station", "workshop")
"""Those in which they are in an instruction group."""
_IN_CHARGE = (Function.LEAD, Function.SUPERVISE)
BREAK_MINUTES, BREAK_WINDOW, LONG_DAY = 20, (630, 840), 240
"""A break: its least length, the clock times it lies between, and the minutes of work that ask for one."""


def roster_figures(index: SchoolIndex, roster: Roster) -> RosterFigures:
    """The figures, per week of the cycle."""
    view = RosterView(index, roster)
    weeks = max(1, len(index.school.calendar.weeks))
    sizes = [len(group.members) for group in roster.groups if _regroups(index, group.delivery)]
    taught, grouped, alone, met = _instruction(index, view)
    support, one_to_one = _support(view)
    guides, per_guide = _guided(view)
    contact = _contact(index, view)
    return RosterFigures(
        group_size=_spread(sizes),
        groups=len(sizes),
        class_size=round(met, 2),
        instruction=_spread(minutes / weeks for minutes in taught.values()),
        in_groups=round(sum(grouped.values()) / weeks / max(1, len(index.pupils)), 1),
        supported=len(support),
        support=_spread(minutes / weeks for minutes in support.values()),
        alone=round(one_to_one / weeks, 1),
        independent=_spread(minutes / weeks for minutes in alone.values()),
        guided=_spread(minutes / weeks for minutes in guides.values()),
        per_guide=round(per_guide, 1),
        own_teacher=_spread(minutes / weeks for minutes in _own_teacher(index, view).values()),
        faces=_spread(
            len({a.staff for s in view.sessions_of_pupil.get(pupil, ()) for a in s.staff})
            for pupil in index.pupils
        ),
        room_changes=_spread(_room_changes(view, pupil) / weeks for pupil in index.pupils),
        contact=_spread(contact.values(), 3),
        over_95=sum(share > 0.95 for share in contact.values()),
        gaps=round(_mean(_gaps(index, view)) / weeks, 1),
        free=round(_mean(_free(index, view)) / weeks, 1),
        handovers=_handovers(index, view),
        breaks=round(_breaks(index, view), 4),
        freed=_freed(roster),
    )


def _regroups(index: SchoolIndex, delivery: str) -> bool:
    return index.deliveries[delivery].form != "support"


def _spread(values: Iterable[float], digits: int = 1) -> Spread:
    found = list(values)
    if not found:
        return Spread()
    return Spread(
        mean=round(sum(found) / len(found), digits),
        least=round(min(found), digits),
        most=round(max(found), digits),
    )


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _effective(index: SchoolIndex, session: Session) -> int:
    """Minutes of instruction in a session: a round's less its overhead."""
    delivery = index.deliveries[session.delivery]
    overhead = delivery.overhead_minutes if isinstance(delivery, InstructionRoundsDelivery) else 0
    return max(0, session.minutes - (overhead if session.kind == "instruction" else 0))


def _instruction(
    index: SchoolIndex, view: RosterView
) -> tuple[dict[str, float], dict[str, float], dict[str, float], float]:
    """Per pupil: minutes taught, taught in groups, at independent work; and the mean size of what is taught
    together, weighted by pupil-minutes. Who leaves a session or is a guest there is not taught there."""
    taught, grouped, alone = (dict.fromkeys(index.pupils, 0.0) for _ in range(3))
    weight = total = 0.0
    guests = {group.id: set(group.guests) for group in view.roster.groups}
    for session in view.roster.sessions:
        here = set(view.attendees(session)) - set(session.without)
        for group in session.groups:
            here -= guests.get(group, set())
        if session.kind == "independent":
            for pupil in here:
                alone[pupil] += session.minutes
        elif session.kind in TAUGHT:
            minutes = _effective(index, session)
            for pupil in here:
                taught[pupil] += minutes
                if session.kind in IN_GROUPS:
                    grouped[pupil] += minutes
            weight += minutes * len(here)
            total += minutes * len(here) ** 2
    return taught, grouped, alone, total / weight if weight else 0.0


def _support(view: RosterView) -> tuple[dict[str, float], float]:
    """Support minutes per supported pupil, and minutes in which somebody has one pupil."""
    found: dict[str, float] = defaultdict(float)
    one = 0.0
    for session in view.roster.sessions:
        if session.kind == "support":
            pupils = view.attendees(session)
            one += session.minutes if len(pupils) == 1 else 0
            for pupil in pupils:
                found[pupil] += session.minutes
    return dict(found), one


def _guided(view: RosterView) -> tuple[dict[str, float], float]:
    """Minutes of independent work per supervisor, and pupils per supervisor (mean over their minutes)."""
    found: dict[str, float] = defaultdict(float)
    pupils = minutes = 0.0
    for session in view.roster.sessions:
        guides = [a.staff for a in session.staff if a.function is Function.SUPERVISE]
        if session.kind != "independent" or not guides:
            continue
        for person in guides:
            found[person] += session.minutes
        minutes += session.minutes * len(guides)
        pupils += session.minutes * (len(view.attendees(session)) - len(session.without))
    return dict(found), pupils / minutes if minutes else 0.0


def _own_teacher(index: SchoolIndex, view: RosterView) -> dict[str, float]:
    """Minutes per home group at which an own teacher leads or supervises (some of) its pupils."""
    slots: dict[str, set[int]] = {group: set() for group in index.home_groups}
    for session in view.roster.sessions:
        delivery = index.deliveries[session.delivery]
        if delivery.form in ("workshops", "support"):
            continue
        people = {a.staff for a in session.staff if a.function in _IN_CHARGE}
        whole = [group for group in session.groups if group in index.home_groups]
        for group in whole or delivery.home_groups:
            if not people.isdisjoint(index.own_teachers(group)):
                slots[group].update(view.slots(session))
    return {group: len(found) * index.grid.step for group, found in slots.items()}


def _room_changes(view: RosterView, pupil: str) -> int:
    days: dict[int, list[frozenset[str]]] = defaultdict(list)
    for slot, rooms in sorted(view.rooms_at(pupil).items()):
        days[view.grid.day(slot)].append(rooms)
    return sum(before != after for visited in days.values() for before, after in pairwise(visited))


def _contact(index: SchoolIndex, view: RosterView) -> dict[str, float]:
    """Minutes with pupils as a share of the contract, of everybody whose contract has any."""
    return {
        person: view.contact_minutes[person] / limit
        for person in index.staff
        if (limit := index.contact_limit(person)) > 0 and view.contact_minutes[person]
    }


def _lessons(index: SchoolIndex) -> list[int]:
    return sorted({slot for name in index.clusters for slot in index.grid.teaching_slots(name)})


def _gaps(index: SchoolIndex, view: RosterView) -> list[float]:
    """Idle lesson minutes between the first and the last activity of a day, per person at work."""
    lessons = _lessons(index)
    found: list[float] = []
    for person in index.staff:
        busy = view.busy[person]
        idle = 0
        for day in range(len(index.grid.days)):
            slots = [slot for slot in lessons if index.grid.day(slot) == day]
            work = [slot for slot in slots if busy.get(slot)]
            idle += sum(not busy.get(slot) for slot in slots if work and work[0] < slot < work[-1])
        if busy:
            found.append(idle * index.grid.step)
    return found


def _free(index: SchoolIndex, view: RosterView) -> list[float]:
    """Lesson minutes at school without pupils, duty or meeting, per person with days at school."""
    lessons = _lessons(index)
    found: list[float] = []
    for person in index.staff:
        days = {index.grid.day_index[day] for day in view.roster.workdays.get(person, ())}
        if not days:
            continue
        blocked = index.availability(person, "cannot")
        busy = view.busy[person]
        free = sum(
            index.grid.day(slot) in days and slot not in blocked and not busy.get(slot) for slot in lessons
        )
        found.append(free * index.grid.step)
    return found


def _handovers(index: SchoolIndex, view: RosterView) -> int:
    """Own teachers beyond the first before a home group as a class, summed over its days."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for session in view.roster.sessions:
        for group in session.groups:
            if group in index.home_groups:
                own = index.own_teachers(group)
                seen[group, session.day].update(
                    a.staff for a in session.staff if a.function in _IN_CHARGE and a.staff in own
                )
    return sum(max(0, len(people) - 1) for people in seen.values())


def _breaks(index: SchoolIndex, view: RosterView) -> float:
    """Share of long days on which the person has a break around noon (1 when nobody has a long day)."""
    grid = index.grid
    need = grid.slots(BREAK_MINUTES)
    long = kept = 0
    for person in index.staff:
        busy = view.busy[person]
        for day in range(len(grid.days)):
            work = sum(1 for slot, n in busy.items() if n and grid.day(slot) == day)
            if work * grid.step <= LONG_DAY:
                continue
            long += 1
            run = best = 0
            for slot in grid.span(day, *BREAK_WINDOW):
                run = 0 if busy.get(slot) else run + 1
                best = max(best, run)
            kept += best >= need
    return kept / long if long else 1.0


def _freed(roster: Roster) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for entry in roster.freed:
        found[entry.staff] += entry.minutes
    return dict(sorted(found.items()))
