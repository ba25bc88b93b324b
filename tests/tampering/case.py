"""A school with a roster that breaks no hard rule, and changes of single entries of that roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import BreakDuty, Group, MeetingSession, Roster, Session, Visit
from vlecht.models.school import School
from vlecht.models.words import Function
from vlecht.rules.view import RosterView

Entry = Group | Session | MeetingSession | BreakDuty


@dataclass(frozen=True, eq=False)
class Case:
    """A school and a roster of it."""

    school: School
    roster: Roster

    @cached_property
    def index(self) -> SchoolIndex:
        """The school, looked up."""
        return SchoolIndex(self.school)

    @cached_property
    def view(self) -> RosterView:
        """Who is where in the roster."""
        return RosterView(self.index, self.roster)

    def slots(self, session: Session) -> frozenset[int]:
        """The slots a session covers."""
        return frozenset(self.view.slots(session))

    def span(self, day: str, start: int, minutes: int) -> frozenset[int]:
        """The slots of a stretch of time."""
        grid = self.index.grid
        return frozenset(grid.span(grid.day_index[day], start, start + minutes))

    def held_at(self) -> dict[tuple[str, int], list[Session]]:
        """Day and start -> the sessions that begin then."""
        found: dict[tuple[str, int], list[Session]] = {}
        for session in self.roster.sessions:
            found.setdefault((session.day, session.start), []).append(session)
        return found


@dataclass(frozen=True)
class Tampering:
    """Entries of a roster exchanged for others, or (``None``) left out; ``named`` is what was tampered with.

    ``days``: staff whose days at school become others; ``visits``: visits that are added.
    """

    named: str
    entries: tuple[tuple[Entry, Entry | None], ...] = ()
    days: tuple[tuple[str, tuple[str, ...]], ...] = ()
    visits: tuple[Visit, ...] = ()

    def apply(self, roster: Roster) -> Roster:
        """The roster with this done to it."""
        return roster.model_copy(
            update={
                "groups": _exchanged(roster.groups, self.entries),
                "sessions": _exchanged(roster.sessions, self.entries),
                "meetings": _exchanged(roster.meetings, self.entries),
                "duties": _exchanged(roster.duties, self.entries),
                "workdays": roster.workdays | dict(self.days),
                "visits": (*roster.visits, *self.visits),
            }
        )


def _exchanged(found: Iterable[Entry], exchanges: Iterable[tuple[Entry, Entry | None]]) -> tuple[Entry, ...]:
    # By identity: two entries may be equal, and only the one that was drawn is tampered with.
    by_identity: Mapping[int, Entry | None] = {id(old): new for old, new in exchanges}
    after = (by_identity.get(id(entry), entry) for entry in found)
    return tuple(entry for entry in after if entry is not None)


def changed(named: str, entry: Entry, **changes: Any) -> Tampering:
    """One entry with other values."""
    return Tampering(named, ((entry, entry.model_copy(update=changes)),))


def removed(named: str, entry: Entry) -> Tampering:
    """One entry left out."""
    return Tampering(named, ((entry, None),))


def seated(named: str, session: Session, person: str, function: Function) -> Tampering:
    """The first who has that function in a session makes place for somebody else."""
    staff = list(session.staff)
    at = next(i for i, assignment in enumerate(staff) if assignment.function == function)
    staff[at] = staff[at].model_copy(update={"staff": person})
    return changed(named, session, staff=tuple(staff))


def moved(named: str, pupil: str, old: Group, new: Group) -> Tampering:
    """A pupil goes from one instruction group to another."""
    left = old.model_copy(update={"members": tuple(p for p in old.members if p != pupil)})
    joined = new.model_copy(update={"members": (*new.members, pupil)})
    return Tampering(named, ((old, left), (new, joined)))
