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

_FIRST_RUN, _GROWTH, _LONGEST_RUN = 6.0, 1.5, 200.0
"""Seconds of the first annealing run, growth from run to run, and the longest."""

_SOFT, _HARD = (0.15, 0.4, 1.0, 2.5, 6.0), (0.05, 0.1, 0.2, 0.4)
"""Temperatures to begin a run at; which one is learnt. In typical weights of soft constraints where nothing
hard is broken, in prices of a unit of infeasibility where something is."""

_FIRST_PRICE, _DEARER, _CHEAPER, _DEAREST = 20.0, 2.0, 0.7, 1e5
"""Price of a unit of infeasibility in typical weights, how it changes after a run that gained no feasibility
where some is wanting, and after one that kept it; and the most."""

_MEMORY = 0.7
"""How much of a factor's score is kept when it is tried."""


class Annealer:
    """Anneals a problem again and again. ``best`` is the best head so far, ``best_cost`` its cost.

    A run begins from the best solution known, at one of a few temperatures: which ones gain is learnt. What
    a unit of infeasibility weighs against the objective is learnt too: more after runs that end with more of
    it than the best solution has, else slightly less (oscillation, Glover 1989).
    """

    def __init__(self, state: LocalState, seed: int) -> None:
        self.state = state
        self.best: Ints | None = None
        self.best_cost = Cost(2**62, 2**62)
        self._rng = Random(seed)
        self._rate = 20_000.0
        self._outdone = False
        self._scores = {ladder: [1.0] * len(ladder) for ladder in (_SOFT, _HARD)}
        soft = [each.weight for each in state.tables.problem.constraints if not each.hard and each.weight]
        hard = [each.weight for each in state.tables.problem.constraints if each.hard and each.weight]
        self._least = min(soft, default=1)
        self._typical = float(np.quantile(soft, 0.5)) if soft else 1.0
        self._only_hard = not soft
        self._hard_least = min(hard, default=1)
        self._price = _FIRST_PRICE * self._typical

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
        if self.best is None:
            self.state.begin(self._rng)
            self._note()
            if not between():
                return
        while seconds() > 0 and self.best is not None:
            self.state.load(self.best)
            if not self._once(min(length, seconds()), between):
                return
            length = min(_LONGEST_RUN, length * _GROWTH)

    def _once(self, length: float, between: Callable[[], bool]) -> bool:
        """One run from hot to cold; whether to go on."""
        before = self.best_cost
        ladder = _HARD if before.infeasibility else _SOFT
        scores = self._scores[ladder]
        number = self._rng.choices(range(len(ladder)), weights=[max(0.1, each) for each in scores])[0]
        if self._only_hard:
            hot, cold, price = ladder[number], 0.12, 1.0
        elif before.infeasibility:
            hot, cold, price = ladder[number] * self._price, 0.2 * self._least, self._price
        else:
            hot, cold = ladder[number] * self._typical, 0.2 * self._least
            price = max(self._price, 3.0 * hot)
        price, hot = price / self._hard_least, max(hot, 1.5 * cold)
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
        if not self._outdone:
            better = self.best_cost < before
            scores[number] = _MEMORY * scores[number] + (1 - _MEMORY) * better
            if self.state.cost.infeasibility >= max(1, before.infeasibility):
                self._price = min(_DEAREST * self._typical, self._price * _DEARER)
            elif before.infeasibility == 0:
                self._price = max(self._typical, self._price * _CHEAPER)
        return True

    def _note(self) -> None:
        if self.state.best_cost < self.best_cost:
            self.best, self.best_cost = self.state.best, self.state.best_cost
