"""Terms about a pupil in a group, whoever else is there: moves, helpers, prices."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts


@dataclass(frozen=True)
class Priced(Term):
    """Per pupil: the price of the group that the pupil joins. ``prices``: pupil -> price per group."""

    prices: tuple[tuple[int, ...], ...]

    def feature(self, pupil: int) -> Hashable:
        """The pupil's prices."""
        return self.prices[pupil]

    @cached_property
    def _columns(self) -> tuple[tuple[int, ...], ...]:
        return tuple(zip(*self.prices, strict=True)) if self.prices else ()

    def label(self, group: int) -> Hashable:
        """What everybody would pay there."""
        return self._columns[group] if self._columns else None

    def amount(self, groups: Groups) -> int:
        """Over all pupils."""
        return sum(self.prices[p][g] for g, pupils in enumerate(groups) for p in pupils)

    @cached_property
    def _table(self) -> Numbers:
        return np.array(self.prices, dtype=np.int64)

    def changes(self, division: Division) -> Numbers:
        """The difference of two prices."""
        return self._table - division.own(self._table)

    def post(self, m: Counts) -> None:
        """A linear cost."""
        for g in m.groups:
            m.charge(self, m.load(self._columns[g], g))


@dataclass(frozen=True)
class Budget(Term):
    """How far the sum of all pupils' prices is above ``most``: a limit on moves of a whole task."""

    prices: tuple[tuple[int, ...], ...]
    most: int

    def feature(self, pupil: int) -> Hashable:
        """The pupil's prices."""
        return self.prices[pupil]

    @cached_property
    def _columns(self) -> tuple[tuple[int, ...], ...]:
        return tuple(zip(*self.prices, strict=True)) if self.prices else ()

    def label(self, group: int) -> Hashable:
        """What everybody would pay there."""
        return self._columns[group] if self._columns else None

    def amount(self, groups: Groups) -> int:
        """Above the most."""
        spent = sum(self.prices[p][g] for g, pupils in enumerate(groups) for p in pupils)
        return max(0, spent - self.most)

    @cached_property
    def _table(self) -> Numbers:
        return np.array(self.prices, dtype=np.int64)

    def changes(self, division: Division) -> Numbers:
        """By what everybody's prices come to then."""
        paid = division.own(self._table)
        spent = int(paid.sum())
        found: Numbers = np.maximum(0, spent + self._table - paid - self.most) - max(0, spent - self.most)
        return found

    def post(self, m: Counts) -> None:
        """One linear limit."""
        spent = sum(m.load(self._columns[g], g) for g in m.groups)
        m.charge_over(self, spent, self.most, sum(max(row) for row in self.prices))


@dataclass(frozen=True)
class Exchange(Term):
    """Per group: pupils who leave it or come into it from another, above ``most``.

    ``former``: the group each pupil was in (``None``: in none of these).
    """

    former: tuple[int | None, ...]
    most: int

    def feature(self, pupil: int) -> Hashable:
        """Where the pupil was."""
        return self.former[pupil]

    def label(self, group: int) -> Hashable:
        """Groups with a history are themselves."""
        return group

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        total = 0
        for g, pupils in enumerate(groups):
            came = sum(self.former[p] not in (None, g) for p in pupils)
            left = sum(f == g for f in self.former) - sum(self.former[p] == g for p in pupils)
            total += max(0, came + left - self.most)
        return total

    def changes(self, division: Division) -> Numbers:
        """A member who came weighs 1, one who stayed -1, beside the number of all who were there."""
        groups = np.arange(division.inside.shape[1])
        was = np.array([-1 if former is None else former for former in self.former])[:, None]
        known = np.array([former is not None for former in self.former])[:, None]
        loads = np.where(known, np.where(was == groups, -1, 1), 0)
        once = (known & (was == groups)).sum(axis=0)
        return division.changes(loads, lambda load: np.maximum(0, load + once - self.most))

    def post(self, m: Counts) -> None:
        """Came: members with another history. Left: those of its history who are not in it."""
        for g in m.groups:
            came = [int(f is not None and f != g) for f in self.former]
            stayed = [int(f == g) for f in self.former]
            changes = m.load(came, g) + sum(stayed) - m.load(stayed, g)
            m.charge_over(self, changes, self.most, sum(came) + sum(stayed))
