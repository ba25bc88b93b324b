"""Tamperings with rooms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.tampering.case import Case, Tampering, changed


def no_room(case: Case) -> Iterator[Tampering]:
    """A session has no room."""
    for session in case.roster.sessions:
        yield changed(f"Session {session.id} ", session, room=None)


def in_the_yard(case: Case) -> Iterator[Tampering]:
    """A session that is not for the yard or the gym is held there."""
    for session, room in product(case.roster.sessions, case.school.rooms):
        kinds = case.index.deliveries[session.delivery].room_kinds
        if room.kind in ("yard", "gym") and room.kind not in kinds and session.kind in ("class", "support"):
            yield changed(f"Room {room.id} ", session, room=room.id)


def when_it_is_not_ours(case: Case) -> Iterator[Tampering]:
    """A session is in a shared room outside the windows in which it is ours."""
    for room in case.school.rooms:
        ours = case.index.grid.within(room.shared)
        for session in case.roster.sessions if room.shared else ():
            if not case.slots(session) & ours:
                yield changed(f"Room {room.id} ", session, room=room.id)


def in_a_taken_room(case: Case) -> Iterator[Tampering]:
    """A session is in a room where another is held."""
    for session, room in product(case.roster.sessions, case.school.rooms):
        taken = case.view.in_room[room.id].keys()
        if room.id != session.room and room.concurrent == 1 and not case.slots(session).isdisjoint(taken):
            yield changed(f"Room {room.id} ", session, room=room.id)


def in_a_small_room(case: Case) -> Iterator[Tampering]:
    """A session is in a room with fewer places than it has pupils."""
    for session, room in product(case.roster.sessions, case.school.rooms):
        if len(case.view.attendees(session)) > room.capacity:
            yield changed(f"Room {room.id} ", session, room=room.id)


def to_the_other_site(case: Case) -> Iterator[Tampering]:
    """A session is at the other site, while its lead is here the moment before or after."""
    site = {room.id: room.site for room in case.school.rooms}
    for session, room in product(case.roster.sessions, case.school.rooms):
        if session.room is None or room.site == site[session.room]:
            continue
        around = {min(case.slots(session)) - 1, max(case.slots(session)) + 1}
        for assignment in session.staff:
            for other in case.roster.sessions:
                mine = any(a.staff == assignment.staff for a in other.staff)
                if mine and other.day == session.day and case.slots(other) & around:
                    yield changed(f"{assignment.staff} has ", session, room=room.id)


def not_the_pinned_room(case: Case) -> Iterator[Tampering]:
    """A session with a pinned room is in another."""
    pinned = {pin.session for pin in case.school.pins if pin.what == "room"}
    for session, room in product(case.roster.sessions, case.school.rooms):
        if session.id in pinned and room.id != session.room:
            yield changed(session.id, session, room=room.id)
