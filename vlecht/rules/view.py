"""A roster as rules read it: who is where at every slot. Plain bookkeeping, no judgement, no solver."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Group, Roster, Session


class RosterView:
    """Questions about one roster. Unknown ids in a roster are reported by the reader, not here."""

    def __init__(self, index: SchoolIndex, roster: Roster) -> None:
        self.index = index
        self.roster = roster
        self.grid = index.grid

    def slots(self, session: Session) -> range:
        """The slots a session covers."""
        day = self.grid.day_index[session.day]
        return self.grid.span(day, session.start, session.end)

    @cached_property
    def group(self) -> dict[str, Group]:
        """Instruction group id -> group."""
        return {group.id: group for group in self.roster.groups}

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Group id (home or instruction) -> pupils who attend with it, guests included."""
        found = dict(self.index.pupils_of)
        found.update({group.id: group.members + group.guests for group in self.roster.groups})
        return found

    def attendees(self, session: Session) -> tuple[str, ...]:
        """Pupils of the session's groups, each once. Pupils who leave for part of it keep their seat."""
        return tuple(dict.fromkeys(p for group in session.groups for p in self.members.get(group, ())))

    @cached_property
    def sessions_of_pupil(self) -> dict[str, tuple[Session, ...]]:
        """Pupil -> sessions of their groups (also those they leave), in roster order."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            for pupil in self.attendees(session):
                found[pupil].append(session)
        return {pupil: tuple(sessions) for pupil, sessions in found.items()}

    def sessions_at(self, pupil: str) -> dict[int, list[Session]]:
        """Slot -> the sessions the pupil is in then.

        A session the pupil may leave (``without``) counts only at slots where no other session claims
        the pupil.
        """
        staying: dict[int, list[Session]] = defaultdict(list)
        leaving: dict[int, list[Session]] = defaultdict(list)
        for session in self.sessions_of_pupil.get(pupil, ()):
            target = leaving if pupil in session.without else staying
            for slot in self.slots(session):
                target[slot].append(session)
        for slot, sessions in leaving.items():
            if slot not in staying:
                staying[slot] = sessions[:1]
        return staying

    @cached_property
    def busy(self) -> dict[str, dict[int, int]]:
        """Staff -> slot -> number of things they are at: sessions (each seat), meetings, break duties."""
        found: dict[str, dict[int, int]] = {person: defaultdict(int) for person in self.index.staff}
        for session in self.roster.sessions:
            for assignment in session.staff:
                for slot in self.slots(session):
                    found[assignment.staff][slot] += 1
        for meeting in self.roster.meetings:
            span = self.grid.span(
                self.grid.day_index[meeting.day], meeting.start, meeting.start + meeting.minutes
            )
            for person in meeting.staff:
                for slot in span:
                    found[person][slot] += 1
        for duty in self.roster.duties:
            for slot in self.break_slots(duty.pause, duty.day):
                found[duty.staff][slot] += 1
        return found

    def break_slots(self, pause: str, day: str) -> range:
        """Slots of a break on a day."""
        found = next(b for b in self.index.school.calendar.breaks if b.id == pause)
        return self.grid.span(self.grid.day_index[day], found.start, found.end)

    @cached_property
    def by_block(self) -> dict[str, tuple[Session, ...]]:
        """Block id -> its sessions."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            found[session.block].append(session)
        return {block: tuple(sessions) for block, sessions in found.items()}

    @cached_property
    def by_delivery(self) -> dict[str, tuple[Session, ...]]:
        """Delivery id -> its sessions."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            found[session.delivery].append(session)
        return {delivery: tuple(sessions) for delivery, sessions in found.items()}
