"""Tamperings with time: sessions and meetings that begin, last or lapse otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from tests.tampering.case import Case, Tampering, changed, removed
from vlecht.models.calendar import Break


def _days(case: Case, pause: Break) -> set[str]:
    """The days on which everybody has that break."""
    return (
        set()
        if pause.clusters
        else {case.index.grid.days[day] for day in case.index.grid.days_of(pause.days)}
    )


def session_lapses(case: Case) -> Iterator[Tampering]:
    """A session is not held: its group is short of its minutes."""
    for session in case.roster.sessions:
        if session.kind != "independent" and len(session.groups) == 1:
            yield removed(f"{session.groups[0]} gets", session)


def lasts_too_long(case: Case) -> Iterator[Tampering]:
    """A session of one class lasts a quarter of an hour more than the longest that is allowed."""
    for session in case.roster.sessions:
        line = case.index.curriculum.get((session.groups[0], session.subject))
        if line is not None and session.kind in ("class", "independent"):
            minutes = line.longest + case.index.grid.step
            yield changed(f"Block {session.block} ", session, minutes=minutes)


def into_the_break(case: Case) -> Iterator[Tampering]:
    """A lesson begins when a break does."""
    for session, pause in product(case.roster.sessions, case.school.calendar.breaks):
        delivery = case.index.deliveries[session.delivery]
        if delivery.form not in ("fixed", "support") and session.day in _days(case, pause):
            yield changed(f"{session.id} ", session, start=pause.start)


def support_in_the_break(case: Case) -> Iterator[Tampering]:
    """Support begins when a break does."""
    for session, pause in product(case.roster.sessions, case.school.calendar.breaks):
        if session.kind == "support" and session.day in _days(case, pause):
            yield changed(f"Support {session.id} ", session, start=pause.start)


def not_at_the_given_time(case: Case) -> Iterator[Tampering]:
    """What has a given time is held on another day, or earlier or later that day."""
    for session in case.roster.sessions:
        if case.index.deliveries[session.delivery].form == "fixed":
            for start in (session.start - 15, session.start + 15, session.start + 60):
                yield changed(f"{session.id} ", session, start=start)
            for day in case.index.grid.days:
                if day != session.day:
                    yield changed(f"{session.id} ", session, day=day)


def out_of_step(case: Case) -> Iterator[Tampering]:
    """One session of a block begins at another time than its block has it begin."""
    for block in case.view.plan.blocks:
        for activity in block.activities[1:]:
            session = case.view.session[activity.id]
            for minutes in (-15, 15, 30):
                yield changed(f"{session.id} (", session, start=session.start + minutes)


def more_than_there_are(case: Case) -> Iterator[Tampering]:
    """A session moves to a moment at which others have all the equipment that it needs."""
    used: dict[str, Counter[int]] = {pool.id: Counter() for pool in case.school.equipment}
    for session in case.roster.sessions:
        for pool, number in case.index.deliveries[session.delivery].equipment.items():
            used[pool].update(dict.fromkeys(case.slots(session), number))
    for session, (day, start) in product(case.roster.sessions, case.held_at()):
        for pool, number in case.index.deliveries[session.delivery].equipment.items():
            there = case.span(day, start, session.minutes) - case.slots(session)
            count = next(known.count for known in case.school.equipment if known.id == pool)
            if any(used[pool][slot] + number > count for slot in there):
                yield changed(f" of {pool}", session, day=day, start=start)


def not_the_pinned_day(case: Case) -> Iterator[Tampering]:
    """A block of one session that is pinned to a moment is held on another day."""
    pinned = {pin.block for pin in case.school.pins if pin.what == "start"}
    for session in case.roster.sessions:
        if session.block in pinned and len(case.view.by_block[session.block]) == 1:
            for day in case.index.grid.days:
                if day != session.day:
                    yield changed(session.block, session, day=day)


def meeting_lapses(case: Case) -> Iterator[Tampering]:
    """A meeting is not held."""
    for meeting in case.roster.meetings:
        yield removed(f"Meeting {meeting.meeting} ", meeting)


def meeting_without_somebody(case: Case) -> Iterator[Tampering]:
    """Somebody who is at school stays away from a meeting."""
    for meeting in case.roster.meetings:
        for person in meeting.staff:
            staff = tuple(other for other in meeting.staff if other != person)
            yield changed(f"{person} missing at meeting {meeting.meeting} ", meeting, staff=staff)


def meeting_in_the_lessons(case: Case) -> Iterator[Tampering]:
    """A meeting is held at ten in the morning."""
    for meeting in case.roster.meetings:
        yield changed(f"Meeting {meeting.meeting} ", meeting, start=10 * 60)
