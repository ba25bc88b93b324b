"""A roster that no longer holds: what of it is lost, and everything needed to mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity
from vlecht.models.repair import Budget, Cover
from vlecht.models.roster import Roster, Session
from vlecht.models.words import Window
from vlecht.rules.base import Judgement
from vlecht.rules.judge import judge
from vlecht.solver.week.given import grouping_of, plan_of
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.refine import layout_of
from vlecht.solver.week.units import Week

Seat = tuple[str, int]
"""(activity, number of the seat)."""


@dataclass
class Case:
    """A week to be mended: the school as it was and as it is this week, and the roster as it was."""

    before: SchoolIndex
    index: SchoolIndex
    roster: Roster
    frozen: tuple[Window, ...] = ()
    budget: Budget = field(default_factory=Budget)
    history: tuple[Cover, ...] = ()
    """Cover in the past, for fairness."""

    @cached_property
    def judgement(self) -> Judgement:
        """What the checker says of the roster as it was."""
        return judge(self.before, self.roster)

    @cached_property
    def week(self) -> Week:
        """The week's units, under the roster's groups. Raises ``ValueError`` for a roster of another plan."""
        plan = plan_of(self.index, self.roster)
        if plan is None:
            raise ValueError("the roster has other sessions than the school asks for")
        return Week(self.index, plan, grouping_of(plan, self.roster))

    @cached_property
    def layout(self) -> Layout:
        """Starts, staff and rooms as they were."""
        return layout_of(self.week, self.roster)

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Session id -> session, as it was."""
        return {session.id: session for session in self.roster.sessions}

    @cached_property
    def slots(self) -> dict[str, range]:
        """Activity -> the slots it covers."""
        return {
            activity.id: range(start + activity.offset, start + activity.offset + activity.length)
            for u, start in self.layout.starts.items()
            for activity in self.week.units[u].activities
        }

    @cached_property
    def activity(self) -> dict[str, Activity]:
        """Activity id -> activity."""
        return {activity.id: activity for unit in self.week.units for activity in unit.activities}

    @cached_property
    def broken(self) -> frozenset[Seat]:
        """Seats of people who cannot be there."""
        return frozenset(
            seat
            for seat, person in self.layout.staff.items()
            if seat[0] in self.slots and self.cannot(person, self.slots[seat[0]])
        )

    def cannot(self, person: str, slots: Iterable[int]) -> bool:
        """Whether somebody is prevented in some of the slots."""
        return not self.index.availability(person, "cannot").isdisjoint(slots)

    @cached_property
    def absent(self) -> frozenset[str]:
        """Whose seats, duties or days are lost."""
        lost = {self.layout.staff[seat] for seat in self.broken}
        return frozenset(lost | {p for p in self.index.staff if self.index.availability(p, "absent")})

    def workdays(self, person: str) -> tuple[str, ...]:
        """Days at school: as they were, without those on which the person cannot be there at all."""
        grid = self.index.grid
        found = []
        for day in self.roster.workdays.get(person, ()):
            number = grid.day_index[day]
            lessons = [slot for slot in grid.lesson_slots if grid.day(slot) == number]
            if not self.index.availability(person, "absent").issuperset(lessons):
                found.append(day)
        return tuple(found)

    @cached_property
    def lost_slots(self) -> frozenset[int]:
        """Slots at which somebody is missing from a seat."""
        return frozenset(slot for activity, _ in self.broken for slot in self.slots[activity])

    @cached_property
    def days(self) -> frozenset[int]:
        """Days on which a seat or break duty is lost."""
        grid = self.index.grid
        pauses = {pause.id: pause for pause in self.index.school.calendar.breaks}
        duties = {
            grid.day_index[duty.day]
            for duty in self.roster.duties
            if self.cannot(
                duty.staff,
                grid.span(grid.day_index[duty.day], pauses[duty.pause].start, pauses[duty.pause].end),
            )
        }
        return frozenset(duties | {grid.day(slot) for slot in self.lost_slots})

    @cached_property
    def layout_of_days(self) -> Layout:
        """Starts, staff and rooms of the days on which something is lost."""
        grid = self.index.grid
        starts = {u: start for u, start in self.layout.starts.items() if grid.day(start) in self.days}
        return Layout(starts, self.layout.staff, self.layout.rooms)

    @cached_property
    def minutes_elsewhere(self) -> dict[str, int]:
        """Person -> minutes in sessions on other days."""
        grid = self.index.grid
        found: dict[str, int] = defaultdict(int)
        for (activity, _), person in self.layout.staff.items():
            slots = self.slots.get(activity)
            if slots is not None and grid.day(slots.start) not in self.days:
                found[person] += len(slots) * grid.step
        return dict(found)

    @cached_property
    def near(self) -> frozenset[str]:
        """Activities at the same time as what is lost that may change: not frozen."""
        kept = self.index.grid.within(self.frozen)
        lost = {activity for activity, _ in self.broken}
        return frozenset(
            name
            for name, slots in self.slots.items()
            if name not in lost and not self.lost_slots.isdisjoint(slots) and kept.isdisjoint(slots)
        )
