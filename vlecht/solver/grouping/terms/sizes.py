"""Terms about numbers of pupils: within limits, near a target, about equal."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts, Linear


@dataclass(frozen=True)
class Limit(Term):
    """Per group: the amount by which the sum of its pupils' ``loads`` is outside [low, high]."""

    loads: tuple[int, ...]
    low: int = 0
    high: int | None = None

    def feature(self, pupil: int) -> Hashable:
        """The load."""
        return self.loads[pupil]

    @property
    def idle(self) -> bool:
        """Whether everybody in one group, and nobody, would be within the limits."""
        return self.low <= 0 and (self.high is None or sum(self.loads) <= self.high)

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        total = 0
        for pupils in groups:
            total += self.off(sum(self.loads[p] for p in pupils))
        return total

    @cached_property
    def _column(self) -> Numbers:
        return np.array(self.loads, dtype=np.int64)[:, None]

    def changes(self, division: Division) -> Numbers:
        """By the loads of the groups."""

        def cost(load: Numbers) -> Numbers:
            below: Numbers = np.maximum(0, self.low - load)
            return below if self.high is None else below + np.maximum(0, load - self.high)

        return division.changes(self._column, cost)

    def post(self, m: Counts) -> None:
        """An excess above and one below."""
        everything = sum(self.loads)
        charged: list[Linear] = []
        for g in m.groups:
            load = m.load(self.loads, g)
            if self.high is not None:
                charged.append(m.charge_over(self, load, self.high, everything))
            if self.low > 0:
                charged.append(m.charge_over(self, -load, -self.low, 0))
        if set(self.loads) == {0, 1} and not self.hard:
            kind = frozenset(p for p, load in enumerate(self.loads) if load)
            m.remark(kind, lambda division: self.weight * sum(map(self.off, division)), charged)

    def off(self, load: int) -> int:
        """The amount of one group with such a load."""
        return max(0, self.low - load) + (0 if self.high is None else max(0, load - self.high))


@dataclass(frozen=True)
class Seated(Term):
    """Per group: pupils beyond its ``places``."""

    places: tuple[int, ...]

    def label(self, group: int) -> Hashable:
        """Its places."""
        return self.places[group]

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        return sum(max(0, len(pupils) - places) for pupils, places in zip(groups, self.places, strict=True))

    def changes(self, division: Division) -> Numbers:
        """By the numbers of pupils."""
        places = np.array(self.places, dtype=np.int64)
        one: Numbers = np.ones((len(division.group), 1), dtype=np.int64)
        return division.changes(one, lambda load: np.maximum(0, load - places))

    def post(self, m: Counts) -> None:
        """An excess."""
        for g in m.groups:
            m.charge_over(self, m.size(g), self.places[g], len(m.task.pupils))


@dataclass(frozen=True)
class Even(Term):
    """Largest minus smallest number of pupils in a group, beyond ``tolerance``; once for all groups."""

    tolerance: int = 0

    def amount(self, groups: Groups) -> int:
        """How much more the difference is than the tolerance."""
        sizes = [len(pupils) for pupils in groups]
        return max(0, max(sizes) - min(sizes) - self.tolerance) if sizes else 0

    def changes(self, division: Division) -> Numbers:
        """The same for all pupils of a group."""
        sizes = division.inside.sum(axis=0)
        step = np.eye(len(sizes), dtype=np.int64)
        after = sizes - step[:, None, :] + step[None, :, :]
        over = np.maximum(0, after.max(axis=2) - after.min(axis=2) - self.tolerance)
        found: Numbers = (over - max(0, sizes.max() - sizes.min() - self.tolerance))[division.group]
        return found

    def post(self, m: Counts) -> None:
        """Between a floor below and a ceiling above all sizes."""
        everybody = len(m.task.pupils)
        if len(m.groups) < 2:
            return
        smallest, largest = (m.model.new_int_var(0, everybody, "") for _ in range(2))
        for g in m.groups:
            m.model.add(smallest <= m.size(g))
            m.model.add(largest >= m.size(g))
        m.charge_over(self, largest - smallest, self.tolerance, everybody)
