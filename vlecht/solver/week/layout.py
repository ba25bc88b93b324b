"""The exact lay-out of one or more days: starts, staff and rooms of every unit on them, all at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from vlecht.models.grid import Part
from vlecht.models.plan import Activity
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Outcome, Settings, run
from vlecht.solver.week.likely import Circle, likely_rooms, likely_staff
from vlecht.solver.week.units import Unit, Week

HARD = 8.0
"""Seconds that a day may take that is hard to lay out; one that is easy ends with the patience."""
FREE_LEAD = 3
"""Cost of a lead in reach only, who needs an end-responsible colleague beside them in the same cluster."""


@dataclass
class Layout:
    """Decisions: unit position -> start slot; (activity, seat number) -> staff; activity -> room."""

    starts: dict[int, int] = field(default_factory=dict)
    staff: dict[tuple[str, int], str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)

    def update(self, other: Layout) -> None:
        """Take over another lay-out's decisions."""
        self.starts.update(other.starts)
        self.staff.update(other.staff)
        self.rooms.update(other.rooms)


class DayModel:
    """The model of some days. ``circle``: whom and which rooms it looks at."""

    def __init__(
        self,
        week: Week,
        choices: dict[int, tuple[Part, ...]],
        days: frozenset[int],
        circle: Circle,
        settled: Layout | None = None,
    ) -> None:
        self.week = week
        self.days = days
        self.circle = circle
        self.model = cp_model.CpModel()
        self.start: dict[int, cp_model.IntVar] = {}
        self.seat: dict[tuple[str, int], dict[str, cp_model.IntVar]] = {}
        self.room: dict[str, dict[str, cp_model.IntVar]] = {}
        self.costs: list[cp_model.LinearExpr] = []
        self._at_staff: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
        self._at_room: dict[str, list[tuple[cp_model.IntervalVar, int]]] = defaultdict(list)
        self.possible = True
        self.settled = settled or Layout()
        self._settle(self.settled)
        for u, parts in sorted(choices.items()):
            self._add_unit(u, parts)
        self._add_lanes(choices)
        self._add_missed(choices)
        self._add_staff()
        self._add_rooms()
        self._add_equipment(choices)
        self.model.minimize(cp_model.LinearExpr.sum(self.costs))

    def _settle(self, settled: Layout) -> None:
        """What is laid out already keeps its people and rooms busy."""
        for u, start in settled.starts.items():
            for activity in self.week.units[u].activities:
                at = start + activity.offset
                for number in range(len(activity.seats)):
                    person = settled.staff[activity.id, number]
                    self._at_staff[person].append(
                        self.model.new_fixed_size_interval_var(at, activity.length, "")
                    )
                interval = self.model.new_fixed_size_interval_var(at, activity.length, "")
                self._at_room[settled.rooms[activity.id]].append((interval, self.week.heads(activity)))

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
        self._add_day_part(unit, start, allowed)
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

    def _add_day_part(self, unit: Unit, start: cp_model.IntVar, allowed: list[int]) -> None:
        """Rule day_part, for units whose starts lie on both sides of noon."""
        wrong = self.week.wrong_part(unit)
        setting = RULE["day_part"].setting(self.week.index)
        if setting.mode != "off" and 0 < len(wrong & set(allowed)) < len(allowed):
            late = self.model.new_bool_var("")
            fits = cp_model.Domain.from_values([s for s in allowed if s not in wrong])
            self.model.add_linear_expression_in_domain(start, fits).only_enforce_if(late.negated())
            self.costs.append(setting.weight * unit.length * late)

    def _add_seat(self, unit: Unit, activity: Activity, number: int) -> None:
        candidates = likely_staff(self.week, unit, activity, number, self.days, self.circle)
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
                self.costs.append(price * literal)
        if not literals:
            self.possible = False
            return
        self.model.add_exactly_one(literals.values())
        self.seat[seat] = literals

    def _add_room(self, unit: Unit, activity: Activity, start: cp_model.IntVar) -> None:
        rooms = likely_rooms(self.week, unit, activity, self.circle)
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
                self.costs.append(price * literal)
        self.model.add_exactly_one(literals.values())
        self.room[activity.id] = literals

    def _add_company(self, unit: Unit) -> None:
        """Who leads only with an end-responsible teacher in reach has one in the same block, or costs."""
        index = self.week.index
        for activity in unit.activities:
            for number, seat in enumerate(activity.seats):
                for person, literal in self.seat.get((activity.id, number), {}).items():
                    if index.permission(person, seat.function) != "in_reach":
                        continue
                    company = [
                        other
                        for peer in unit.activities
                        if peer.offset < activity.offset + activity.length
                        and activity.offset < peer.offset + peer.length
                        for place in range(len(peer.seats))
                        for colleague, other in self.seat.get((peer.id, place), {}).items()
                        if colleague != person and index.end_responsible(colleague)
                    ]
                    if len(unit.activities) > 1 or len(activity.seats) > 1:
                        self.model.add_bool_or([literal.negated(), *company])
                    else:
                        self.costs.append(FREE_LEAD * literal)

    def _add_lanes(self, choices: dict[int, tuple[Part, ...]]) -> None:
        intervals = {
            u: self.model.new_fixed_size_interval_var(self.start[u], self.week.units[u].length, "")
            for u in choices
            if u in self.start
        }
        for u, at in self.settled.starts.items():
            intervals[u] = self.model.new_fixed_size_interval_var(at, self.week.units[u].length, "")
        for lane in self.week.lanes:
            mine = [intervals[u] for u in sorted(lane) if u in intervals]
            if len(mine) > 1:
                self.model.add_no_overlap(mine)

    def _add_missed(self, choices: dict[int, tuple[Part, ...]]) -> None:
        """Rule missed_lessons: what support overlaps, per pupil and lesson."""
        setting = RULE["missed_lessons"].setting(self.week.index)
        if setting.mode == "off":
            return
        units = self.week.units
        apart = {(a, b) for lane in self.week.lanes for a in lane for b in lane}
        for s in choices:
            pupils = self.week.pulled(units[s])
            for u in choices if pupils and s in self.start else ():
                shared = set(units[u].block.home_groups) & set(units[s].block.pulls)
                if not shared or (s, u) in apart or u not in self.start:
                    continue
                missed = self.week.lessons_of(units[u], pupils)
                for activity in units[u].activities:
                    if activity.id in missed:
                        self.costs.append(
                            setting.weight * missed[activity.id] * self._overlap(s, u, activity)
                        )

    def _overlap(self, s: int, u: int, activity: Activity) -> cp_model.IntVar:
        """A literal that is true when unit ``s`` overlaps the activity of unit ``u``."""
        overlap, before, after = (self.model.new_bool_var("") for _ in range(3))
        begins = self.start[u] + activity.offset
        self.model.add(self.start[s] + self.week.units[s].length <= begins).only_enforce_if(before)
        self.model.add(begins + activity.length <= self.start[s]).only_enforce_if(after)
        self.model.add_bool_or([overlap, before, after])
        return overlap

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
    hints: dict[int, int] | None = None,
    settled: Layout | None = None,
) -> Layout | None:
    """Lay out the units of some days, each within one of its parts.

    ``circle`` says how far to look for staff and rooms; ``hints`` are starts to try first;
    ``settled`` is what keeps people and rooms busy already.
    """
    model = DayModel(week, choices, days, circle, settled)
    if not model.possible:
        return None
    for u, start in (hints or {}).items():
        if u in model.start:
            model.model.add_hint(model.start[u], start)
    # Measured on days of 150 units with open parts: a first lay-out after 0.5 to 1.2 s with these two and
    # hints, after 3.5 s or more with all eight.
    chosen = settings.only("core", "quick_restart")
    outcome = run(model.model, clock, chosen, max(seconds, HARD), patience=seconds)
    if outcome.found:
        return model.read(outcome)
    return None
