"""How annealing is scheduled: runs that grow longer, reheated from the best solution known."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import numpy as np

from vlecht.core.solution import Cost
from vlecht.solver.local.layout import Ints
from vlecht.solver.local.state import LocalState

_SLICE = 0.2
"""Seconds between looks at the clock and at what others have found."""

_FIRST_RUN, _GROWTH, _LONGEST_RUN = 6.0, 1.7, 300.0
"""Seconds of the first annealing run, growth from run to run, and the longest."""


class Annealer:
    """Anneals a problem again and again. ``best`` is the best head so far, ``best_cost`` its cost."""

    def __init__(self, state: LocalState, seed: int) -> None:
        self.state = state
        self.best: Ints | None = None
        self.best_cost = Cost(2**62, 2**62)
        self._rng = Random(seed)
        self._rate = 20_000.0
        self._outdone = False
        soft = [each.weight for each in state.tables.problem.constraints if not each.hard and each.weight]
        hard = [each.weight for each in state.tables.problem.constraints if each.hard and each.weight]
        self._least = min(soft, default=1)
        self._dearest = float(np.quantile(soft, 0.5)) if soft else 1.0
        self._hard_least = min(hard, default=1)

    def offer(self, head: Ints, cost: Cost) -> None:
        """A solution found elsewhere; the next run begins from it when it is better.

        When it meets more of what is hard, the run in hand is broken off.
        """
        if cost < self.best_cost:
            self._outdone = cost.infeasibility < self.best_cost.infeasibility
            self.best, self.best_cost = head, cost

    def run(self, seconds: Callable[[], float], between: Callable[[], bool]) -> None:
        """Anneal until no seconds are left or ``between`` (called after every slice) says so."""
        length = _FIRST_RUN
        number = 0
        while seconds() > 0:
            if number == 0 and self.best is None:
                self.state.begin(self._rng)
                self._note()
                if not between():
                    return
            elif self.best is not None:
                self.state.load(self.best)
            if not self._once(min(length, seconds()), number, between):
                return
            length = min(_LONGEST_RUN, length * _GROWTH)
            number += 1

    def _once(self, length: float, number: int, between: Callable[[], bool]) -> bool:
        """One run from hot to cold."""
        # While hard constraints are not met one unit of them must be worth giving soft cost for, but not
        # so much that its landscape freezes first.
        price = 3.0 * self._dearest / self._hard_least * self._rng.choice((1.0, 3.0, 10.0))
        if not any(not each.hard for each in self.state.tables.problem.constraints):
            price = 1.0
        cold = 0.25 * self._least if price > 1.0 else 0.15
        hot = max(price * self._hard_least * 0.5, 2.0 * self._dearest)
        if number > 0:
            hot = max(4 * cold, hot * self._rng.choice((0.1, 0.2, 0.4)))
        began = time.monotonic()
        self._outdone = False
        while not self._outdone and (gone := time.monotonic() - began) < length:
            now = hot * (cold / hot) ** (gone / length)
            then = hot * (cold / hot) ** min(1.0, (gone + _SLICE) / length)
            rounds = max(200, int(self._rate * _SLICE))
            start = time.monotonic()
            self.state.anneal(rounds, now, then, price)
            self._rate = 0.5 * self._rate + 0.5 * rounds / max(1e-3, time.monotonic() - start)
            self._note()
            if not between() or self.best_cost == Cost():
                return False
        return True

    def _note(self) -> None:
        if self.state.best_cost < self.best_cost:
            self.best, self.best_cost = self.state.best, self.state.best_cost
