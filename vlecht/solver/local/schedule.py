"""How annealing is scheduled: one quick run to learn the scale of costs, then slow runs, ever longer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from random import Random

from vlecht.core.solution import Cost
from vlecht.solver.local.anneal import BEAT
from vlecht.solver.local.layout import Ints
from vlecht.solver.local.plans import MET, Moment, Plan, Planner
from vlecht.solver.local.state import LocalState

_SLICE = 0.1
"""Seconds between looks at the clock and at what others have found."""

_QUENCH = 3.0
"""Seconds of the first run, over every temperature that may be of use."""

_FIRST_RUN, _GROWTH, _LONGEST_RUN = 6.0, 1.6, 200.0
"""Seconds of the first slow run at least, growth from run to run, and the longest."""

_MOVES, _FIRST_SHARE = 2000, 0.5
"""Moves per part that the first slow run should have, and the share of the time left that it gets at most."""

_RESERVE = 0.1
"""Share of the time that no run but a last short one is in, so that what ends then can still be mended."""

_SWAY = 10.0
"""How far the price of infeasibility can go in a run: a factor of e to this power."""

_URGENT = 2.0
"""How many times as fast the price moves once everything hard should be met."""

_NEARLY = 0.03
"""Infeasibility, per event, that somebody else may mend at the end of a run."""


class Annealer:
    """Anneals a problem again and again. ``best`` is the best head so far, ``best_cost`` its cost."""

    def __init__(self, state: LocalState, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.state = state
        self.best: Ints | None = None
        self.best_cost = Cost(2**62, 2**62)
        self._clock = clock
        self._rng = Random(seed)
        self._rate = 20_000.0
        self._outdone = self._steady = False
        self._end: tuple[Ints, Cost] | None = None
        self._course: list[Moment] = []
        self.near: tuple[Ints, Cost] | None = None
        """What a run ended with when that lacks little and costs less than the best, for who can mend it."""
        problem = state.tables.problem
        self._planner = Planner(problem, self._rng)
        self._nearly = max(1.0, _NEARLY * len(problem.events)) * self._planner.hard_least

    def offer(self, head: Ints, cost: Cost) -> None:
        """A solution found elsewhere; a run that does not begin anew begins from it when it is better.

        When it lacks less than half as much of what is hard, a run at one price is broken off.
        """
        if cost < self.best_cost:
            self._outdone |= self._steady and 2 * cost.infeasibility < self.best_cost.infeasibility
            self.best, self.best_cost = head, cost

    def run(self, seconds: Callable[[], float], between: Callable[[], bool]) -> None:
        """Anneal until no seconds are left or ``between`` (called after every slice) says so."""
        if self.best is None:
            self.state.begin(self._rng)
            self._note()
            if not between():
                return
        assert self.best is not None
        self.state.load(self.best)
        if not self._planner.only_hard and seconds() > 0:
            if not self._cool(self._planner.quick(), min(_QUENCH, 0.2 * seconds()), between):
                return
            self._planner.settle(self._course, self.state.cost)
        reserve = _RESERVE * seconds()
        length = max(_FIRST_RUN, min(_MOVES * self.state.tables.parts / self._rate, _FIRST_SHARE * seconds()))
        plan = self._planner.first()
        while seconds() > 0:
            self._begin(plan)
            left = seconds()
            left -= reserve if left > 2 * reserve else 0.0
            if not self._cool(plan, min(length * (1 - plan.begin), left), between):
                return
            if not self._outdone:
                self.consider()
                self._end = (self.state.head, self.state.cost)
                gained = self._planner.learn(plan, self._course, self.state.cost)
                if plan.whole or not gained:
                    length = min(_LONGEST_RUN, length * _GROWTH)
            plan = self._planner.after() if self._outdone else self._planner.next()

    def _cool(self, plan: Plan, length: float, between: Callable[[], bool]) -> bool:
        """One run from hot to cold; whether to go on."""
        self._course = []
        price, heats = plan.price, plan.heats
        began = self._clock()
        self._outdone, self._steady = False, not plan.steered
        while not self._outdone and (gone := self._clock() - began) < length:
            now = plan.begin + (1 - plan.begin) * gone / length
            then = plan.begin + (1 - plan.begin) * min(1.0, (gone + _SLICE) / length)
            rounds = max(2 * BEAT, int(self._rate * _SLICE))
            start = self._clock()
            heat = heats.at(now)
            haste = 1.0
            if plan.steered:
                self._planner.pass_by(now, then, price)
                sway = _SWAY * (_URGENT if now > MET else 1.0)
                haste = math.exp(min(1.0, sway * BEAT / (self._rate * length)))
            price, mean = self.state.anneal(
                rounds,
                heat,
                heats.at(then),
                price,
                (self._planner.aim(now), self._planner.aim(then)),
                haste,
                self._planner.limits(plan, heat),
            )
            self._rate = 0.5 * self._rate + 0.5 * rounds / max(1e-3, self._clock() - start)
            self._course.append(Moment(heat, price, mean))
            self._note()
            if not between() or self.best_cost == Cost():
                return False
        return True

    def _begin(self, plan: Plan) -> None:
        """Lay down what a run begins from: the best, or what a run ended with when that is worth more."""
        assert self.best is not None
        head, cost = self.best, self.best_cost
        if self._end is not None and plan.worth(self._end[1]) < plan.worth(cost):
            head, cost = self._end
        self.state.load(head)

    def consider(self) -> None:
        """Keep what a run has ended with for mending, when that may be worth it."""
        cost = self.state.cost
        lacking = cost.infeasibility - self.best_cost.infeasibility
        if cost.objective < self.best_cost.objective and 0 < lacking <= self._nearly:
            self.near = (self.state.head, cost)

    def _note(self) -> None:
        if self.state.best_cost < self.best_cost:
            self.best, self.best_cost = self.state.best, self.state.best_cost
