"""The front of the tree search: what any groups cost at least, level by level.

When no groups cost at most so much, all cost a point more (iterative deepening: Korf, 1985; destructive
bounds: Klein and Scholl, 1999). Low levels take next to no time, and one that is nearly reached rules out far
more than one that is not. A search is kept between turns and goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from vlecht.solver.grouping.compose import state
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.bits import WORD
from vlecht.solver.grouping.tree.looking import Looking
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.pace import Pace
from vlecht.solver.grouping.tree.relaxation import Relaxation
from vlecht.solver.grouping.tree.search import FOUND, HARD, NONE_LEFT, Search, step
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.run import Clock, Settings, run

REFUTING = Settings(workers=1, linearization=2, subsolvers=("max_lp",))
"""What CP-SAT does with a tight node: a full linear relaxation tells most of it."""
RELAXED_IN = 0.005
"""What a linear relaxation counts for where the clock counts work, in seconds."""
LONGER = 40_000
"""Tries before CP-SAT is asked about a node of which the relaxation tells nothing."""
REFUTED_IN = 2.0
"""Seconds for CP-SAT."""


@dataclass
class Tree:
    """The tree of a task. ``bound``: what any groups cost at least. ``told``: there is no more to tell.
    ``ahead``: seconds that it will have, as far as known. ``looking``: who looks for better groups."""

    task: Task
    tables: Tables
    bound: int = 0
    told: bool = False
    ahead: float = inf
    looking: Looking = field(init=False)
    _most: int = 0
    _pace: Pace = field(default_factory=Pace)
    _search: Search = field(init=False)
    _relaxation: Relaxation | None = None
    _relaxed: Any = None

    def __post_init__(self) -> None:
        """Put the search at the beginning."""
        self._search = Search(self.tables)
        self.looking = Looking(self.task, self.tables)

    @property
    def due(self) -> float:
        """Seconds that the next point of the bound takes, as expected from those before."""
        return self._pace.due / self._pace.points

    def another(self) -> Looking:
        """One more who looks for better groups at the same time."""
        return Looking(self.task, self.tables)

    def prove(
        self, clock: Clock, seconds: float, cost: Callable[[], int], stop: Callable[[], bool] = lambda: False
    ) -> list[list[int]] | None:
        """Raise the bound for so many seconds, or until it is the ``cost`` of the best groups known.

        Returns better groups when any are found: the best of all when ``told``.
        """
        until = clock.used + seconds
        best: list[list[int]] | None = None
        known = cost()
        while not self.told and self.bound < known:
            if clock.used >= until or clock.left <= 0 or stop():
                return best
            # Nobody looks for what is known: what of the level was searched holds nothing cheaper either.
            self._most = min(self._most, known - 1)
            began = clock.used
            groups = self._look(clock)
            self._pace.spent += clock.used - began
            if groups is not None:
                best = groups
            known = min(cost(), known if best is None else self.task.cost(best))
        self.told = True
        return best

    def _look(self, clock: Clock) -> list[list[int]] | None:
        """A step of the present level; groups, when it finds any."""
        found = step(self._search, self._most, clock)
        if found == HARD:
            return self._refute(clock, self._search.walk.tight)
        if found == FOUND:
            return self._search.groups
        if found == NONE_LEFT:
            self.bound = self._most + 1
            self._most += self._pace.begin(min(self.ahead, clock.left))
            self._search.begin()
        return None

    def _refute(self, clock: Clock, tight: Any) -> list[list[int]] | None:
        """A tight node: out with it when its linear relaxation says that it holds nothing, or CP-SAT when it
        takes longer still; else the groups, or on in the tree."""
        if self._relaxation is None:
            # The tree has an order of its own for interchangeable groups.
            self._relaxation = Relaxation(state(self.task, cp_model.CpModel(), ordered=False))
        if clock.deterministic:
            clock.spent += RELAXED_IN
        if self._relaxed is None or not np.array_equal(self._relaxed, tight):
            self._relaxed = tight.copy()
            least = self._relaxation.bound(tight)
            if least is not None and least > self._most:
                self._search.drop()
            else:
                self._search.wait(LONGER)
            return None
        counts = self._relaxation.counts
        model = counts.model.clone()
        for c, pupils in enumerate(self.task.classes):
            for g, number in enumerate(counts.number[c]):
                if not isinstance(number, int):
                    may = sum(bool(tight[g, p // WORD] >> np.uint64(p % WORD) & np.uint64(1)) for p in pupils)
                    if may < len(pupils):
                        model.add(number <= may)
        model.add(cp_model.LinearExpr.sum(counts.objective) <= self._most)
        outcome = run(model, clock, REFUTING, REFUTED_IN)
        if outcome.infeasible:
            self._search.drop()
        elif outcome.found:
            return counts.read(outcome)
        else:
            self._search.spare()
        return None


def tree_of(task: Task) -> Tree | None:
    """The tree of a task, where there is one (``tables_of``)."""
    tables = tables_of(task)
    return None if tables is None else Tree(task, tables)
