"""Changes of a roster that make no difference to any hard rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tests.tampering.case import Case, Tampering, changed
from vlecht.models.roster import Group


def pupils_alike(case: Case) -> Iterator[Tampering]:
    """Two pupils of one home group change places, of whom the school knows nothing different.

    Names and wishes may differ, and levels of other subjects. Who leaves lessons for support stays put.
    """
    leavers = {pupil for session in case.roster.sessions for pupil in session.without}
    aside = {"id", "name", "wishes", "levels"}
    known = {p.id: p.model_dump(exclude=aside) for p in case.school.pupils if p.id not in leavers}
    for one, two in combinations(case.roster.groups, 2):
        if one.delivery != two.delivery:
            continue
        subject = case.index.deliveries[one.delivery].subject
        for first in sorted(known.keys() & set(one.members)):
            for second in sorted(known.keys() & set(two.members)):
                level = case.index.level(first, subject)
                if known[first] == known[second] and level == case.index.level(second, subject):
                    exchanges = ((one, _instead(one, first, second)), (two, _instead(two, second, first)))
                    yield Tampering(first, exchanges)


def _instead(group: Group, leaves: str, joins: str) -> Group:
    members = tuple(joins if pupil == leaves else pupil for pupil in group.members)
    return group.model_copy(update={"members": members})


def rooms_alike(case: Case) -> Iterator[Tampering]:
    """Two lessons at the same time change classrooms."""
    rooms = {
        room.id: (room.kind, room.capacity, room.concurrent, room.site)
        for room in case.school.rooms
        if room.kind == "classroom" and not room.shared
    }
    for one, two in combinations(case.roster.sessions, 2):
        together = (one.day, one.start, one.minutes) == (two.day, two.start, two.minutes)
        if not together or one.room is None or two.room is None or one.room == two.room:
            continue
        plain = not any(case.index.deliveries[s.delivery].room_kinds for s in (one, two))
        if plain and rooms.get(one.room, ()) == rooms.get(two.room):
            exchange = ((one, {"room": two.room}), (two, {"room": one.room}))
            yield Tampering(one.id, tuple((old, old.model_copy(update=new)) for old, new in exchange))


def other_order(case: Case) -> Iterator[Tampering]:
    """The members of a group are listed the other way round."""
    for group in case.roster.groups:
        if len(group.members) > 1:
            yield changed(group.id, group, members=group.members[::-1])
