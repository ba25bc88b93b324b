"""Groups from far away: simulated annealing over pupils, swaps and windows of levels.

Neighbourhoods (``near``) reach the best from a good beginning and stay where they began; annealing is less
exact, and ends somewhere else every time. Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated
annealing" (1983). Being outside a window of levels (``tally``) costs little at first and much in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.tree.desk import desk_for, place_of, tables_at
from vlecht.solver.grouping.tree.places import places
from vlecht.solver.grouping.tree.tables import BROKEN, Tables
from vlecht.solver.grouping.tree.tally import (
    BEST,
    COST,
    NOTHING_YET,
    OUTSIDE,
    moved,
    seat,
    shifted,
    tally_at,
    tally_for,
)
from vlecht.solver.jit import compiled
from vlecht.solver.run import Clock

STEPS = 3000
"""Steps for every pupil."""
LEAST_STEPS = 60_000
"""However few pupils there are: what little there is to choose must still cool slowly."""
AT_ONCE = 100_000
"""Steps between two looks at the clock."""
PER_SECOND = 5_000_000
"""Steps that count for a second where the clock counts work."""
WARM, COLD = 2.4, 0.45
"""The temperature at first and in the end; 1 is what a place more of a window costs."""
EASY, STRICT = 0.4, 3.0
"""What a place outside a window costs at first and in the end."""
BREAKING = 10.0
"""What a point of a hard term costs, in places outside a window."""
SHIFTS, SWAPS = 0.1, 0.5
"""Part of the steps that shift a window; part of the others that swap two pupils."""
BEAT = 1000
"""Steps at one temperature."""
FORGET = 0.5
"""What was met in this part of the steps does not count: it may be no more than the beginning."""


class Annealing:
    """Annealing over the tables of a task. ``tally``: the division that it is at."""

    def __init__(self, task: Task, tables: Tables) -> None:
        self.task, self.tables = task, tables
        # Places hold addresses: what they tell of is kept alive here.
        self._desk = desk_for(tables)
        self.tally = tally_for(tables)
        self._tables_place, self._place = place_of(tables, self._desk), places(self.tally)
        self._unit = _unit(tables)
        self._steps = self._done = max(LEAST_STEPS, STEPS * len(task.pupils))

    def begin(self, start: Groups) -> None:
        """Begin from groups that break nothing hard, of which little is left."""
        seat(self.tables, self.tally, start, self.task.cost(start))
        self._done = 0

    @property
    def groups(self) -> list[list[int]] | None:
        """The best of late with everybody in a window; ``None``: there are none yet."""
        if self.tally.gauge[BEST] >= NOTHING_YET:
            return None
        return [[int(p) for p in np.flatnonzero(self.tally.best == g)] for g in range(len(self.task.groups))]

    @property
    def done(self) -> bool:
        """Whether all steps were taken."""
        return self._done >= self._steps

    def go(self, clock: Clock, seconds: float, seed: int, stop: Callable[[], bool] = lambda: False) -> None:
        """Some more steps, for so many seconds or until it is done."""
        until = clock.used + seconds
        while not self.done and clock.used < until and clock.left > 0 and not stop():
            first, last = self._done, min(self._done + AT_ONCE, self._steps)
            at = self._tables_place.ctypes.data, self._place.ctypes.data
            anneal(*at, first, last, self._steps, self._unit, (seed * self._steps + first) % 2**32)
            self._done = last
            if clock.deterministic:
                clock.spent += (last - first) / PER_SECOND


def _unit(t: Tables) -> float:
    """What a place more of a window costs: from one level to the next, where that is cheapest."""
    costs = [
        weight * (row[levels - 1] - row[0]) / (levels - 1)
        for row, (levels, _, weight) in zip(t.spread_levels, t.spread_terms, strict=True)
        if levels > 1 and weight < BROKEN
    ]
    return float(min(costs, default=1))


@compiled
def _keep(c: Any, late: bool) -> None:
    """The best of late with nobody outside; what breaks anything hard costs more than nothing yet."""
    if late and c.gauge[OUTSIDE] == 0 and c.gauge[COST] < c.gauge[BEST]:
        c.gauge[BEST] = c.gauge[COST]
        for p in range(len(c.where)):
            c.best[p] = c.where[p]


@compiled
def _weighed(c: Any, price: float) -> float:
    """The cost, with a price for what is outside windows or breaks anything hard."""
    cost = c.gauge[COST]
    return float(cost % BROKEN + price * (BREAKING * (cost // BROKEN) + c.gauge[OUTSIDE]))


@compiled
def anneal(tables: int, tally: int, first: int, last: int, steps: int, unit: float, seed: int) -> None:
    """Some of so many steps, from the first up to the last; ``unit``: what a place costs."""
    np.random.seed(seed)
    t, c = tables_at(tables), tally_at(tally)
    pupils, groups, rows = len(c.where), len(c.size), len(c.windows)
    warmth, price = 0.0, 0.0
    for step in range(first, last):
        if step % BEAT == 0 or step == first:
            part = step / steps
            warmth = unit * WARM * (COLD / WARM) ** part
            price = unit * EASY * (STRICT / EASY) ** part
        # As much worse as Metropolis' rule would let pass by chance.
        worse = -warmth * np.log(1.0 - np.random.random())
        before = _weighed(c, price)
        if np.random.random() < SHIFTS:
            row, end = np.random.randint(rows), np.random.randint(2)
            by = 2 * np.random.randint(2) - 1
            # A shift, and back again when it is too dear.
            for _ in range(2):
                if not shifted(t, c, row, end, by):
                    break
                if _weighed(c, price) - before <= worse:
                    break
                by = -by
            _keep(c, step > FORGET * steps)
            continue
        p = np.random.randint(pupils)
        a, q = c.where[p], -1
        if np.random.random() < SWAPS:
            q = np.random.randint(pupils)
            b = c.where[q]
            if a == b or c.okay[q, a] == 0 or c.okay[p, b] == 0:
                continue
        else:
            b = (a + 1 + np.random.randint(groups - 1)) % groups
            if c.okay[p, b] == 0:
                continue
        # One or two moves, and back again when they are too dear: all through one piece of compiled code.
        moves = 1 if q < 0 else 2
        for turn in range(2 * moves):
            if turn == moves and _weighed(c, price) - before <= worse:
                break
            goes = p if turn % moves == 0 else q
            here = c.where[goes]
            moved(t, c, goes, here, a + b - here)
        _keep(c, step > FORGET * steps)
