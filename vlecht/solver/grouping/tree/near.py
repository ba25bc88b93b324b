"""Better groups in neighbourhoods of the best: all divisions of some pupils, the others where they are."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.tree.bits import bits_of
from vlecht.solver.grouping.tree.search import FOUND, HARD, PAUSED, Search, step
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.run import Clock

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


class Near:
    """Neighbourhoods of groups of a task."""

    def __init__(self, task: Task, tables: Tables) -> None:
        self.task, self.tables = task, tables
        self._free: float = FIRST_FREE
        self._search = Search(tables)

    def better(
        self,
        clock: Clock,
        seconds: float,
        groups: Groups,
        least: Callable[[], int],
        seed: int,
        stop: Callable[[], bool] = lambda: False,
    ) -> list[list[int]]:
        """Better groups, from given ones, in so many seconds or until they cost the ``least`` they can."""
        until = clock.used + seconds
        rng = random.Random(seed)
        best = [list(pupils) for pupils in groups]
        cost = self.task.cost(best)
        some = _Some(self.task, rng)
        fruitless = 0
        while cost > least() and fruitless < FRUITLESS + len(self.task.pupils):
            if clock.used >= until or clock.left <= 0 or stop():
                break
            fruitless += 1
            free = round(self._free * rng.uniform(SMALLER, LARGER))
            self._search.begin(self._around(best, some.of(min(max(free, LEAST_FREE), len(self.task.pupils)))))
            # Groups that cost the same lead away from where nothing near is better.
            found = self._look(cost - (rng.random() >= SIDEWAYS), clock)
            if found == FOUND:
                best = self._search.groups
                if self.task.cost(best) < cost:
                    cost, fruitless = self.task.cost(best), 0
            self._free += 0.5 if found != PAUSED else -0.5
            self._free = min(max(self._free, FIRST_FREE), len(self.task.pupils))
        return best

    def _look(self, most: int, clock: Clock) -> int:
        """A neighbourhood, whatever tight parts there are."""
        found, until = PAUSED, self._search.tries + ENOUGH
        while found == PAUSED and self._search.tries < until:
            found = step(self._search, most, clock, until - self._search.tries)
            if found == HARD:
                self._search.spare()
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


class _Some:
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

    def of(self, number: int) -> frozenset[int]:
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
