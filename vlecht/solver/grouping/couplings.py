"""What sets of groups have to do with each other: shared numbers, mixed-up company, budgets of moves."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from ortools.sat.python import cp_model

from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.rules.registry import RULE
from vlecht.solver.grouping.counts import Counts, Linear
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups

Whole = Mapping[str, Groups]
"""Task name -> finished groups."""


@dataclass(frozen=True)
class Coupling(ABC):
    """A demand on several tasks at once. Fields as those of a term."""

    rule: str
    weight: int
    hard: bool

    @property
    @abstractmethod
    def tasks(self) -> frozenset[str]:
        """Names of the tasks that it is about."""

    @property
    @abstractmethod
    def tied(self) -> Mapping[str, frozenset[int]]:
        """Task -> positions of the pupils of whom it asks where each of them is."""

    @abstractmethod
    def amount(self, whole: Whole) -> int:
        """How much of it finished groups break."""

    @abstractmethod
    def post(self, counts: Mapping[str, Counts]) -> None:
        """State the same in a model that holds all its tasks."""


@dataclass(frozen=True)
class SameNumbers(Coupling):
    """Per pupil of two tasks: 1 when the groups' numbers differ. ``pupils``: positions in both."""

    one: str
    two: str
    pupils: tuple[tuple[int, int], ...]

    @property
    def tasks(self) -> frozenset[str]:
        """Both."""
        return frozenset((self.one, self.two))

    @cached_property
    def tied(self) -> Mapping[str, frozenset[int]]:
        """Everybody who is in both."""
        return {
            self.one: frozenset(a for a, _ in self.pupils),
            self.two: frozenset(b for _, b in self.pupils),
        }

    def amount(self, whole: Whole) -> int:
        """Over all pupils."""
        here = {p: g for g, pupils in enumerate(whole[self.one]) for p in pupils}
        there = {p: g for g, pupils in enumerate(whole[self.two]) for p in pupils}
        return sum(here[a] != there[b] for a, b in self.pupils)

    def post(self, counts: Mapping[str, Counts]) -> None:
        """In every group of the one no more than in that of the other, or a penalty."""
        one, two = counts[self.one], counts[self.two]
        for a, b in self.pupils:
            apart: Linear = 0 if self.hard else one.model.new_bool_var("")
            for g in one.groups:
                other = two.joins(b, g) if g in two.groups else False
                one.model.add(one.joins(a, g) - other <= apart)
            _charge(one, self, apart)


@dataclass(frozen=True)
class MixedUp(Coupling):
    """Per pair of groups of two tasks: pupils in both beyond ``fair``."""

    one: str
    two: str
    pupils: tuple[tuple[int, int], ...]
    fair: int

    @property
    def tasks(self) -> frozenset[str]:
        """Both."""
        return frozenset((self.one, self.two))

    @cached_property
    def tied(self) -> Mapping[str, frozenset[int]]:
        """Everybody who is in both."""
        return {
            self.one: frozenset(a for a, _ in self.pupils),
            self.two: frozenset(b for _, b in self.pupils),
        }

    def amount(self, whole: Whole) -> int:
        """Over all pairs of groups."""
        here = {p: g for g, pupils in enumerate(whole[self.one]) for p in pupils}
        there = {p: g for g, pupils in enumerate(whole[self.two]) for p in pupils}
        shared: dict[tuple[int, int], int] = {}
        for a, b in self.pupils:
            pair = (here[a], there[b])
            shared[pair] = shared.get(pair, 0) + 1
        return sum(max(0, number - self.fair) for number in shared.values())

    def post(self, counts: Mapping[str, Counts]) -> None:
        """A literal per pupil and pair of groups, which add up to where the pupil is in each."""
        one, two = counts[self.one], counts[self.two]
        model = one.model
        shared: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for a, b in self.pupils:
            both = {(g, h): model.new_bool_var("") for g in one.groups for h in two.groups}
            for g in one.groups:
                model.add(sum(both[g, h] for h in two.groups) == one.joins(a, g))
            for h in two.groups:
                model.add(sum(both[g, h] for g in one.groups) == two.joins(b, h))
            for pair, literal in both.items():
                shared.setdefault(pair, []).append(literal)
        for literals in shared.values():
            if self.hard:
                model.add(sum(literals) <= self.fair)
            elif len(literals) > self.fair:
                over = model.new_int_var(0, len(literals) - self.fair, "")
                model.add(over >= sum(literals) - self.fair)
                _charge(one, self, over)


@dataclass(frozen=True)
class Moves(Coupling):
    """Changes of pupils over several tasks, outside [low, high].

    ``parts``: (task, pupil position or ``None`` for everybody). ``rows``: task -> per pupil and group 1
    when joining it is a change.
    """

    parts: tuple[tuple[str, int | None], ...]
    rows: Mapping[str, tuple[tuple[int, ...], ...]]
    low: int = 0
    high: int | None = None

    @property
    def tasks(self) -> frozenset[str]:
        """All that have a part."""
        return frozenset(task for task, _ in self.parts)

    @cached_property
    def tied(self) -> Mapping[str, frozenset[int]]:
        """Pupils who are named."""
        found: dict[str, set[int]] = {}
        for task, pupil in self.parts:
            if pupil is not None:
                found.setdefault(task, set()).add(pupil)
        return {task: frozenset(pupils) for task, pupils in found.items()}

    def amount(self, whole: Whole) -> int:
        """How far the number of changes is off."""
        moved = 0
        for task, pupil in self.parts:
            for g, pupils in enumerate(whole[task]):
                moved += sum(self.rows[task][p][g] for p in pupils if pupil in (None, p))
        return max(0, self.low - moved) + (0 if self.high is None else max(0, moved - self.high))

    def post(self, counts: Mapping[str, Counts]) -> None:
        """A linear limit."""
        terms: list[Linear] = []
        most = 0
        for task, pupil in self.parts:
            m, rows = counts[task], self.rows[task]
            if pupil is None:
                terms += [m.load([row[g] for row in rows], g) for g in m.groups]
                most += len(rows)
            else:
                terms += [rows[pupil][g] * m.joins(pupil, g) for g in m.groups if rows[pupil][g]]
                most += 1
        total = sum(terms)
        m = counts[self.parts[0][0]]
        for amount, upper in ((total - (self.high or 0), most), (self.low - total, self.low)):
            if (upper == most and self.high is None) or upper <= 0:
                continue
            if self.hard:
                m.model.add(amount <= 0)
            else:
                over = m.model.new_int_var(0, upper, "")
                m.model.add(over >= amount)
                _charge(m, self, over)


def _charge(m: Counts, coupling: Coupling, amount: Linear) -> None:
    if not coupling.hard:
        m.objective.append(coupling.weight * amount)


def couplings_of(index: SchoolIndex, tasks: Mapping[str, Task]) -> tuple[Coupling, ...]:
    """What the rules ask of several tasks at once."""
    found: list[Coupling] = []
    for delivery in index.school.deliveries:
        if not isinstance(delivery, Regrouped) or delivery.id not in tasks:
            continue
        for rule, other in (
            ("same_groups", delivery.same_groups_as),
            ("other_groups", delivery.other_groups_than),
        ):
            setting = RULE[rule].setting(index)
            if other is None or other not in tasks or setting.mode == "off":
                continue
            one, two = tasks[delivery.id], tasks[other]
            pupils = tuple((one.position[p], two.position[p]) for p in one.pupils if p in two.position)
            common = (rule, setting.weight, setting.mode == "hard", delivery.id, other, pupils)
            if rule == "same_groups":
                found.append(SameNumbers(*common))
            else:
                found.append(MixedUp(*common, ceil(len(pupils) / (len(one.groups) * len(two.groups)))))
    return (*found, *_budgets(index, tasks))


def _budgets(index: SchoolIndex, tasks: Mapping[str, Task]) -> list[Coupling]:
    """Budgets and lists of moves that several tasks share. What one task can hold, its terms do."""
    regrouping = index.school.regrouping
    rows: dict[str, tuple[tuple[int, ...], ...]] = {}
    part: dict[str, list[tuple[str, int]]] = {}
    for name, task in tasks.items():
        former = {p: f.id for f in regrouping.former if f.delivery == name for p in f.members}
        if former:
            rows[name] = tuple(tuple(int(former.get(p, g) != g) for g in task.groups) for p in task.pupils)
        for p, pupil in enumerate(task.pupils):
            if pupil in former:
                part.setdefault(pupil, []).append((name, p))
    found: list[Coupling] = []
    budgets, setting = regrouping.budgets, RULE["change_budget"].setting(index)
    common = ("change_budget", setting.weight, setting.mode == "hard")
    if setting.mode != "off":
        if budgets.total is not None and len(rows) > 1:
            everybody = tuple((name, None) for name in rows)
            found.append(Moves(*common, everybody, rows, high=budgets.total))
        for pupil, parts in part.items():
            so_far = regrouping.so_far.get(pupil, {})
            if budgets.per_pupil is not None and len(parts) > 1:
                rest = max(0, budgets.per_pupil - sum(so_far.values()))
                if rest < len(parts):
                    found.append(Moves(*common, tuple(parts), rows, high=rest))
            for subject in {index.deliveries[name].subject for name, _ in parts}:
                same = tuple(q for q in parts if index.deliveries[q[0]].subject == subject)
                rest = max(0, (budgets.per_subject or 0) - so_far.get(subject, 0))
                if budgets.per_subject is not None and len(same) > 1 and rest < len(same):
                    found.append(Moves(*common, same, rows, high=rest))
    setting = RULE["moves_asked"].setting(index)
    for entry in regrouping.must_move if setting.mode != "off" else ():
        parts = [
            q for q in part.get(entry.pupil, []) if entry.subject in (None, index.deliveries[q[0]].subject)
        ]
        if len(parts) > 1:
            common = ("moves_asked", setting.weight, setting.mode == "hard")
            found.append(Moves(*common, tuple(parts), rows, low=1))
    return found
