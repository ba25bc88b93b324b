"""The front of the tree search: bounds from below, and better groups in neighbourhoods of the best.

The bound grows point by point: when no groups cost at most so much, all cost a point more. What groups are
then found first are the best of all. Small bounds take next to no time, and a bound that is nearly reached
rules out far more than one that is not (iterative deepening: Korf, 1985; destructive bounds: Klein and
Scholl, 1999). A search is kept between turns and goes on where it stopped.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from vlecht.solver.grouping.compose import state
from vlecht.solver.grouping.counts import Counts
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.tree.bits import WORD, bits_of
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.search import FOUND, HARD, NONE_LEFT, PAUSED, Search
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.run import Clock, Settings, run

REFUTING = Settings(workers=1, linearization=2, subsolvers=("max_lp",))
"""What CP-SAT does with a tight node: a full linear relaxation tells most of it."""
REFUTED_IN = 2.0
"""Seconds for it."""
SLICE = 1000
"""Tries between two looks at the clock: about ten milliseconds."""
PER_SECOND = 100_000
"""Tries that count for a second where the clock counts work."""
FIRST_FREE = 24
"""So many pupils are free in the first neighbourhood; more when all of it was searched, fewer when not."""
LEAST_FREE = 12
SMALLER, LARGER = 0.6, 1.4
"""By chance so many times as many."""
ENOUGH = 3000
"""Tries for one neighbourhood."""
SIDEWAYS = 0.5
"""Part of the neighbourhoods in which groups of the same cost will do."""
FRUITLESS = 400
"""So many neighbourhoods in a row without gain, and one more for every pupil, are enough for a turn."""


@dataclass
class Tree:
    """The tree of a task. ``bound``: what any groups cost at least. ``told``: there is no more to tell."""

    task: Task
    tables: Tables
    bound: int = 0
    told: bool = False
    _search: Search = field(init=False)
    _free: float = FIRST_FREE
    _counts: Counts | None = None

    def __post_init__(self) -> None:
        """Put the search at the beginning."""
        self._search = Search(self.tables)

    def prove(
        self, clock: Clock, seconds: float, cost: Callable[[], int], stop: Callable[[], bool] = lambda: False
    ) -> list[list[int]] | None:
        """Raise the bound for so many seconds, or until it is the ``cost`` of the best groups known.

        Returns the best groups of all when they are found.
        """
        until = clock.used + seconds
        while not self.told and self.bound < cost():
            if clock.used >= until or clock.left <= 0 or stop():
                return None
            found = _step(self._search, self.bound, clock)
            if found == HARD:
                groups = self._refute(clock, self._search.walk.tight)
                if groups is not None:
                    self.told = True
                    return groups
            if found == FOUND:
                self.told = True
                return self._search.groups
            if found == NONE_LEFT:
                self.bound += 1
                self._search.begin()
        self.told = True
        return None

    def _refute(self, clock: Clock, tight: Any) -> list[list[int]] | None:
        """CP-SAT on a tight node: out with it when it holds nothing, else the groups, or on in the tree."""
        if self._counts is None:
            # The tree has an order of its own for interchangeable groups.
            self._counts = state(self.task, cp_model.CpModel(), ordered=False)
        counts = self._counts
        model = counts.model.clone()
        for c, pupils in enumerate(self.task.classes):
            for g, number in enumerate(counts.number[c]):
                if not isinstance(number, int):
                    may = sum(bool(tight[g, p // WORD] >> np.uint64(p % WORD) & np.uint64(1)) for p in pupils)
                    if may < len(pupils):
                        model.add(number <= may)
        model.add(cp_model.LinearExpr.sum(counts.objective) <= self.bound)
        outcome = run(model, clock, REFUTING, REFUTED_IN)
        if outcome.infeasible:
            self._search.drop()
        elif outcome.found:
            return counts.read(outcome)
        else:
            self._search.spare()
        return None

    def better(
        self,
        clock: Clock,
        seconds: float,
        groups: Groups,
        seed: int,
        stop: Callable[[], bool] = lambda: False,
    ) -> list[list[int]]:
        """Better groups, from given ones: all divisions of some pupils, the others where they are."""
        until = clock.used + seconds
        rng = random.Random(seed)
        best = [list(pupils) for pupils in groups]
        cost = self.task.cost(best)
        search = Search(self.tables)
        near = _Near(self.task, rng)
        fruitless = 0
        while cost > self.bound and fruitless < FRUITLESS + len(self.task.pupils):
            if clock.used >= until or clock.left <= 0 or stop():
                break
            fruitless += 1
            free = round(self._free * rng.uniform(SMALLER, LARGER))
            search.begin(self._around(best, near.some(min(max(free, LEAST_FREE), len(self.task.pupils)))))
            # Groups that cost the same lead away from where nothing near is better.
            found = self._look(search, cost - (rng.random() >= SIDEWAYS), clock)
            if found == FOUND:
                best = search.groups
                if self.task.cost(best) < cost:
                    cost, fruitless = self.task.cost(best), 0
            self._free += 0.5 if found != PAUSED else -0.5
            self._free = min(max(self._free, FIRST_FREE), len(self.task.pupils))
        return best

    @staticmethod
    def _look(search: Search, most: int, clock: Clock) -> int:
        """A neighbourhood, whatever tight parts there are."""
        found, until = PAUSED, search.tries + ENOUGH
        while found == PAUSED and search.tries < until:
            found = _step(search, most, clock)
            if found == HARD:
                search.spare()
                found = PAUSED
        return found

    def _around(self, groups: Groups, free: frozenset[int]) -> Any:
        """The root of the tree where only some pupils are free."""
        root = self.tables.open.copy()
        words = root.shape[1]
        held = bits_of((p for p in range(len(self.task.pupils)) if p not in free), words)
        for g, pupils in enumerate(groups):
            root[g] &= bits_of(pupils, words) | ~held
        return root


def tree_of(task: Task) -> Tree | None:
    """The tree of a task, where there is one (``tables_of``)."""
    tables = tables_of(task)
    return None if tables is None else Tree(task, tables)


def _step(search: Search, most: int, clock: Clock) -> int:
    before = search.tries
    found = search.go(most, SLICE)
    if clock.deterministic:
        clock.spent += (search.tries - before) / PER_SECOND
    return found


class _Near:
    """Pupils who have to do with each other: by level, by friends, or by chance."""

    def __init__(self, task: Task, rng: random.Random) -> None:
        self.number = len(task.pupils)
        self.rng = rng
        self.values = [term.values for term in task.terms if isinstance(term, Spread)]
        self.friends: dict[int, set[int]] = {p: set() for p in range(self.number)}
        named = [term.friends for term in task.terms if isinstance(term, Friends)]
        for p, q in ((p, q) for friends in named for p, others in friends.items() for q in others):
            self.friends[p].add(q)
            self.friends[q].add(p)

    def some(self, number: int) -> frozenset[int]:
        """So many of them."""
        way = self.rng.randrange(3)
        if way == 0 and self.values:
            values = self.rng.choice(self.values)
            middle = self.rng.choice([v for v in values if v is not None])
            order = sorted(
                range(self.number),
                key=lambda p: (
                    0 if (value := values[p]) is None else abs(value - middle),
                    self.rng.random(),
                ),
            )
            return frozenset(order[:number])
        if way == 1:
            found = [self.rng.randrange(self.number)]
            at = 0
            while len(found) < number and at < len(found):
                found += [q for q in sorted(self.friends[found[at]]) if q not in found]
                at += 1
            if len(found) >= number:
                return frozenset(found[:number])
        return frozenset(self.rng.sample(range(self.number), number))
