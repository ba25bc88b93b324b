"""A roster with its groups fixed, as programs see it that know classes, teachers, rooms and times only.

FET and XHSTT have no pupils who choose: pupils who are in the same groups everywhere are one set of students,
and a group is a number of such sets.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, Session
from vlecht.rules.registry import RULE
from vlecht.rules.view import RosterView


class Projection:
    """``groups``: name -> its pupils, home groups first; ``set_of``: pupil -> set; ``heads``: set -> pupils;
    ``sessions``: in the order in which they are numbered."""

    def __init__(self, index: SchoolIndex, roster: Roster) -> None:
        self.index = index
        self.roster = roster
        self.view = RosterView(index, roster)
        self.sessions = in_order(roster)
        self.groups: dict[str, tuple[str, ...]] = {
            **{name: tuple(pupils) for name, pupils in index.pupils_of.items()},
            **{group.id: group.members + group.guests for group in roster.groups},
        }
        joined: dict[str, list[str]] = defaultdict(list)
        for name, pupils in self.groups.items():
            for pupil in pupils:
                joined[pupil].append(name)
        sets: dict[tuple[str, ...], str] = {}
        self.set_of: dict[str, str] = {}
        self.heads: dict[str, int] = defaultdict(int)
        for pupil, groups in joined.items():
            self.set_of[pupil] = sets.setdefault(tuple(groups), f"set {len(sets) + 1}")
            self.heads[self.set_of[pupil]] += 1

    def sets(self, pupils: tuple[str, ...]) -> tuple[str, ...]:
        """The sets that some pupils are in."""
        return tuple(dict.fromkeys(self.set_of[pupil] for pupil in pupils))

    def staying(self, session: Session) -> tuple[str, ...]:
        """The sets that must be free for a session: those whose pupils do not all leave it."""
        return self.sets(tuple(p for p in self.view.attendees(session) if p not in session.without))

    def rounds(self) -> list[list[list[Session]]]:
        """Per block: the sessions that begin together, in order of time."""
        found: list[list[list[Session]]] = []
        for sessions in self.view.by_block.values():
            starts: dict[int, list[Session]] = defaultdict(list)
            for session in sessions:
                starts[session.start].append(session)
            found.append([starts[start] for start in sorted(starts)])
        return found

    def is_given(self, session: Session) -> bool:
        """Whether a session stays at its time: a given one, and what pulls pupils out of lessons."""
        return self.index.deliveries[session.delivery].form in ("fixed", "support") or bool(session.without)

    def starts(self, session: Session) -> frozenset[int]:
        """Slots at which a session may start: its whole block in lesson time and windows of its delivery."""
        grid = self.index.grid
        if self.is_given(session):
            return frozenset({grid.slot(grid.day_index[session.day], session.start)})
        block = self.view.by_block[session.block]
        first, last = min(s.start for s in block), max(s.end for s in block)
        before, length = grid.slots(session.start - first), grid.slots(last - first)
        delivery = self.index.deliveries[session.delivery]
        free = frozenset(range(grid.size))
        for home in delivery.home_groups:
            free &= grid.teaching_slots(self.index.cluster_of(home))
        if delivery.windows:
            free &= grid.within(delivery.windows)
        found: set[int] = set()
        for slot in free:
            span = range(slot, slot + length)
            if grid.day(span[0]) == grid.day(span[-1]) and all(s in free for s in span):
                found.add(slot + before)
        return frozenset(found)

    def away(self, person: str) -> frozenset[int]:
        """Slots at which a staff member is not at school in this roster, or cannot."""
        grid, days = self.index.grid, self.roster.workdays.get(person, ())
        off = {slot for slot in range(grid.size) if grid.days[grid.day(slot)] not in days}
        return frozenset(off | self.index.availability(person, "cannot"))

    def kept(self, person: str) -> frozenset[int]:
        """Slots of a staff member's meetings, duties and the breaks that the rule staff_break asks for."""
        return self._elsewhere[person] | self._pauses(person)

    @cached_property
    def _elsewhere(self) -> dict[str, frozenset[int]]:
        """Person -> slots of meetings and duties: work that is no session."""
        taught: dict[str, set[int]] = defaultdict(set)
        for session in self.sessions:
            for assigned in session.staff:
                taught[assigned.staff] |= self._slots(session)
        return {
            person: frozenset(self.view.busy[person]) - frozenset(taught[person])
            for person in self.index.staff
        }

    def _slots(self, session: Session) -> set[int]:
        grid = self.index.grid
        first = grid.slot(grid.day_index[session.day], session.start)
        return set(range(first, first + grid.slots(session.minutes)))

    def _pauses(self, person: str) -> set[int]:
        """Slots of the breaks that a person has on long days, where the rule staff_break is hard."""
        setting = RULE["staff_break"].setting(self.index)
        if setting.mode != "hard":
            return set()
        grid, busy, found = self.index.grid, self.view.busy[person], set[int]()
        start, end = int(setting.params["window_start"]), int(setting.params["window_end"])
        length = grid.slots(int(setting.params["minutes"]))
        for day in range(len(grid.days)):
            work = sum(grid.day(slot) == day for slot in busy) * grid.step
            if work <= setting.params["when_longer_than"]:
                continue
            inside = [
                slot
                for slot in grid.span(day, start, end)
                if grid.clock(slot) >= start and grid.clock(slot) + grid.step <= end and slot not in busy
            ]
            runs = [
                range(slot, slot + length) for slot in inside if {*range(slot, slot + length)} <= {*inside}
            ]
            # The break that takes least of the hours in which there are lessons.
            lessons = grid.lesson_slots
            found.update(min(runs, key=lambda run: len(lessons.intersection(run)), default=()))
        return found


def in_order(roster: Roster) -> list[Session]:
    """The sessions in the order in which other programs number them."""
    return sorted(roster.sessions, key=lambda s: (s.block, s.start, s.id))
