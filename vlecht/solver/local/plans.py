"""What an annealing run is like: its temperatures, the price of infeasibility, and what is learnt of them.

There are two families of runs. In *steered* ones the price of infeasibility follows how much of it there
is, which is to fall slowly to nothing (oscillation about the feasible, Glover 1989): the way to go where all
that is hard can be met soon. In *priced* ones the price stays, so high that what is hard freezes first and
the rest is settled within that: the way to go where it cannot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np

from vlecht.core.problem import Problem
from vlecht.core.solution import Cost

_ENTRIES = (0.0, 0.35, 0.6)
"""Where in the schedule runs begin: the first at the hot end, others with the best solution and less heat.
Which ones gain is learnt."""

_INFEASIBLE = 0.3
"""Infeasibility aimed at in the hot end: per event, in the least weight of a hard constraint."""

MET = 0.8
"""By which part of a steered run everything hard should be met."""

_ONLY_HARD = (0.27, 0.13)
"""Temperatures, in the least weight, where all constraints are hard: order sets in suddenly, at 0.22."""

_LEFT, _GONE = 2.5, 1.2
"""A steered run begins where the quick run still had so many times its last objective, and ends where it has
next to that."""

_FROZEN = 20.0
"""Price of infeasibility, in temperatures (beside twice a large weight), beyond which nothing would move."""

_FEW = 6
"""Infeasibility, in the least weight, up to which the end of the quick run bids fair for steered runs."""

_FIRST_PRICE, _DEAREST = 10.0, 100.0
"""Price of priced runs in large weights: the first, and the highest."""

_SPREAD = 0.5
"""How far, as the deviation of a logarithm, the next price is from the best so far."""

_FREEZING = 0.3
"""Temperature, in the price, at which priced runs begin: what is hard settles from there to a fifth of it."""

_SETTLED, _COLDER, _BOUNDS = 1.02, 0.6, (0.5, 2.0)
"""Priced runs end a little colder (second) than where the mean objective was next to its last (first), but
not by much more or less at once (third)."""

_MEMORY = 0.7
"""How much of a kind of run's score is kept when it is tried."""

_LESS = 0.15
"""Score at first of runs of the family that does not go first."""


@dataclass(frozen=True, slots=True)
class Heats:
    """From where to where a run cools."""

    hot: float
    cold: float

    def at(self, gone: float) -> float:
        """The temperature after a part of the schedule."""
        return self.hot * math.exp(math.log(self.cold / self.hot) * min(1.0, gone))


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: its temperatures, where in them it begins, the price of infeasibility then, whether that is
    steered; ``multiple`` is the price in large weights where it is kept (else 0)."""

    heats: Heats
    begin: float
    price: float
    steered: bool
    multiple: float = 0.0

    def worth(self, cost: Cost) -> float:
        """What a solution costs in objective, at the price at which the run begins."""
        return self.price * cost.infeasibility + cost.objective

    @property
    def priced(self) -> bool:
        """Whether it is of the family with one high price; nothing is priced where all is hard."""
        return self.multiple > 0

    @property
    def whole(self) -> bool:
        """Whether it begins at the hot end."""
        return self.begin == 0.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A slice of a run: temperature, price of infeasibility, mean objective."""

    heat: float
    price: float
    mean: float


def _down_to(course: list[Moment], objective: float) -> Moment:
    """The first moment at which the mean objective is down to a number."""
    return next((each for each in course if each.mean <= objective), course[-1])


class Planner:
    """Chooses runs, and learns from how they went."""

    def __init__(self, problem: Problem, rng: Random) -> None:
        self._rng = rng
        soft = [each.weight for each in problem.constraints if not each.hard and each.weight]
        self.hard_least = min(
            (each.weight for each in problem.constraints if each.hard and each.weight), default=1
        )
        self.only_hard = not soft
        self._slack = _INFEASIBLE * len(problem.events) * self.hard_least
        self._large = float(np.quantile(soft, 0.9)) if soft else 0.0
        if self.only_hard:
            self._heats = Heats(*_ONLY_HARD)
        else:
            self._heats = Heats(2.0 * self._large, 0.1 * min(soft))
        first = 1.0 if self.only_hard else self._heats.hot
        self._prices = [first / self.hard_least] * len(_ENTRIES)
        self._multiple = _FIRST_PRICE
        self._cold = min(soft, default=1.0)
        self._ended: Cost | None = None
        self._common, self._least = self._prices[0], math.inf
        families = (True,) if self.only_hard else (True, False)
        self._scores = {(family, entry): 1.0 for family in families for entry in range(len(_ENTRIES))}

    def quick(self) -> Plan:
        """The first run, over every temperature that may be of use."""
        return self._steered(0)

    def settle(self, course: list[Moment], ended: Cost) -> None:
        """Learn from the quick run: between which temperatures the objective falls, and whose turn it is."""
        last = min(moment.mean for moment in course[-3:]) + 1e-9
        above = min(_LEFT, math.sqrt(max(1.0, course[0].mean / last)))
        begin = _down_to(course, above * last)
        end = _down_to(course, _GONE * last)
        self._heats = Heats(begin.heat, 0.5 * min(end.heat, 0.5 * begin.heat))
        self._prices = [begin.price] * len(_ENTRIES)
        self._cold = min(self._cold, self._heats.cold)
        first = ended.infeasibility <= _FEW * self.hard_least
        self._common = begin.price if first else self._multiple * self._large / self.hard_least
        for steered, entry in self._scores:
            self._scores[steered, entry] = 1.0 if steered == first else _LESS

    def first(self) -> Plan:
        """The first slow run."""
        return self._plan(max(self._scores, key=lambda kind: self._scores[kind] - kind[1]))

    def next(self) -> Plan:
        """Another run."""
        odds = [max(0.1, score) for score in self._scores.values()]
        return self._plan(self._rng.choices(list(self._scores), odds)[0])

    def after(self) -> Plan:
        """A run that goes on from a solution that meets more of what is hard than any before."""
        return self._plan((self.only_hard, self._rng.randrange(1, len(_ENTRIES))))

    def learn(self, plan: Plan, course: list[Moment], ended: Cost) -> bool:
        """Remember how a run went: well when it ended with less than any before, at one price for all.

        Returns whether it did.

        What others found meanwhile is no merit of a run, and one clash is no reason to think little of it.
        """
        value = self._common * ended.infeasibility + ended.objective
        gained = value < self._least
        self._least = min(self._least, value)
        kind = (not plan.priced, _ENTRIES.index(plan.begin))
        self._scores[kind] = _MEMORY * self._scores[kind] + (1 - _MEMORY) * gained
        if plan.priced and plan.whole and (self._ended is None or ended <= self._ended):
            self._multiple, self._ended = plan.multiple, ended
        if plan.priced and course:
            last = min(moment.mean for moment in course[-3:])
            cold = _COLDER * _down_to(course, _SETTLED * last).heat
            self._cold = min(_BOUNDS[1] * self._cold, max(_BOUNDS[0] * self._cold, cold))
        return gained

    def pass_by(self, now: float, then: float, price: float) -> None:
        """Remember the price of infeasibility where steered runs may begin."""
        for entry, place in enumerate(_ENTRIES):
            if now <= place < then:
                self._prices[entry] = price

    def aim(self, gone: float) -> float:
        """How much infeasibility there should be after a part of a steered run."""
        return float(self._slack * max(0.0, 1 - gone / MET) ** 2)

    def limits(self, plan: Plan, heat: float) -> tuple[float, float]:
        """Between which prices a run stays."""
        if not plan.steered:
            return plan.price, plan.price
        return 0.5 * plan.heats.cold / self.hard_least, _FROZEN * heat + 2.0 * self._large

    def _plan(self, kind: tuple[bool, int]) -> Plan:
        steered, entry = kind
        if steered:
            return self._steered(entry)
        multiple = self._multiple
        if self._ended is not None and entry == 0:
            multiple = min(_DEAREST, multiple * math.exp(self._rng.gauss(0.0, _SPREAD)))
        price = multiple * self._large
        heats = Heats(_FREEZING * price, min(self._cold, 0.1 * _FREEZING * price))
        return Plan(heats, _ENTRIES[entry], price / self.hard_least, steered=False, multiple=multiple)

    def _steered(self, entry: int) -> Plan:
        return Plan(self._heats, _ENTRIES[entry], self._prices[entry], steered=not self.only_hard)
