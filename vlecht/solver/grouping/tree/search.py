"""The search: depth first, by the pupil of some promising ones whose choice leaves the smallest trees.

For each of a few pupils every group is tried (``narrow``), and what fails is ruled out at once (a failed
literal, as in SAT solvers); the pupil branched on is the one whose tries leave the least to search, as
guessed from what is left of the cost and of the choices (strong branching: Achterberg, Koch and Martin,
"Branching rules revisited", 2005). Which pupils are tried: those who would stretch a group's levels most,
then those who failed often (weighted degrees: Boussemart et al., 2004). Costs are tried too: an entry of the
bound that is no more than it must be, so that it rules out as a hard one does, or a step more at least.

A search stops after so many tries, and can go on where it stopped.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from vlecht.solver.grouping.tree.bits import has
from vlecht.solver.grouping.tree.bounds import room
from vlecht.solver.grouping.tree.desk import desk_for
from vlecht.solver.grouping.tree.node import Node, anywhere, node_at
from vlecht.solver.grouping.tree.tables import Tables, bare_tables
from vlecht.solver.grouping.tree.tries import allow, choose, keep, narrowed, try_cost, try_pupil
from vlecht.solver.grouping.tree.walk import (
    SINCE,
    STACKED,
    TRIED,
    TRIES,
    WITHIN,
    Walk,
    bare_walk,
    row_of,
    walk_for,
)
from vlecht.solver.jit import compiled
from vlecht.solver.run import Clock

NONE_LEFT, FOUND, PAUSED, HARD = 0, 1, 2, 3
"""How a search ended: nothing of at most that cost is left, groups were found, the tries were used up, or a
tight part of the tree takes long: somebody else might look at it (``Walk.tight``)."""

TIGHT = 2
"""A node is tight when so little may still be spent: all its budgets are nearly used up."""
LONG_IN = 10_000
"""Tries in the tree of a tight node that are many."""
SLICE = 5000
"""Tries between two looks at the clock: a few milliseconds."""
PER_SECOND = 500_000
"""Tries that count for a second where the clock counts work."""
NEVER = 1 << 40
NO_NODE = -1


class Search:
    """A search over the tables of a task, at the beginning of its tree."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        # Places hold addresses: what they tell of is kept alive here.
        self._desk = desk_for(tables)
        self.walk = walk_for(tables, self._desk)
        self._anywhere = anywhere(tables, self.walk.layout)
        self.begin()

    def begin(self, root: Any = None) -> None:
        """Go to the beginning of a tree (its own, or that of some ``root``); what was learnt of pupils is
        kept."""
        walk = self.walk
        walk.nodes[0] = self._anywhere
        walk.masks[0] = self.tables.open if root is None else root
        walk.count[STACKED], walk.count[WITHIN] = 1, NO_NODE

    def go(self, most: int, tries: int) -> int:
        """Look for groups of a cost of at most ``most``, in about so many more tries; how that ended."""
        return int(search(self.tables, self.walk, most, tries))

    @property
    def tries(self) -> int:
        """How many there were."""
        return int(self.walk.count[TRIES])

    @property
    def groups(self) -> list[list[int]]:
        """The groups that were found."""
        return [[int(p) for p in np.flatnonzero(self.walk.found == g)] for g in range(len(self.tables.open))]

    def drop(self) -> None:
        """Leave out what is left of the tree of the tight node."""
        self.walk.count[STACKED], self.walk.count[WITHIN] = self.walk.count[WITHIN], NO_NODE

    def wait(self, tries: int) -> None:
        """Do not stop again in the tree of the tight node for so many tries."""
        self.walk.count[SINCE] = self.walk.count[TRIES] + tries - LONG_IN

    def spare(self) -> None:
        """Do not stop again in the tree of the tight node."""
        self.walk.count[SINCE] = self.walk.count[TRIES] + NEVER


def step(search: Search, most: int, clock: Clock, tries: int = SLICE) -> int:
    """Some more tries, which count where the clock counts work."""
    before = search.tries
    found = search.go(most, tries)
    if clock.deterministic:
        clock.spent += (search.tries - before) / PER_SECOND
    return found


@compiled
def search(t: Tables, walk: Walk, most: int, tries: int) -> int:
    """Look for groups of a cost of at most ``most``, in about so many more tries."""
    return _search(bare_tables(t), bare_walk(walk), most, tries)


@compiled
def _search(t: Tables, walk: Walk, most: int, tries: int) -> int:
    stop = walk.count[TRIES] + tries
    groups = len(t.open)
    while walk.count[STACKED] > 0:
        if walk.count[TRIES] >= stop:
            return PAUSED
        if walk.count[WITHIN] >= walk.count[STACKED]:
            walk.count[WITHIN] = NO_NODE
        if walk.count[WITHIN] >= 0 and walk.count[TRIES] - walk.count[SINCE] > LONG_IN:
            return HARD
        top = walk.count[STACKED] - 1
        n = node_at(walk.layout, row_of(walk.nodes, top))
        if not _shrink(t, walk, most, top, n):
            walk.count[STACKED] = top
            continue
        if walk.tried[0] < 0:
            for p in range(len(walk.found)):
                for g in range(groups):
                    if has(n.can, g, p):
                        walk.found[p] = g
            walk.count[STACKED] = top
            return FOUND
        allow(walk, n)
        if walk.count[WITHIN] < 0 and most - n.low[0] <= TIGHT:
            walk.count[WITHIN], walk.count[SINCE] = top, walk.count[TRIES]
            walk.tight[:] = walk.mask
        # The largest tree first, so that the smallest is on top.
        walk.count[STACKED] = top
        while True:
            largest = -1
            for g in range(groups):
                if walk.guess[1, g] >= 0 and (largest < 0 or walk.guess[1, g] > walk.guess[1, largest]):
                    largest = g
            if largest < 0:
                break
            at = walk.count[STACKED]
            walk.nodes[at] = walk.kept[largest]
            walk.masks[at] = walk.mask
            walk.count[STACKED] += 1
            walk.guess[1, largest] = -1.0
    return NONE_LEFT


@compiled
def _shrink(t: Tables, walk: Walk, most: int, at: int, n: Node) -> bool:
    """Narrow a node, rule out what fails, and find a choice to branch on: the kept tries."""
    walk.count[TRIES] += 1
    if not narrowed(walk, most, walk.nodes, at, walk.masks[at]):
        return False
    while True:
        smallest = np.inf
        if walk.count[STACKED] < len(walk.nodes) - len(walk.found) * (len(n.can) - 1) - len(n.can):
            for entry in range(len(n.low)):
                while n.low[entry] < t.steps.shape[1]:
                    step = t.steps[entry, n.low[entry]]
                    if step == 0 or n.low[entry] + step > room(n.low, n.cap, entry, most):
                        break
                    guess = try_cost(walk, most, at, n, entry, step)
                    if guess < -1:
                        return False
                    if guess >= 0:
                        if guess < smallest:
                            smallest = guess
                            keep(walk)
                        break
        choose(t, walk, n)
        for i in range(TRIED):
            pupil = walk.tried[i]
            if pupil < 0:
                break
            while n.open[pupil] > 1:
                guess = try_pupil(t, walk, most, at, n, pupil)
                if guess < -1:
                    return False
                if guess >= 0:
                    if guess < smallest:
                        smallest = guess
                        keep(walk)
                    break
        if walk.tried[0] < 0 or smallest < np.inf:
            return True
