"""How annealing is scheduled: one quick run to learn the scale of costs, then slow runs, ever longer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from vlecht.core.solution import Cost
from vlecht.solver.local.anneal import BEAT
from vlecht.solver.local.layout import Ints
from vlecht.solver.local.state import LocalState

_SLICE = 0.1
"""Seconds between looks at the clock and at what others have found."""

_QUENCH = 3.0
"""Seconds of the first run, over every temperature that may be of use."""

_FIRST_RUN, _GROWTH, _LONGEST_RUN = 6.0, 1.6, 200.0
"""Seconds of the first slow run, growth from run to run, and the longest."""

_RESERVE = 0.1
"""Share of the time that no run but a last short one is in, so that what ends then can still be mended."""

_ENTRIES = (0.0, 0.35, 0.6)
"""Where in the schedule runs begin: the first at the hot end, others with the best solution and less heat.
Which ones gain is learnt."""

_INFEASIBLE = 0.3
"""Infeasibility aimed at in the hot end: per event, in the least weight of a hard constraint."""

_MET = 0.8
"""By which part of a run everything hard should be met."""

_SWAY = 10.0
"""How far the price of infeasibility can go in a run: a factor of e to this power."""

_URGENT = 2.0
"""How many times as fast the price moves after that part."""

_ONLY_HARD = (0.4, 0.12)
"""Temperatures, in the least weight, where all constraints are hard."""

_LEFT, _GONE = 2.5, 1.2
"""A slow run begins where the quick run still had so many times its last objective, and ends where it has
next to that."""

_FROZEN = 20.0
"""Price of infeasibility, in temperatures (beside twice a large weight), beyond which nothing would move."""

_HARD = (0.3, 0.1), 0.03
"""Temperatures, in the price, at which runs at one price of infeasibility begin (one of them) and end."""

_NEARLY = 0.03
"""Infeasibility, per event, that somebody else may mend at the end of a run."""

_MEMORY = 0.7
"""How much of an entry's score is kept when it is tried."""


@dataclass(frozen=True, slots=True)
class _Range:
    """From where to where runs cool."""

    hot: float
    cold: float

    def at(self, gone: float) -> float:
        """The temperature after a part of the schedule."""
        return self.hot * math.exp(math.log(self.cold / self.hot) * min(1.0, gone))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A run: its temperatures, where in them it begins, the price of infeasibility then, whether that is
    steered."""

    range: _Range
    begin: float
    price: float
    steered: bool


@dataclass(frozen=True, slots=True)
class _Moment:
    """A slice of a run: temperature, price of infeasibility, mean objective."""

    heat: float
    price: float
    mean: float


def _down_to(course: list[_Moment], objective: float) -> _Moment:
    """The first moment at which the mean objective is down to a number."""
    return next((each for each in course if each.mean <= objective), course[-1])


class Annealer:
    """Anneals a problem again and again. ``best`` is the best head so far, ``best_cost`` its cost.

    What a unit of infeasibility weighs against the objective decides everything, and is steered: the price
    follows how much infeasibility there is, and that is to fall slowly to nothing (oscillation about the
    feasible, Glover 1989).
    """

    def __init__(self, state: LocalState, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.state = state
        self.best: Ints | None = None
        self.best_cost = Cost(2**62, 2**62)
        self._clock = clock
        self._rng = Random(seed)
        self._rate = 20_000.0
        self._outdone = False
        self.near: tuple[Ints, Cost] | None = None
        """What a run ended with when that lacks little and costs less than the best, for who can mend it."""
        self._scores = [1.0] * (len(_ENTRIES) + 1)
        problem = state.tables.problem
        soft = [each.weight for each in problem.constraints if not each.hard and each.weight]
        self._hard_least = min(
            (each.weight for each in problem.constraints if each.hard and each.weight), default=1
        )
        self._slack = _INFEASIBLE * len(problem.events) * self._hard_least
        self._nearly = max(1.0, _NEARLY * len(problem.events)) * self._hard_least
        self._only_hard = not soft
        self._strict = 0.0
        if self._only_hard:
            hot, cold = _ONLY_HARD
        else:
            self._strict = 2.0 * float(np.quantile(soft, 0.9))
            hot, cold = self._strict, 0.1 * min(soft)
        self._range = _Range(hot, cold)
        self._prices = [(1.0 if self._only_hard else hot) / self._hard_least] * len(_ENTRIES)

    def offer(self, head: Ints, cost: Cost) -> None:
        """A solution found elsewhere; a run that does not begin anew begins from it when it is better.

        When it meets more of what is hard, the run in hand is broken off.
        """
        if cost < self.best_cost:
            self._outdone = cost.infeasibility < self.best_cost.infeasibility
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
        if not self._only_hard and seconds() > 0 and not self._quench(min(_QUENCH, 0.2 * seconds()), between):
            return
        length, reserve = _FIRST_RUN, _RESERVE * seconds()
        while seconds() > 0 and self.best is not None:
            before = self.best_cost
            entry = 0 if length == _FIRST_RUN else self._entry()
            self.state.load(self.best)
            plan = self._plan(entry)
            left = seconds()
            left -= reserve if left > 2 * reserve else 0.0
            if not self._cool(plan, min(length * (1 - plan.begin), left), between):
                return
            if not self._outdone:
                self.consider()
                self._scores[entry] = _MEMORY * self._scores[entry] + (1 - _MEMORY) * (
                    self.best_cost < before
                )
            if entry == 0:
                length = min(_LONGEST_RUN, length * _GROWTH)

    def _quench(self, length: float, between: Callable[[], bool]) -> bool:
        """One quick run, to learn between which temperatures the objective falls; whether to go on."""
        course: list[_Moment] = []
        if not self._cool(self._plan(0), length, between, course):
            return False
        last = min(moment.mean for moment in course[-3:]) + 1e-9
        above = min(_LEFT, math.sqrt(max(1.0, course[0].mean / last)))
        begin = _down_to(course, above * last)
        end = _down_to(course, _GONE * last)
        self._range = _Range(begin.heat, 0.5 * min(end.heat, 0.5 * begin.heat))
        self._prices = [begin.price] * len(_ENTRIES)
        return True

    def _entry(self) -> int:
        """Where the next run begins; beyond the entries: at one price, while something hard is not met."""
        odds = [max(0.1, each) for each in self._scores]
        if self._only_hard or not self.best_cost.infeasibility:
            odds.pop()
        return self._rng.choices(range(len(odds)), odds)[0]

    def _plan(self, entry: int) -> _Plan:
        """What a run from an entry is like."""
        if entry == len(_ENTRIES):
            hot, cold = self._strict * self._rng.choice(_HARD[0]), self._strict * _HARD[1]
            return _Plan(_Range(hot, cold), 0.0, self._strict / self._hard_least, steered=False)
        return _Plan(self._range, _ENTRIES[entry], self._prices[entry], steered=not self._only_hard)

    def _cool(
        self,
        plan: _Plan,
        length: float,
        between: Callable[[], bool],
        course: list[_Moment] | None = None,
    ) -> bool:
        """One run from hot to cold; whether to go on. ``course`` is told how it went."""
        price, heats = plan.price, plan.range
        began = self._clock()
        self._outdone = False
        while not self._outdone and (gone := self._clock() - began) < length:
            now = plan.begin + (1 - plan.begin) * gone / length
            then = plan.begin + (1 - plan.begin) * min(1.0, (gone + _SLICE) / length)
            rounds = max(2 * BEAT, int(self._rate * _SLICE))
            start = self._clock()
            heat = heats.at(now)
            haste = 1.0
            if plan.steered:
                self._learn(now, then, price)
                sway = _SWAY * (_URGENT if now > _MET else 1.0)
                haste = math.exp(min(1.0, sway * BEAT / (self._rate * length)))
            price, mean = self.state.anneal(
                rounds,
                heat,
                heats.at(then),
                price,
                (self._aim(now), self._aim(then)),
                haste,
                (0.5 * heats.cold / self._hard_least, _FROZEN * heat + self._strict),
            )
            self._rate = 0.5 * self._rate + 0.5 * rounds / max(1e-3, self._clock() - start)
            if course is not None:
                course.append(_Moment(heat, price, mean))
            self._note()
            if not between() or self.best_cost == Cost():
                return False
        return True

    def _learn(self, now: float, then: float, price: float) -> None:
        """Remember the price of infeasibility where runs may begin."""
        for entry, place in enumerate(_ENTRIES):
            if now <= place < then:
                self._prices[entry] = price

    def _aim(self, gone: float) -> float:
        """How much infeasibility there should be after a part of the schedule."""
        return float(self._slack * max(0.0, 1 - gone / _MET) ** 2)

    def consider(self) -> None:
        """Keep what a run has ended with for mending, when that may be worth it."""
        cost = self.state.cost
        lacking = cost.infeasibility - self.best_cost.infeasibility
        if cost.objective < self.best_cost.objective and 0 < lacking <= self._nearly:
            self.near = (self.state.head, cost)

    def _note(self) -> None:
        if self.state.best_cost < self.best_cost:
            self.best, self.best_cost = self.state.best, self.state.best_cost
