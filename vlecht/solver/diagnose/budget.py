"""The whole week by parts of days: whether the sessions, staff and rooms of a week can add up.

Coarser than slot by slot, and quick: how many sessions of each kind are in each part, how long everybody is
busy in it. Contact minutes, days at school, meetings and presence are the week's own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from vlecht.models.words import Function
from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.sessions import Act, Alike, Place, filled, sessions

Terms = list[cp_model.LinearExprT]


@dataclass(frozen=True)
class Part:
    """A run of lesson time of some cluster, and the number of the stretch of time that it is in."""

    slots: Place
    stretch: int


@dataclass(frozen=True)
class Count:
    """How many of some sessions are in a part."""

    alike: Alike
    part: Part
    number: cp_model.IntVar
    places: tuple[Place, ...]


class Budget:
    """The model of a week in parts."""

    def __init__(self, assumed: Assumed, times_only: bool = False) -> None:
        """``times_only``: where sessions are, without who takes their seats."""
        self.assumed = assumed
        self.index = assumed.index
        self.model = cp_model.CpModel()
        self.possible = True
        self.day: dict[tuple[str, int], cp_model.IntVar] = {}
        self.load: dict[tuple[str, int], Terms] = defaultdict(list)
        """(person, stretch) -> slots busy."""
        self.contact: dict[str, Terms] = defaultdict(list)
        self.at: dict[tuple[str, int], list[cp_model.IntVar]] = defaultdict(list)
        """(person, slot) -> breaks and meetings then."""
        self.sessions = sessions(assumed)
        self.counts = self._count()
        self.filling: dict[tuple[str, Part], list[Count]] = defaultdict(list)
        """(home group, part) -> what can be in it."""
        for count in self.counts:
            for group in count.alike.block.home_groups:
                self.filling[group, count.part].append(count)
        self._lanes()
        if assumed.rule("staffed") and not times_only:
            self._staff()
        if assumed.rule("freed_teacher") and not times_only:
            self._idle()

    @cached_property
    def stretches(self) -> tuple[frozenset[int], ...]:
        """Lesson time of any cluster, in stretches without an interruption for all."""
        runs = sorted(
            {
                run
                for cluster in self.index.clusters
                if self.index.home_groups_of[cluster]
                for run in self.assumed.runs(cluster)
            }
        )
        found: list[set[int]] = []
        for run in runs:
            touching = [stretch for stretch in found if not stretch.isdisjoint(run)]
            found = [stretch for stretch in found if stretch not in touching]
            found.append(set(run).union(*touching))
        return tuple(frozenset(stretch) for stretch in sorted(found, key=min))

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Cluster -> its runs of lesson time."""
        return {
            cluster: tuple(
                Part(run, next(n for n, stretch in enumerate(self.stretches) if run[0] in stretch))
                for run in self.assumed.runs(cluster)
            )
            for cluster in self.index.clusters
            if self.index.home_groups_of[cluster]
        }

    def _count(self) -> list[Count]:
        found: list[Count] = []
        for alike in self.sessions:
            block = alike.block
            groups = block.home_groups or block.pulls or self.index.deliveries[block.delivery].home_groups
            numbers: list[cp_model.IntVar] = []
            for part in self.parts[self.index.cluster_of(groups[0])]:
                first, last = part.slots[0], part.slots[-1]
                inside = tuple(sorted(p for p in alike.places if first <= p[0] and p[-1] <= last))
                if inside:
                    most = min(alike.number, len(inside)) if alike.asked else len(inside)
                    number = self.model.new_int_var(0, most, "")
                    numbers.append(number)
                    found.append(Count(alike, part, number, inside))
            everything = {p for count in found if count.alike is alike for p in count.places}
            if alike.asked and everything == alike.places:
                self.model.add(cp_model.LinearExpr.sum(numbers) == alike.number)
        return found

    def _lanes(self) -> None:
        """The parts of a home group are filled exactly by what fits wholly in them."""
        for group in self.index.home_groups:
            if filled(self.assumed, group):
                for part in self.parts[self.index.cluster_of(group)]:
                    here = self.filling[group, part]
                    length = cp_model.LinearExpr.weighted_sum(
                        [count.number for count in here], [count.alike.length for count in here]
                    )
                    self.model.add(length == len(part.slots))

    def _able(self, people: tuple[str, ...], count: Count, offset: int, length: int) -> tuple[str, ...]:
        """Those who can stay for that stretch of a session at one of its places."""
        spans = {place[offset : offset + length] for place in count.places}
        blocked = self.assumed.blocked
        return tuple(p for p in people if any(blocked[p].isdisjoint(span) for span in spans))

    def _staff(self) -> None:
        demand: dict[tuple[int, Function, tuple[str, ...], tuple[str, ...]], list[tuple[Count, Act]]]
        demand = defaultdict(list)
        for count in self.counts:
            for act in count.alike.acts:
                for function, able in zip(act.functions, act.candidates, strict=True):
                    there = self._able(able, count, act.offset, act.length)
                    demand[count.part.stretch, function, act.clusters, there].append((count, act))
        taken: dict[tuple[int, Function, tuple[str, ...]], dict[str, Terms]] = {}
        for (stretch, function, clusters, able), asked in sorted(demand.items(), key=lambda item: item[0]):
            shares = self._shares(able, stretch, [(count, act.offset, act.length) for count, act in asked])
            for person, share in shares.items():
                self.contact[person].append(self.index.grid.step * share)
                known = taken.setdefault((stretch, function, clusters), {})
                known.setdefault(person, []).append(share)
        if self.assumed.rule("end_responsible_in_reach"):
            self._company(taken)

    def _shares(
        self, able: tuple[str, ...], stretch: int, asked: list[tuple[Count, int, int]]
    ) -> dict[str, cp_model.IntVar]:
        """Slots that each person gives to some seats of a stretch; one seat at a time of every session."""
        slots = self.stretches[stretch]
        total: Terms = [length * count.number for count, _, length in asked]
        moments: dict[int, tuple[Count, set[int]]] = {}
        for count, offset, length in asked:
            moments.setdefault(id(count), (count, set()))[1].update(range(offset, offset + length))
        single = cp_model.LinearExpr.sum([len(when) * count.number for count, when in moments.values()])
        apart = self.assumed.rule("staff_one_activity")
        shares: dict[str, cp_model.IntVar] = {}
        for person in able:
            free = len(slots - self.assumed.blocked[person])
            shares[person] = self.model.new_int_var(0, free if apart else 10_000, "")
            if apart and len(asked) > len(moments):
                self.model.add(shares[person] <= single)
            self.load[person, stretch].append(shares[person])
        self.model.add(cp_model.LinearExpr.sum(list(shares.values())) == cp_model.LinearExpr.sum(total))
        return shares

    def _company(self, taken: dict[tuple[int, Function, tuple[str, ...]], dict[str, Terms]]) -> None:
        """Who may do something only in reach is never longer at it than others are there."""
        guards: dict[tuple[int, str], list[tuple[str, Terms]]] = defaultdict(list)
        for (stretch, _, clusters), people in taken.items():
            for cluster in clusters:
                for person, terms in people.items():
                    if self.index.end_responsible(person):
                        guards[stretch, cluster].append((person, terms))
        for (stretch, function, clusters), people in taken.items():
            for person, terms in people.items():
                if self.index.permission(person, function) == "in_reach":
                    near = [
                        term
                        for cluster in clusters
                        for other, found in guards[stretch, cluster]
                        for term in found
                        if other != person
                    ]
                    self.model.add(cp_model.LinearExpr.sum(terms) <= cp_model.LinearExpr.sum(near))

    def _idle(self) -> None:
        """Teachers freed in rounds have nothing else on."""
        for count in self.counts:
            block = count.alike.block
            delivery = self.index.deliveries[block.delivery]
            number = getattr(delivery, "freed", 0)
            if not number or not self.assumed.holds(f"freed|{delivery.id}") or not count.alike.asked:
                continue
            team = self.index.clusters[self.index.cluster_of(delivery.home_groups[0])].team
            rounds = {(act.offset, act.length) for act in count.alike.acts}
            for offset, length in sorted(rounds):
                people = tuple(p for p in team if self.index.end_responsible(p))
                able = self._able(people, count, offset, length)
                self._shares(able, count.part.stretch, [(count, offset, length)] * number)

    def workday(self, person: str, day: int) -> cp_model.IntVar:
        """Whether a person is at school on a day (never on one on which they cannot be)."""
        known = self.day.get((person, day))
        if known is None:
            known = self.day[person, day] = self.model.new_bool_var("")
            if not self.assumed.able_on(person, day):
                self.model.add(known == 0)
        return known

    def bind(self) -> None:
        """Nobody is busy longer than they can be; contact minutes; days at school."""
        grid = self.index.grid
        for person in self.index.staff:
            most = self.assumed.max_days(person)
            if most is not None:
                days = [self.workday(person, day) for day in range(len(grid.days))]
                self.model.add(cp_model.LinearExpr.sum(days) <= most)
            limit = self.assumed.contact(person)
            if limit is not None and self.contact[person]:
                self.model.add(cp_model.LinearExpr.sum(self.contact[person]) <= limit)
        apart = self.assumed.rule("staff_one_activity")
        for (person, slot), literals in self.at.items():
            if apart and len(literals) > 1:
                self.model.add_at_most_one(literals)
            here = next((n for n, stretch in enumerate(self.stretches) if slot in stretch), None)
            if here is not None:
                self.load[person, here] += literals
        for (person, number), terms in self.load.items():
            stretch = self.stretches[number]
            free = len(stretch - self.assumed.blocked[person])
            day = grid.day(min(stretch))
            if apart:
                self.model.add(cp_model.LinearExpr.sum(terms) <= free)
            if (person, day) in self.day:
                for term in terms:
                    self.model.add(term <= 10_000 * self.day[person, day])
