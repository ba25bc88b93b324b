"""A solution in the tables: laid down, read back, costed, annealed."""

from __future__ import annotations

from random import Random

import numpy as np

from vlecht.core.solution import Cost, Solution, SubEvent
from vlecht.solver.local import layout as at
from vlecht.solver.local.anneal import (
    EJECTING,
    FREE,
    GAUGE,
    KINDS,
    MEAN,
    PRICE,
    SPLIT,
    WHOLE,
    anneal,
    place,
)
from vlecht.solver.local.desk import costs_on, new_desk
from vlecht.solver.local.journal import new_journal
from vlecht.solver.local.kernel import lay
from vlecht.solver.local.layout import Ints
from vlecht.solver.local.parts import parts_of
from vlecht.solver.local.tables import Tables

_ODDS = (30, 20, 5, 25, 20, 15, 10, 15)
"""Odds of the kinds of moves, where they apply."""


class LocalState:
    """A solution as compiled search sees it, with its cost. The seed decides everything random.

    A *head* is a solution as numbers: per part its duration (0: there is none), its start and, per open
    role, its resource (-1 for none).
    """

    def __init__(self, tables: Tables, seed: int = 0) -> None:
        self.tables = tables
        self._a = tables.a
        self._journal = new_journal()
        self._v = np.zeros(tables.size, dtype=np.int32)
        self._length = tables.parts * (2 + tables.width)
        self._best = np.zeros(self._length, dtype=np.int32)
        self._desk = new_desk(self._a, self._v, self._journal, self._best, seed=seed)
        self._address = int(self._desk.ctypes.data)
        self._costs = costs_on(self._desk)
        self.tallies = np.zeros((KINDS, 3), dtype=np.int64)
        self._gauge = np.zeros(GAUGE)
        self._wholes = len(tables.monitors.whole_constants)
        self.mix = self._mix()
        self._blank = np.zeros(tables.size, dtype=np.int32)
        self._blank[self._a[at.V_START] : self._a[at.V_COVER]] = -1
        for monitor, amount in tables.monitors.constants:
            self._blank[self._a[at.V_SUM] + monitor] += amount
        resources = len(tables.problem.resources)
        for point, always in enumerate(tables.monitors.whole_constants):
            for resource in always:
                self._blank[self._a[at.V_WHOLE] + point * resources + resource] += 1

    @property
    def cost(self) -> Cost:
        """The cost of the present solution."""
        return Cost(int(self._costs[0]), int(self._costs[1]))

    @property
    def best_cost(self) -> Cost:
        """The cost of the best solution since ``load``."""
        return Cost(int(self._costs[2]), int(self._costs[3]))

    @property
    def head(self) -> Ints:
        """The present solution as numbers (a copy)."""
        return self._v[: self._length].copy()

    @property
    def best(self) -> Ints:
        """The best solution since ``load`` as numbers (a copy)."""
        return self._best.copy()

    def _mix(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        a = self._a

        def rows(name: int) -> int:
            return int(a[a[name] + 1] - a[a[name]])

        odds = list(_ODDS)
        if not rows(at.MOVABLE):
            odds[: EJECTING + 2] = [0, 0, 0, 0]
        if not rows(at.STAFFED):
            odds[FREE:SPLIT] = [0, 0, 0]
        if not self._wholes or not rows(at.STAFFED):
            odds[WHOLE] = 0
        if not rows(at.SPLITTABLE):
            odds[SPLIT] = 0
        return np.cumsum(odds).astype(np.int32)

    def head_of(self, solution: Solution) -> Ints:
        """A solution as numbers."""
        a, tables = self._a, self.tables
        head = np.full(self._length, -1, dtype=np.int32)
        head[: tables.parts] = 0
        free = [int(a[a[at.EVENT_PART] + event]) for event in range(len(tables.problem.events))]
        for sub in solution.sub_events:
            part = free[sub.event]
            free[sub.event] += 1
            head[part] = sub.duration
            head[tables.parts + part] = -1 if sub.start is None else sub.start
            for position, role in enumerate(tables.roles[sub.event]):
                resource = sub.resources[role]
                if resource is not None:
                    head[2 * tables.parts + part * tables.width + position] = resource
        return head

    def load(self, head: Ints) -> None:
        """Make a solution the present one, and the best one."""
        self._v[:] = self._blank
        self._costs[:2] = 0
        lay(self._address, head)
        self.forget()

    def forget(self) -> None:
        """What is best counts anew from the present solution."""
        self._costs[2:] = self._costs[:2]
        self._best[:] = self._v[: self._length]

    def solution(self, head: Ints | None = None) -> Solution:
        """The present solution, or the one in the head of a state."""
        a, tables = self._a, self.tables
        v = self._v if head is None else head
        subs: list[SubEvent] = []
        for event, stated in enumerate(tables.problem.events):
            for part in range(a[a[at.EVENT_PART] + event], a[a[at.EVENT_PART] + event + 1]):
                duration = int(v[a[at.V_DURATION] + part])
                if duration:
                    start = int(v[a[at.V_START] + part])
                    who: list[int | None] = [role.preassigned for role in stated.roles]
                    for position, role in enumerate(tables.roles[event]):
                        resource = int(v[a[at.V_WHO] + part * tables.width + position])
                        who[role] = resource if resource >= 0 else None
                    subs.append(SubEvent(event, duration, start if start >= 0 else None, tuple(who)))
        return Solution(tuple(subs))

    def begin(self, rng: Random, price: float = 1000.0) -> None:
        """A first solution: parts by the limits on splitting, then each where it costs least."""
        tables = self.tables
        self.load(self.head_of(parts_of(tables.problem, tables.domains, rng)))
        weights = [
            event.duration * 10 + len(event.roles) + 3 * rng.random() for event in tables.problem.events
        ]
        sequence = sorted(range(len(weights)), key=lambda event: -weights[event])
        place(self._address, np.array(sequence, dtype=np.int32), price)
        self.forget()

    def anneal(
        self,
        rounds: int,
        hot: float,
        cold: float,
        price: float,
        aims: tuple[float, float] = (0.0, 0.0),
        haste: float = 1.0,
        prices: tuple[float, float] = (0.0, np.inf),
    ) -> tuple[float, float]:
        """So many moves, from hot to cold: (price in the end, mean objective).

        A unit of infeasibility weighs the price at first; with a haste above 1 the price rises by that factor
        (every few moves) while there is more infeasibility than the aim, falling from the first to the
        second, and falls while there is less, within the limits.
        """
        if self.mix[-1] <= 0:
            return price, float(self._costs[1])
        self._gauge[:] = (price, haste, *aims, *prices, 0.0)
        anneal(
            self._address,
            self._length,
            self.mix,
            self.tallies,
            self._wholes,
            rounds,
            float(hot),
            float(cold),
            self._gauge,
        )
        return float(self._gauge[PRICE]), float(self._gauge[MEAN])
