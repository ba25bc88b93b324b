"""Terms about numbers that pupils have: how far they lie apart in a group, how fairly they are shared."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from vlecht.solver.grouping.reach import Ladder
from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts, Linear


@dataclass(frozen=True)
class Spread(Term):
    """Per group: highest minus lowest value, as far as that is beyond ``tolerance``. ``None``: no value."""

    values: tuple[int | None, ...]
    tolerance: int = 0

    def feature(self, pupil: int) -> Hashable:
        """The value."""
        return self.values[pupil]

    @property
    def idle(self) -> bool:
        """Whether everybody together lies within the tolerance."""
        known = [value for value in self.values if value is not None]
        return not known or max(known) - min(known) <= self.tolerance

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        total = 0
        for pupils in groups:
            known = [value for p in pupils if (value := self.values[p]) is not None]
            if known:
                total += max(0, max(known) - min(known) - self.tolerance)
        return total

    @cached_property
    def _column(self) -> Numbers:
        return np.array([0 if value is None else value for value in self.values], dtype=np.int64)[:, None]

    @cached_property
    def _known(self) -> Numbers:
        return np.array([value is not None for value in self.values], dtype=np.int64)[:, None]

    def changes(self, division: Division) -> Numbers:
        """By the two lowest and the two highest values of every group."""
        far = 1 + 2 * int(np.abs(self._column).max(initial=0))
        there = division.inside * self._known == 1
        nobody = np.full((2, there.shape[1]), far)
        low = np.sort(np.vstack((np.where(there, self._column, far), nobody)), axis=0)[:2]
        high = -np.sort(np.vstack((np.where(there, -self._column, far), nobody)), axis=0)[:2]

        def cost(lowest: Numbers, highest: Numbers) -> Numbers:
            found: Numbers = np.maximum(0, highest - lowest - self.tolerance)
            return found

        now = cost(low[0], high[0])
        joined = cost(np.minimum(low[0], self._column), np.maximum(high[0], self._column)) - now
        second_low = np.where(self._column == low[0], low[1], low[0])
        second_high = np.where(self._column == high[0], high[1], high[0])
        left = cost(second_low, second_high) - now
        found: Numbers = (joined + division.own(left)) * self._known
        found[division.everybody, division.group] = 0
        return found

    def post(self, m: Counts) -> None:
        """Per group an interval of values, which holds the value of every member.

        Its ends are ladders: ``reached[i]`` when it begins at or below value i, ``left[i]`` when it ends at
        or above it. One of the two always holds, so that an interval covers value i exactly when their sum
        is 2, which is linear; and its length is linear too. (A product of two literals per step gives no
        bound at all.)
        """
        by_value: dict[int, list[int]] = {}
        for pupil, value in enumerate(self.values):
            if value is not None:
                by_value.setdefault(value, []).append(pupil)
        levels = sorted(by_value)
        if len(levels) < 2:
            return
        last = len(levels) - 1
        for g in m.groups:
            reached = [m.model.new_bool_var("") for _ in levels]
            left = [m.model.new_bool_var("") for _ in levels]
            m.model.add(reached[last] == 1)
            m.model.add(left[0] == 1)
            for i in range(last):
                m.model.add_implication(reached[i], reached[i + 1])
                m.model.add_implication(left[i + 1], left[i])
                m.model.add_bool_or([reached[i], left[i + 1]])
            for i, value in enumerate(levels):
                for c in dict.fromkeys(m.class_of[p] for p in by_value[value]):
                    number, most = m.number[c][g], len(m.task.classes[c])
                    if not isinstance(number, int):
                        m.model.add(number <= most * (reached[i] + left[i] - 1))
            length = [(levels[i + 1] - levels[i]) * (reached[i] + left[i + 1] - 1) for i in range(last)]
            m.ladders[self, g] = Ladder(self.values, levels, reached, left, self.tolerance)
            m.charge_over(self, cp_model.LinearExpr.sum(length), self.tolerance, levels[-1] - levels[0])

    def in_order(self, m: Counts, one: int, two: int) -> None:
        """The interval of one group begins no higher than that of another."""
        if (self, one) in m.ladders:
            for first, second in zip(m.ladders[self, one].reached, m.ladders[self, two].reached, strict=True):
                m.model.add_implication(second, first)


@dataclass(frozen=True)
class Share(Term):
    """Per group: how far the sum of a value is from the group's fair share, beyond ``tolerance``.

    With S the sum and N the number of all known values, s and n those of one group, its share is n·S/N
    and it is off by |s - n·S/N|, rounded down. ``None``: no value.
    """

    values: tuple[int | None, ...]
    tolerance: int = 0

    def feature(self, pupil: int) -> Hashable:
        """The value."""
        return self.values[pupil]

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        everything = [value for value in self.values if value is not None]
        number, points = len(everything), sum(everything)
        total = 0
        for pupils in groups if number else ():
            known = [value for p in pupils if (value := self.values[p]) is not None]
            total += max(0, abs(number * sum(known) - points * len(known)) // number - self.tolerance)
        return total

    @cached_property
    def _off(self) -> Numbers:
        everything = [value for value in self.values if value is not None]
        number, points = len(everything), sum(everything)
        off = [0 if value is None else number * value - points for value in self.values]
        return np.array(off, dtype=np.int64)[:, None]

    def changes(self, division: Division) -> Numbers:
        """By how far the groups are off."""
        number = max(1, sum(value is not None for value in self.values))
        return division.changes(
            self._off, lambda load: np.maximum(0, np.abs(load) // number - self.tolerance)
        )

    def post(self, m: Counts) -> None:
        """Twice the same excess: once for too much, once for too little."""
        everything = [value for value in self.values if value is not None]
        number, points = len(everything), sum(everything)
        if not number:
            return
        off = [0 if value is None else number * value - points for value in self.values]
        most = sum(value for value in off if value > 0) // number
        charged: list[Linear] = []
        for g in m.groups:
            own = m.load(off, g)
            if isinstance(own, int):
                continue
            excess: Linear = 0 if self.hard else m.model.new_int_var(0, max(0, most - self.tolerance), "")
            reach = number * (excess + self.tolerance) + number - 1
            m.model.add(own <= reach)
            m.model.add(-own <= reach)
            charged.append(m.charge(self, excess))
        if set(everything) == {0, 1} and not self.hard:
            low, high = m.sizes()
            unknown = len(self.values) - number
            sizes = range(max(0, low - unknown), high + 1)
            m.remark(
                frozenset(p for p, value in enumerate(self.values) if value),
                lambda division: self.weight * sum(self._least(n, sizes, number, points) for n in division),
                charged,
            )

    def _least(self, inside: int, sizes: range, number: int, points: int) -> int:
        """The least that a group with so many of the kind is off its share, whatever its size may be."""
        off = min(abs(number * inside - points * size) for size in sizes if size >= inside)
        return max(0, off // number - self.tolerance)
