"""Who can be where: staff as a flow from people to seats, slot by slot.

A relaxation: the person in a seat may change from slot to slot, but must be able to stay all the while.
People who can do the same at the same times are counted together, unless their own weeks matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from vlecht.models.words import Function, Window
from vlecht.rules.registry import RULE
from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.times import Times

Terms = list[cp_model.LinearExprT]


@dataclass(frozen=True, order=True)
class Seats:
    """Seats at one slot that the same people can take, in the same clusters, in one function."""

    slot: int
    function: Function
    clusters: tuple[str, ...]
    able: tuple[str, ...]


@dataclass
class Wanted:
    """What must be staffed: seats with how many are taken, breaks with their supervisors, idle teachers."""

    seats: dict[Seats, list[tuple[int, cp_model.IntVar]]] = field(default_factory=lambda: defaultdict(list))
    duties: list[tuple[range, int, tuple[str, ...], tuple[str, ...], int]] = field(default_factory=list)
    """Slots, minutes, clusters, who can, number."""
    idle: list[tuple[tuple[int, ...], tuple[str, ...], int, cp_model.IntVar]] = field(default_factory=list)
    """Slots, who can, number, whether asked."""


def wanted(times: Times, day: int) -> Wanted:
    """What the sessions and breaks of a day ask of the staff."""
    found = Wanted()
    if times.assumed.rule("staffed"):
        _want_seats(times, day, found)
    if times.assumed.rule("break_duty"):
        _want_duties(times, day, found)
    if times.assumed.rule("freed_teacher"):
        _want_idle(times, day, found)
    return found


def _want_seats(times: Times, day: int, found: Wanted) -> None:
    blocked = times.assumed.blocked
    for kind in times.kinds:
        for option in kind.on(times.index.grid, day):
            for act in kind.acts:
                span = option.slots[act.offset : act.offset + act.length]
                per_seat: dict[tuple[Function, tuple[str, ...]], int] = defaultdict(int)
                for function, able in zip(act.functions, act.candidates, strict=True):
                    per_seat[function, tuple(p for p in able if blocked[p].isdisjoint(span))] += 1
                for (function, there), number in per_seat.items():
                    for slot in span:
                        if slot in times.scope.slots:
                            seats = Seats(slot, function, act.clusters, there)
                            found.seats[seats].append((number, option.count))


def _want_duties(times: Times, day: int, found: Wanted) -> None:
    assumed, grid = times.assumed, times.index.grid
    able = assumed.on_duty()
    for pause in times.index.school.calendar.breaks:
        if not pause.supervisors or not assumed.holds(f"duty|{pause.id}"):
            continue
        clusters = tuple(sorted(pause.clusters or times.index.clusters))
        slots = grid.span(day, pause.start, pause.end)
        if day in grid.days_of(pause.days) and times.scope.slots.issuperset(slots):
            there = tuple(p for p in able if assumed.blocked[p].isdisjoint(slots))
            found.duties.append((slots, pause.end - pause.start, clusters, there, pause.supervisors))


def _want_idle(times: Times, day: int, found: Wanted) -> None:
    index, assumed = times.index, times.assumed
    for kind in times.kinds:
        delivery = index.deliveries[kind.block.delivery]
        number = getattr(delivery, "freed", 0)
        if not number or not assumed.holds(f"freed|{delivery.id}"):
            continue
        team = index.clusters[index.cluster_of(delivery.home_groups[0])].team
        for option in kind.on(index.grid, day):
            for offset, length in sorted({(act.offset, act.length) for act in kind.acts}):
                span = option.slots[offset : offset + length]
                if span and times.scope.slots.issuperset(span):
                    able = [
                        p for p in team if index.end_responsible(p) and assumed.blocked[p].isdisjoint(span)
                    ]
                    found.idle.append((span, tuple(able), number, option.count))


class Staffing:
    """People, or pools of people alike, in the seats of a day. ``pool``: person -> the pool they are in."""

    def __init__(self, times: Times, day: int) -> None:
        """In a ``named`` scope everybody is on their own, with contact minutes and breaks."""
        self.times = times
        self.assumed: Assumed = times.assumed
        self.index = times.index
        self.model = times.model
        self.named = times.scope.named
        self.date = day
        self.wanted = wanted(times, day)
        self.pool = {p: p for p in self.index.staff} if self.named else self._pools()
        self.size: dict[str, int] = defaultdict(int)
        for name in self.pool.values():
            self.size[name] += 1
        self.busy: dict[tuple[str, int], Terms] = defaultdict(list)
        self.contact: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
        self.taken: dict[Seats, dict[str, cp_model.IntVar]] = {}
        self._fill()

    def _pools(self) -> dict[str, str]:
        """Person -> the first of those who can take the same seats, duties and rounds."""
        marks: dict[str, list[int]] = {person: [] for person in self.index.staff}
        groups = [seats.able for seats in sorted(self.wanted.seats)]
        groups += [able for _, _, _, able, _ in self.wanted.duties]
        groups += [able for _, able, _, _ in self.wanted.idle]
        for number, able in enumerate(groups):
            for person in able:
                marks[person].append(number)
        first: dict[tuple[object, ...], str] = {}
        found: dict[str, str] = {}
        for person, mine in marks.items():
            reach = tuple(self.index.permission(person, function) for function in Function)
            key = (tuple(mine), self.index.end_responsible(person), reach)
            found[person] = first.setdefault(key, person)
        return found

    def _takers(self, able: Iterable[str], slots: Iterable[int], most: int) -> dict[str, cp_model.IntVar]:
        """Pool -> how many of it are busy with something at some slots."""
        members: dict[str, int] = defaultdict(int)
        for person in able:
            members[self.pool[person]] += 1
        slots = tuple(slots)
        takers = {name: self.model.new_int_var(0, min(number, most), "") for name, number in members.items()}
        for name, taker in takers.items():
            for slot in slots:
                self.busy[name, slot].append(taker)
        return takers

    def _fill(self) -> None:
        for seats, asked in sorted(self.wanted.seats.items(), key=lambda item: item[0]):
            takers = self._takers(seats.able, (seats.slot,), len(self.index.staff))
            self.taken[seats] = takers
            demand = cp_model.LinearExpr.weighted_sum([c for _, c in asked], [n for n, _ in asked])
            self.model.add(cp_model.LinearExpr.sum(list(takers.values())) == demand)
            for name, taker in takers.items():
                self.contact[name].append(self.index.grid.step * taker)
        for slots, minutes, clusters, able, number in self.wanted.duties:
            takers = self._takers(able, slots, number)
            self.model.add(cp_model.LinearExpr.sum(list(takers.values())) >= number)
            for name, taker in takers.items():
                self.contact[name].append(minutes * taker)
            for slot in slots:
                self.taken[Seats(slot, Function.BREAK_DUTY, clusters, able)] = takers
        for span, able, number, count in self.wanted.idle:
            free = self._takers(able, span, number)
            self.model.add(number * count <= cp_model.LinearExpr.sum(list(free.values())))

    def bind(self) -> None:
        """One thing at a time, contact minutes, company, breaks: once everything is known."""
        for (name, _), terms in sorted(self.busy.items(), key=lambda item: item[0]):
            if self.assumed.rule("staff_one_activity") and (len(terms) > 1 or self.size[name] > 1):
                self.model.add(cp_model.LinearExpr.sum(terms) <= self.size[name])
        if self.assumed.rule("end_responsible_in_reach"):
            self._company()
        if not self.named:
            return
        for person in self.index.staff:
            limit = self.assumed.contact(person)
            if limit is not None and self.contact[person]:
                self.model.add(cp_model.LinearExpr.sum(self.contact[person]) <= limit)
        if self.assumed.rule("staff_break"):
            self._breaks()

    def _company(self) -> None:
        """Beside whoever may do something only in reach there is somebody end-responsible in the cluster."""
        watched = [
            (seats, name, taker)
            for seats, takers in sorted(self.taken.items(), key=lambda item: item[0])
            for name, taker in takers.items()
            if self.index.permission(name, seats.function) == "in_reach"
        ]
        near = {(cluster, seats.slot) for seats, _, _ in watched for cluster in seats.clusters}
        guards: dict[tuple[str, int], dict[int, tuple[str, cp_model.IntVar]]] = defaultdict(dict)
        for seats, takers in self.taken.items() if near else ():
            for cluster in seats.clusters:
                if (cluster, seats.slot) in near:
                    for name, taker in takers.items():
                        if self.index.end_responsible(name):
                            guards[cluster, seats.slot][taker.index] = (name, taker)
        for seats, name, taker in watched:
            company = {
                key: guard
                for cluster in seats.clusters
                for key, (other, guard) in guards[cluster, seats.slot].items()
                if other != name or self.size[name] > 1
            }
            self.model.add(taker <= self.size[name] * cp_model.LinearExpr.sum(list(company.values())))

    def _breaks(self) -> None:
        """A long day has a stretch without work around noon."""
        setting = RULE["staff_break"].setting(self.index)
        grid = self.index.grid
        length = grid.slots(int(setting.params["minutes"]))
        most = int(setting.params["when_longer_than"]) // grid.step
        first, last = int(setting.params["window_start"]), int(setting.params["window_end"])
        day = grid.days[self.date]
        window = grid.inside([Window(days=(day,), start=first, end=last)])
        runs = [range(s, s + length) for s in sorted(window) if s + length - 1 in window]
        for person in self.index.staff:
            slots = range(self.date * grid.per_day, (self.date + 1) * grid.per_day)
            work = {slot: self.busy[person, slot] for slot in slots if (person, slot) in self.busy}
            if len(work) <= most or any(all(slot not in work for slot in run) for run in runs):
                continue
            short = self.model.new_bool_var("")
            load = cp_model.LinearExpr.sum([term for terms in work.values() for term in terms])
            self.model.add(load <= most + grid.per_day * (1 - short))
            # Said outright, since it takes long to find out: no more than this fits beside any break.
            for slots_there in (work.keys(), work.keys() & window):
                fits = max((len(slots_there - set(run)) for run in runs), default=0)
                there = cp_model.LinearExpr.sum([term for slot in slots_there for term in work[slot]])
                self.model.add(there <= max(most, fits))
            rests: list[cp_model.IntVar] = [short]
            for run in runs:
                rest = self.model.new_bool_var("")
                for slot in run:
                    if slot in work:
                        self.model.add(cp_model.LinearExpr.sum([rest, *work[slot]]) <= 1)
                rests.append(rest)
            self.model.add_bool_or(rests)
