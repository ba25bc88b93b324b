"""Better groups in neighbourhoods of given ones: some pupils anywhere, or most in windows of levels."""

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
WITHIN = 0.5
"""Part of the neighbourhoods in which groups keep to windows of levels: most pupils are free, and few can
be anywhere else."""
MOST_FREE = 0.6
"""Part of the pupils who are free there."""
REACH = 3
"""So many levels a window may end before or after the levels that a group has."""
SIDEWAYS = 0.5
"""Part of the neighbourhoods in which groups of the same cost will do."""
FRUITLESS = 310
"""So many neighbourhoods in a row without gain, and one more for every pupil, are enough; half as many for
groups a point above the aim, a third for two points, and so on."""


class Near:
    """Neighbourhoods of groups of a task, from given ones on. ``groups``: the best found."""

    def __init__(self, task: Task, tables: Tables) -> None:
        self.task, self.tables = task, tables
        self._search = Search(tables)
        self.groups: list[list[int]] = []
        self._cost = self._aim = self._fruitless = 0
        self._free: float = FIRST_FREE

    def begin(self, groups: Groups, aim: int | None = None) -> None:
        """Go on from other groups, of which it is worth while to know whether they come to the ``aim``
        (none: what they cost)."""
        self.groups = [list(pupils) for pupils in groups]
        self._cost = self.task.cost(self.groups)
        self._aim = self._cost if aim is None else aim
        self._free = FIRST_FREE
        self._fruitless = 0

    @property
    def stuck(self) -> bool:
        """Whether nothing better was found for long."""
        above = max(0, self._cost - self._aim)
        return self._fruitless >= (FRUITLESS + len(self.task.pupils)) / (1 + above)

    def better(
        self,
        clock: Clock,
        seconds: float,
        least: Callable[[], int],
        seed: int,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Better the groups for so many seconds, until they cost the ``least`` they can, or it is stuck."""
        until = clock.used + seconds
        rng = random.Random(seed)
        some = _Some(self.task, rng)
        while self._cost > least() and not self.stuck:
            if clock.used >= until or clock.left <= 0 or stop():
                break
            self._fruitless += 1
            within = rng.random() < WITHIN
            if within:
                root = self._within(rng)
            else:
                free = max(round(self._free * rng.uniform(SMALLER, LARGER)), LEAST_FREE)
                root = self._around(some.of(min(free, len(self.task.pupils))))
            self._search.begin(root)
            # Groups that cost the same lead away from where nothing near is better.
            found = self._look(self._cost - (rng.random() >= SIDEWAYS), clock)
            if found == FOUND:
                self.groups = self._search.groups
                if self.task.cost(self.groups) < self._cost:
                    self._cost, self._fruitless = self.task.cost(self.groups), 0
            if not within:
                self._free += 0.5 if found != PAUSED else -0.5
                self._free = min(max(self._free, FIRST_FREE), len(self.task.pupils))

    def _look(self, most: int, clock: Clock) -> int:
        """A neighbourhood, whatever tight parts there are."""
        found, until = PAUSED, self._search.tries + ENOUGH
        while found == PAUSED and self._search.tries < until:
            found = step(self._search, most, clock, until - self._search.tries)
            if found == HARD:
                self._search.spare()
                found = PAUSED
        return found

    def _around(self, free: frozenset[int]) -> Any:
        """The root of the tree where only some pupils are free."""
        root = self.tables.open.copy()
        words = root.shape[1]
        held = bits_of((p for p in range(len(self.task.pupils)) if p not in free), words)
        for g, pupils in enumerate(self.groups):
            root[g] &= bits_of(pupils, words) | ~held
        return root

    def _within(self, rng: random.Random) -> Any:
        """The root where most pupils are free, in windows somewhat like the levels that groups have now."""
        t, number = self.tables, len(self.task.pupils)
        free = frozenset(rng.sample(range(number), round(MOST_FREE * number)))
        root = self._around(free)
        for places, sets, (levels, *_) in zip(t.spread_place, t.spread_sets, t.spread_terms, strict=True):
            for g, pupils in enumerate(self.groups):
                here = [(int(places[p]), p in free) for p in pupils if places[p] >= 0]
                if not here:
                    continue
                low = min(here)[0] + rng.randint(-REACH, REACH)
                high = max(here)[0] + rng.randint(-REACH, REACH)
                # Who is held stays.
                held = [place for place, is_free in here if not is_free]
                low, high = min([low, *held]), max([high, *held])
                for place in (*range(min(low, levels)), *range(max(high + 1, 0), levels)):
                    root[g] &= ~sets[place]
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
