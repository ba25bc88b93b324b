"""The week's staffing model: who takes which seat, duty and meeting, once every start is known.

Hard rules only; what staffing costs is added by ``seat_costs``. All seats of the week are decided at once,
because contact minutes, days at school and breaks tie the days together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.models.plan import Activity
from vlecht.models.roster import BreakDuty, MeetingSession
from vlecht.models.words import Function
from vlecht.solver.run import Outcome
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.likely import Circle, likely_staff
from vlecht.solver.week.seat_rules import RULES
from vlecht.solver.week.units import Unit, Week


@dataclass(frozen=True)
class Held:
    """An activity at its time."""

    unit: Unit
    activity: Activity
    start: int

    @property
    def slots(self) -> range:
        """The slots it covers."""
        return range(self.start, self.start + self.activity.length)


class SeatModel:
    """Decisions: ``seat[activity, number][person]``, ``duty[pause, day][person]``, ``meeting[id][start]``."""

    def __init__(
        self, week: Week, layout: Layout, circle: Circle, keep: dict[tuple[str, int], str] | None = None
    ) -> None:
        """``keep``: seats that keep their person."""
        self.week = week
        self.keep = keep or {}
        self.index = week.index
        self.model = cp_model.CpModel()
        self.held = [
            Held(unit, activity, layout.starts[u] + activity.offset)
            for u, unit in enumerate(week.units)
            if u in layout.starts
            for activity in unit.activities
        ]
        self.rooms = layout.rooms
        self.possible = True
        self.seat: dict[tuple[str, int], dict[str, cp_model.IntVar]] = {}
        self.duty: dict[tuple[str, int], dict[str, cp_model.IntVar]] = {}
        self.meeting: dict[str, dict[int, cp_model.IntVar]] = {}
        self.comes: dict[tuple[str, int, str], cp_model.IntVar] = {}
        self.at: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        """(person, slot) -> literals that make the person busy then."""
        self.prices: list[cp_model.LinearExpr] = []
        """What a seat's staff are to it (see ``likely``): steers where the rules' costs take too long."""
        self.short: list[tuple[str, cp_model.IntVar]] = []
        """(soft rule, by how much it is not met) of rules that hold unless they are soft."""
        self.sure: set[int] = set()
        """Indices of literals of seats that leave no choice: they are true."""
        self.contact: dict[str, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        self.workday = self._workdays()
        for held in self.held:
            self._add_seats(held, circle)
        self._add_duties()
        self._add_meetings()
        self._one_thing_at_a_time()
        if self.possible:
            for state in RULES:
                state(self)

    def _workdays(self) -> dict[tuple[str, int], cp_model.IntVar | bool]:
        """(person, day) -> whether at school; open only for people with fewer days than they could come."""
        found: dict[tuple[str, int], cp_model.IntVar | bool] = {}
        grid = self.index.grid
        weeks = max(1, len(self.index.school.calendar.weeks))
        for person in self.index.school.staff:
            blocked = self.index.availability(person.id, "cannot")
            able = [
                day
                for day in range(len(grid.days))
                if any(grid.day(slot) == day and slot not in blocked for slot in grid.lesson_slots)
            ]
            for day in range(len(grid.days)):
                found[person.id, day] = day in able
            if person.max_days is not None and len(able) > person.max_days * weeks:
                literals = {day: self.model.new_bool_var("") for day in able}
                self.model.add(sum(literals.values()) <= person.max_days * weeks)
                found.update({(person.id, day): literal for day, literal in literals.items()})
        return found

    def free(self, person: str, slots: range) -> bool:
        """Whether the person can be there at all of the slots."""
        day = self.index.grid.day(slots.start)
        blocked = self.index.availability(person, "cannot")
        return self.workday[person, day] is not False and not any(slot in blocked for slot in slots)

    def busy(self, person: str, slots: range, minutes: int, literal: cp_model.IntVar) -> None:
        """The person is at something in these slots when the literal holds, for so many contact minutes."""
        for slot in slots:
            self.at[person, slot].append(literal)
        if minutes:
            self.contact[person].append((minutes, literal))
        here = self.workday[person, self.index.grid.day(slots.start)]
        if not isinstance(here, bool):
            self.model.add_implication(literal, here)

    def _add_seats(self, held: Held, circle: Circle) -> None:
        activity = held.activity
        minutes = activity.length * self.index.grid.step
        days = frozenset((self.index.grid.day(held.start),))
        for number in range(len(activity.seats)):
            able: dict[str, int] = {}
            if (activity.id, number) in self.keep:
                able = {self.keep[activity.id, number]: 0}
            for further in (circle, Circle.ALL) if not able else ():
                near = likely_staff(self.week, held.unit, activity, number, days, further)
                able = able or {p: price for p, price in near.items() if self.free(p, held.slots)}
            literals = {person: self.model.new_bool_var("") for person in able}
            self.prices += [price * literals[person] for person, price in able.items() if price]
            if not literals:
                self.possible = False
                return
            self.model.add_exactly_one(literals.values())
            for person, literal in literals.items():
                self.busy(person, held.slots, minutes, literal)
            self.seat[activity.id, number] = literals
            if len(literals) == 1:
                self.sure.update(literal.index for literal in literals.values())
        for person in {p for n in range(len(activity.seats)) for p in self.seat[activity.id, n]}:
            twice = [
                x[person] for n in range(len(activity.seats)) if person in (x := self.seat[activity.id, n])
            ]
            if len(twice) > 1:
                self.model.add_at_most_one(twice)

    def _add_duties(self) -> None:
        grid = self.index.grid
        able = [p for p in self.index.staff if self.index.permission(p, Function.BREAK_DUTY) == "alone"]
        for pause in self.index.school.calendar.breaks:
            for day in grid.days_of(pause.days) if pause.supervisors else ():
                slots = grid.span(day, pause.start, pause.end)
                literals = {p: self.model.new_bool_var("") for p in able if self.free(p, slots)}
                if len(literals) < pause.supervisors:
                    self.possible = False
                self.model.add(sum(literals.values()) == pause.supervisors)
                for person, literal in literals.items():
                    self.busy(person, slots, pause.end - pause.start, literal)
                self.duty[pause.id, day] = literals

    def _add_meetings(self) -> None:
        grid = self.index.grid
        weeks = max(1, len(self.index.school.calendar.weeks))
        for meeting in self.index.school.meetings:
            members = self.index.meeting_members(meeting.id)
            length = grid.slots(meeting.minutes)
            inside = grid.inside(meeting.windows)
            starts: dict[int, cp_model.IntVar] = {}
            for start in sorted(inside):
                slots = range(start, start + length)
                fits = all(s in inside and grid.day(s) == grid.day(start) for s in slots)
                asked = [m for m in members if not self._excused(m, slots)]
                if fits and (meeting.attendance == "working" or all(self.free(m, slots) for m in asked)):
                    starts[start] = self.model.new_bool_var("")
            for week in range(weeks):
                days = range(week * len(grid.days) // weeks, (week + 1) * len(grid.days) // weeks)
                now = [x for start, x in starts.items() if grid.day(start) in days]
                if len({grid.day(s) for s in starts if grid.day(s) in days}) < meeting.per_week:
                    self.possible = False
                self.model.add(sum(now) == meeting.per_week)
            for day in range(len(grid.days)):
                self.model.add_at_most_one(x for start, x in starts.items() if grid.day(start) == day)
            for start, held in starts.items():
                self._attend(meeting.id, members, start, length, held, meeting.attendance == "all")
            self.meeting[meeting.id] = starts

    def _excused(self, person: str, slots: range) -> bool:
        """Whether a meeting goes on without the person, who is absent for once."""
        return not self.index.availability(person, "absent").isdisjoint(slots)

    def _attend(
        self,
        meeting: str,
        members: tuple[str, ...],
        start: int,
        length: int,
        held: cp_model.IntVar,
        all_: bool,
    ) -> None:
        slots = range(start, start + length)
        for member in members:
            here = self.workday[member, self.index.grid.day(start)]
            if here is False or self._excused(member, slots):
                continue
            blocked = self.index.availability(member, "cannot")
            if any(slot in blocked for slot in slots):
                # At school that day but not at that hour: the meeting cannot be then.
                self.model.add_implication(held, here.negated()) if not isinstance(here, bool) else (
                    self.model.add(held == 0)
                )
                continue
            comes = held
            if not all_ and not isinstance(here, bool):
                comes = self.model.new_bool_var("")
                self.model.add_bool_or([held.negated(), here.negated(), comes])
                self.model.add_implication(comes, held)
            self.busy(member, slots, 0, comes)
            self.comes[meeting, start, member] = comes

    def _one_thing_at_a_time(self) -> None:
        seen: set[tuple[int, ...]] = set()
        for literals in self.at.values():
            key = tuple(sorted({literal.index for literal in literals}))
            if len(key) > 1 and key not in seen:
                seen.add(key)
                self.model.add_at_most_one(literals)

    def known(self, staff: dict[tuple[str, int], str]) -> Iterator[tuple[cp_model.IntVar, int]]:
        """The seats' literals and their values when these people take them (seats of others are left out)."""
        for seat, literals in self.seat.items():
            person = staff.get(seat)
            for name, literal in literals.items() if person in literals else ():
                yield literal, int(name == person)

    def read(self, outcome: Outcome, layout: Layout) -> Staffing:
        """The staffing that was found, for the lay-out it was made for."""
        grid = self.index.grid
        staff = {
            key: next(p for p, x in found.items() if outcome.value(x)) for key, found in self.seat.items()
        }
        duties: list[BreakDuty] = []
        for (pause, day), literals in self.duty.items():
            places = next(b.places for b in self.index.school.calendar.breaks if b.id == pause)
            chosen = [p for p, x in literals.items() if outcome.value(x)]
            duties.extend(
                BreakDuty(
                    pause=pause,
                    day=grid.days[day],
                    staff=person,
                    place=places[number % len(places)] if places else None,
                )
                for number, person in enumerate(chosen)
            )
        meetings = tuple(
            MeetingSession(
                meeting=name,
                day=grid.days[grid.day(start)],
                start=grid.clock(start),
                minutes=grid.slots(self.index.meetings[name].minutes) * grid.step,
                staff=tuple(
                    m for (n, s, m), x in self.comes.items() if n == name and s == start and outcome.value(x)
                ),
            )
            for name, starts in self.meeting.items()
            for start, literal in starts.items()
            if outcome.value(literal)
        )
        workdays = {
            person: tuple(
                day
                for number, day in enumerate(grid.days)
                if (x := self.workday[person, number]) is True
                or (not isinstance(x, bool) and outcome.value(x))
            )
            for person in self.index.staff
        }
        return Staffing(Layout(layout.starts, staff, layout.rooms), meetings, tuple(duties), workdays)


@dataclass(frozen=True)
class Staffing:
    """A lay-out with its final seats, the meetings, the break duties and everybody's days at school."""

    layout: Layout
    meetings: tuple[MeetingSession, ...]
    duties: tuple[BreakDuty, ...]
    workdays: dict[str, tuple[str, ...]]
