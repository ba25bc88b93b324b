"""The exact lay-out of one or more days: starts, staff and rooms of every unit on them, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from vlecht.models.grid import Part
from vlecht.models.plan import Activity
from vlecht.solver.run import HURRY, Clock, Outcome, Settings, hint_wholly, run
from vlecht.solver.week.layout_costs import cost_of
from vlecht.solver.week.likely import AWAY, OUTSIDER, Circle, likely_rooms, likely_staff
from vlecht.solver.week.units import Unit, Week

HARD = 8.0
"""Seconds that a day may take that is hard to lay out; one that is easy ends with the patience."""
COST = 10
"""What a point of a rule's cost weighs against the prices that only steer (``likely``)."""
FREE_LEAD = 3
"""Cost of a lead in reach only, who needs an end-responsible colleague beside them in the same cluster."""


@dataclass
class Layout:
    """Decisions: unit position -> start slot; (activity, seat number) -> staff; activity -> room.

    ``gain``: by how much less it costs than what it was made from, of the rules that a lay-out knows.
    """

    starts: dict[int, int] = field(default_factory=dict)
    staff: dict[tuple[str, int], str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    gain: int = 0

    def update(self, other: Layout) -> None:
        """Take over another lay-out's decisions."""
        self.starts.update(other.starts)
        self.staff.update(other.staff)
        self.rooms.update(other.rooms)

    def without(self, units: Iterable[int], activities: Iterable[str]) -> Layout:
        """A copy that leaves some units (and their activities) open."""
        left, gone = set(units), set(activities)
        return Layout(
            {u: start for u, start in self.starts.items() if u not in left},
            {seat: person for seat, person in self.staff.items() if seat[0] not in gone},
            {activity: room for activity, room in self.rooms.items() if activity not in gone},
        )


class DayModel:
    """The model of some days. ``circle``: whom and which rooms it looks at."""

    def __init__(
        self,
        week: Week,
        choices: dict[int, tuple[Part, ...]],
        days: frozenset[int],
        circle: Circle,
        hints: Layout,
        settled: Layout | None = None,
    ) -> None:
        self.week = week
        self.days = days
        self.circle = circle
        self.model = cp_model.CpModel()
        self.start: dict[int, cp_model.IntVar] = {}
        self.seat: dict[tuple[str, int], dict[str, cp_model.IntVar]] = {}
        self.room: dict[str, dict[str, cp_model.IntVar]] = {}
        self.prices: list[cp_model.LinearExpr] = []
        self._at_staff: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self._at_room: dict[str, list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
        self.possible = True
        self.hints = hints
        self.allowed: dict[int, list[int]] = {}
        """Unit -> slots at which it may start."""
        self.settled = settled or Layout()
        for u, parts in sorted(choices.items()):
            self._add_unit(u, parts)
        self._settle()
        self._add_lanes()
        self._add_order(choices)
        self._add_staff()
        self._add_rooms()
        self._add_equipment(choices)
        if self.possible:
            self.cost = cost_of(self)
            self.model.minimize(COST * self.cost + cp_model.LinearExpr.sum(self.prices))

    def _settle(self) -> None:
        """What is laid out already keeps its people and rooms busy, as far as they are looked at here."""
        for u, start in self.settled.starts.items():
            for activity in self.week.units[u].activities:
                at = start + activity.offset
                for number in range(len(activity.seats)):
                    person = self.settled.staff.get((activity.id, number), "")
                    if person in self._at_staff:
                        self._at_staff[person].append(
                            self.model.new_fixed_size_interval_var(at, activity.length, "")
                        )
                room = self.settled.rooms.get(activity.id, "")
                if room in self._at_room:
                    interval = self.model.new_fixed_size_interval_var(at, activity.length, "")
                    self._at_room[room].append((interval, self.week.heads(activity)))

    def _add_unit(self, u: int, parts: tuple[Part, ...]) -> None:
        unit = self.week.units[u]
        allowed = sorted(
            s
            for s in self.week.starts(unit)
            if any(part.first <= s <= part.first + part.length - unit.length for part in parts)
        )
        if not allowed:
            self.possible = False
            return
        start = self.model.new_int_var_from_domain(cp_model.Domain.from_values(allowed), unit.id)
        self.start[u] = start
        self.allowed[u] = allowed
        for activity in unit.activities:
            for number in range(len(activity.seats)):
                self._add_seat(unit, activity, number)
            self._add_room(unit, activity, start)
        self._add_company(unit)
        for moment, (offset, length) in enumerate(self.week.freed_moments(unit)):
            # Being freed is a seat too: somebody must be there with nothing else to do.
            for number in range(self.week.freed(unit)):
                self._take(
                    unit, (f"{unit.id}|free{moment}", number), self.week.may_be_freed(unit), offset, length
                )

    def _add_seat(self, unit: Unit, activity: Activity, number: int) -> None:
        candidates = likely_staff(self.week, unit, activity, number, self.days, self.circle)
        present = self.hints.staff.get((activity.id, number))
        if present is not None and present not in candidates:
            candidates = {**candidates, present: OUTSIDER}
        self._take(unit, (activity.id, number), candidates, activity.offset, activity.length)

    def _take(
        self, unit: Unit, seat: tuple[str, int], candidates: dict[str, int], offset: int, length: int
    ) -> None:
        """Exactly one of the candidates is busy with the seat; each at its price."""
        literals: dict[str, cp_model.IntVar] = {}
        position = self.week.position[unit.id]
        for person, price in candidates.items():
            literal = self.model.new_bool_var("")
            literals[person] = literal
            self._at_staff[person].append(
                self.model.new_optional_fixed_size_interval_var(
                    self.start[position] + offset, length, literal, ""
                )
            )
            if price:
                self.prices.append(price * literal)
        if not literals:
            self.possible = False
            return
        self.model.add_exactly_one(literals.values())
        self.seat[seat] = literals

    def _add_room(self, unit: Unit, activity: Activity, start: cp_model.IntVar) -> None:
        rooms = likely_rooms(self.week, unit, activity, self.circle)
        present = self.hints.rooms.get(activity.id)
        if present is not None and present not in rooms:
            rooms = {**rooms, present: AWAY}
        if not rooms:
            self.possible = False
            return
        literals: dict[str, cp_model.IntVar] = {}
        for room, price in rooms.items():
            literal = self.model.new_bool_var("")
            literals[room] = literal
            interval = self.model.new_optional_fixed_size_interval_var(
                start + activity.offset, activity.length, literal, ""
            )
            self._at_room[room].append((interval, self.week.heads(activity)))
            if price:
                self.prices.append(price * literal)
        self.model.add_exactly_one(literals.values())
        self.room[activity.id] = literals

    def _add_company(self, unit: Unit) -> None:
        """Who leads only with an end-responsible teacher in reach has one in the same block, or costs."""
        index = self.week.index
        for activity in unit.activities:
            watched = [
                (person, literal)
                for number, seat in enumerate(activity.seats)
                for person, literal in self.seat.get((activity.id, number), {}).items()
                if index.permission(person, seat.function) == "in_reach"
            ]
            alone = len(unit.activities) == 1 and len(activity.seats) == 1
            guards = [
                (colleague, other)
                for peer in (unit.activities if watched and not alone else ())
                if peer.offset < activity.offset + activity.length
                and activity.offset < peer.offset + peer.length
                for place in range(len(peer.seats))
                for colleague, other in self.seat.get((peer.id, place), {}).items()
                if index.end_responsible(colleague)
            ]
            for person, literal in watched:
                if alone:
                    self.prices.append(FREE_LEAD * literal)
                else:
                    company = [other for colleague, other in guards if colleague != person]
                    self.model.add_bool_or([literal.negated(), *company])

    def _add_lanes(self) -> None:
        """No two units of a lane overlap, settled ones included."""
        at: dict[int, cp_model.IntervalVar] = {}
        for lane in self.week.lanes:
            if not any(u in self.start for u in lane):
                continue
            mine = []
            for u in sorted(lane):
                start = self.start.get(u, self.settled.starts.get(u))
                if start is not None:
                    if u not in at:
                        at[u] = self.model.new_fixed_size_interval_var(start, self.week.units[u].length, "")
                    mine.append(at[u])
            if len(mine) > 1:
                self.model.add_no_overlap(mine)

    def _add_order(self, choices: dict[int, tuple[Part, ...]]) -> None:
        """Interchangeable units keep their order: other orders are the same roster."""
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for u, parts in choices.items():
            if u in self.start:
                unit = self.week.units[u]
                what = tuple((a.offset, a.length, a.kind, a.groups) for a in unit.activities)
                alike[(*unit.signature, what, parts, self.week.starts(unit))].append(u)
        for units in alike.values():
            ordered = sorted(units, key=lambda u: (self.hints.starts.get(u, 0), u))
            for first, second in pairwise(ordered):
                self.model.add(self.start[first] + self.week.units[first].length <= self.start[second])

    def _add_staff(self) -> None:
        index = self.week.index
        for person, intervals in self._at_staff.items():
            blocked = [
                s for s in sorted(index.availability(person, "cannot")) if index.grid.day(s) in self.days
            ]
            fixed = [self.model.new_fixed_size_interval_var(s, 1, "") for s in blocked]
            self.model.add_no_overlap([*intervals, *fixed])

    def _add_rooms(self) -> None:
        for room, uses in self._at_room.items():
            found = self.week.index.rooms[room]
            closed: list[int] = []
            if found.shared:
                ours = self.week.index.grid.within(found.shared)
                closed = [s for s in range(self.week.index.grid.size) if s not in ours]
            closed = [s for s in closed if self.week.index.grid.day(s) in self.days]
            fixed = [self.model.new_fixed_size_interval_var(s, 1, "") for s in closed]
            if found.concurrent == 1:
                self.model.add_no_overlap([*(interval for interval, _ in uses), *fixed])
                continue
            intervals = [*(interval for interval, _ in uses), *fixed]
            most = found.concurrent
            self.model.add_cumulative(intervals, [*(1 for _ in uses), *(most for _ in fixed)], most)
            self.model.add_cumulative(
                intervals, [*(heads for _, heads in uses), *(found.capacity for _ in fixed)], found.capacity
            )

    def _add_equipment(self, choices: dict[int, tuple[Part, ...]]) -> None:
        pools: dict[str, list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
        starts: dict[int, cp_model.IntVar | int] = {**self.settled.starts}
        starts.update({u: self.start[u] for u in choices if u in self.start})
        for u, start in starts.items():
            for activity in self.week.units[u].activities:
                for pool, number in activity.equipment:
                    if number:
                        interval = self.model.new_fixed_size_interval_var(
                            start + activity.offset, activity.length, ""
                        )
                        pools[pool].append((interval, number))
        for pool, uses in pools.items():
            count = next(e.count for e in self.week.index.school.equipment if e.id == pool)
            self.model.add_cumulative([i for i, _ in uses], [n for _, n in uses], count)

    def known(self) -> Iterator[tuple[cp_model.IntVar, int]]:
        """Variables and their values in what is known: starts, and staff and rooms where they are known."""
        for u, start in self.start.items():
            if u in self.hints.starts:
                yield start, self.hints.starts[u]
        pairs: tuple[tuple[dict[Any, dict[str, cp_model.IntVar]], dict[Any, str]], ...] = (
            (self.seat, self.hints.staff),
            (self.room, self.hints.rooms),
        )
        for chosen, present in pairs:
            for key, literals in chosen.items():
                if key in present:
                    for name, literal in literals.items():
                        yield literal, int(name == present[key])

    def read(self, outcome: Outcome) -> Layout:
        """The lay-out that was found."""
        return Layout(
            {u: outcome.value(start) for u, start in self.start.items()},
            {key: next(p for p, x in found.items() if outcome.value(x)) for key, found in self.seat.items()},
            {key: next(r for r, x in found.items() if outcome.value(x)) for key, found in self.room.items()},
        )


def lay_out(
    week: Week,
    choices: dict[int, tuple[Part, ...]],
    days: frozenset[int],
    clock: Clock,
    settings: Settings,
    seconds: float,
    circle: Circle = Circle.OWN,
    hints: Layout | None = None,
    settled: Layout | None = None,
    hard: float = HARD,
) -> Layout | None:
    """Lay out the units of some days, each within one of its parts.

    ``circle`` says how far to look for staff and rooms; ``hints`` is what to try first;
    ``settled`` is what keeps people and rooms busy already; ``hard`` is the end when nothing was found.
    """
    model = DayModel(week, choices, days, circle, hints or Layout(), settled)
    if not model.possible:
        return None
    before = None
    if model.hints.staff:
        before = hint_wholly(model.model, model.known(), clock, settings)
    else:
        for variable, value in model.known():
            model.model.add_hint(variable, value)
    # Measured on days of 150 units with open parts: a first lay-out after 0.5 to 1.2 s with these two and
    # hints, after 3.5 s or more with all eight.
    # For any lay-out at all, of a cluster's day, a light presolve and no linear relaxation: 0.05 to 0.1 s
    # against 0.3 to 0.4 s.
    chosen = settings.only("core", "quick_restart")
    if seconds < HURRY:
        chosen = replace(settings.only("quick_restart_no_lp", "quick_restart"), light=True)
    outcome = run(model.model, clock, chosen, max(seconds, hard), patience=seconds)
    if not outcome.found:
        return None
    layout = model.read(outcome)
    if before is not None:
        layout.gain = before.value(model.cost) - outcome.value(model.cost)
    return layout
