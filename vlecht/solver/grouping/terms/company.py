"""Terms about who is with whom: together, apart, not alone, near a friend, among new faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from vlecht.solver.grouping.reach import Company
from vlecht.solver.grouping.terms.base import Division, Groups, Numbers, Term

if TYPE_CHECKING:
    from vlecht.solver.grouping.counts import Counts, Linear

Pair = tuple[int, int]


def _group_of(groups: Groups) -> dict[int, int]:
    return {p: g for g, pupils in enumerate(groups) for p in pupils}


def _ties(pairs: Iterable[Pair], number: int) -> csr_array:
    """(pupil, pupil) -> 1 for every pair, in the order in which the pair stands."""
    rows, columns = zip(*dict.fromkeys(pairs), strict=True)
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(number, number))


def _members(kinds: Sequence[frozenset[int]], number: int) -> Numbers:
    """(pupil, kind) -> 1 where the pupil is of the kind."""
    found = np.zeros((number, len(kinds)), dtype=np.int64)
    for k, kind in enumerate(kinds):
        found[list(kind), k] = 1
    return found


@dataclass(frozen=True)
class Apart(Term):
    """Per pair: 1 when both are in one group."""

    pairs: tuple[Pair, ...]

    @cached_property
    def _tied(self) -> frozenset[int]:
        return frozenset(p for pair in self.pairs for p in pair)

    def feature(self, pupil: int) -> Hashable:
        """Pupils of a pair are themselves."""
        return pupil if pupil in self._tied else None

    def amount(self, groups: Groups) -> int:
        """Over all pairs."""
        where = _group_of(groups)
        return sum(where[one] == where[two] for one, two in self.pairs)

    @cached_property
    def _both_ways(self) -> list[Pair]:
        return [pair for one, two in self.pairs for pair in ((one, two), (two, one))]

    def changes(self, division: Division) -> Numbers:
        """By how many of the pupil's pairs are in each group."""
        ties = division.once(self, lambda: _ties(self._both_ways, len(division.group)))
        there: Numbers = ties @ division.inside
        return there - division.own(there)

    def post(self, m: Counts) -> None:
        """Not both, or a penalty."""
        for one, two in self.pairs:
            both = [m.all_of([m.joins(one, g), m.joins(two, g)]) for g in m.groups] if not self.hard else []
            if both:
                m.charge(self, sum(both))
            for g in m.groups if self.hard else ():
                m.model.add(m.joins(one, g) + m.joins(two, g) <= 1)


@dataclass(frozen=True)
class Together(Term):
    """Per pair: 1 when the two are in different groups."""

    pairs: tuple[Pair, ...]

    @cached_property
    def _tied(self) -> frozenset[int]:
        return frozenset(p for pair in self.pairs for p in pair)

    def feature(self, pupil: int) -> Hashable:
        """Pupils of a pair are themselves."""
        return pupil if pupil in self._tied else None

    def amount(self, groups: Groups) -> int:
        """Over all pairs."""
        where = _group_of(groups)
        return sum(where[one] != where[two] for one, two in self.pairs)

    @cached_property
    def _both_ways(self) -> list[Pair]:
        return [pair for one, two in self.pairs for pair in ((one, two), (two, one))]

    def changes(self, division: Division) -> Numbers:
        """By how many of the pupil's pairs are in each group."""
        ties = division.once(self, lambda: _ties(self._both_ways, len(division.group)))
        there: Numbers = ties @ division.inside
        return division.own(there) - there

    def post(self, m: Counts) -> None:
        """In every group both or neither, or a penalty."""
        for one, two in self.pairs:
            split = 0 if self.hard else m.model.new_bool_var("")
            for g in m.groups:
                m.model.add(m.joins(one, g) - m.joins(two, g) <= split)
            m.charge(self, split)


@dataclass(frozen=True)
class Friends(Term):
    """Per pupil with friends: 1 when none of them is in the pupil's group."""

    friends: Mapping[int, tuple[int, ...]]

    @cached_property
    def _tied(self) -> frozenset[int]:
        return frozenset(p for pupil, others in self.friends.items() for p in (pupil, *others))

    def feature(self, pupil: int) -> Hashable:
        """Pupils with friends, and friends of others, are themselves."""
        return pupil if pupil in self._tied else None

    def amount(self, groups: Groups) -> int:
        """Over all pupils with friends."""
        where = _group_of(groups)
        return sum(all(where[f] != where[p] for f in others) for p, others in self.friends.items())

    @cached_property
    def _named(self) -> list[Pair]:
        return [(pupil, friend) for pupil, others in self.friends.items() for friend in others]

    def changes(self, division: Division) -> Numbers:
        """Whether the pupil is lonely there, and whether others who name the pupil become so, or no more."""
        named = division.once(self, lambda: _ties(self._named, len(division.group)))
        cares = np.zeros((len(division.group), 1), dtype=np.int64)
        cares[list(self.friends)] = 1
        near: Numbers = named @ division.inside
        lonely = (near == 0) * cares
        freed: Numbers = named.T @ (lonely * division.inside)
        left: Numbers = named.T @ ((near == 1) * division.inside)
        found: Numbers = lonely - division.own(lonely) - freed + division.own(left)
        found[division.everybody, division.group] = 0
        return found

    def post(self, m: Counts) -> None:
        """In the pupil's group a friend too, or a penalty."""
        for pupil, others in self.friends.items():
            lonely = 0 if self.hard else m.model.new_bool_var("")
            for g in m.groups:
                near = sum(m.joins(friend, g) for friend in others)
                m.model.add(m.joins(pupil, g) <= near + lonely)
            m.company.append(Company(pupil, others, lonely))
            m.charge(self, lonely)


@dataclass(frozen=True)
class NotAlone(Term):
    """Per group and kind (a set of pupils): 1 when exactly one of the kind is in the group."""

    kinds: tuple[frozenset[int], ...]

    def feature(self, pupil: int) -> Hashable:
        """The kinds the pupil is of."""
        return tuple(pupil in kind for kind in self.kinds)

    def amount(self, groups: Groups) -> int:
        """Over all groups and kinds."""
        return sum(len(kind.intersection(pupils)) == 1 for pupils in groups for kind in self.kinds)

    def changes(self, division: Division) -> Numbers:
        """One joins who is alone, or keeps one company; one leaves who was alone, or leaves one alone."""
        member = division.once(self, lambda: _members(self.kinds, len(division.group)))
        number = member.T @ division.inside
        lone = (number == 1).astype(np.int64)
        found: Numbers = member @ ((number == 0) - lone) + division.own(member @ ((number == 2) - lone))
        found[division.everybody, division.group] = 0
        return found

    def post(self, m: Counts) -> None:
        """When any is there at least two are, or a penalty."""
        for kind in self.kinds:
            member = [int(p in kind) for p in range(len(m.task.pupils))]
            charged: list[Linear] = []
            for g in m.groups:
                number, some = m.load(member, g), m.present(kind, g)
                alone = 0 if self.hard else m.model.new_bool_var("")
                m.model.add(number >= 2 * some - alone)
                charged.append(m.charge(self, alone))
            if not self.hard:
                m.remark(kind, lambda division: self.weight * division.count(1), charged)


@dataclass(frozen=True)
class Scattered(Term):
    """Per kind (a set of pupils): the number of groups it is found in, less one."""

    kinds: tuple[frozenset[int], ...]

    def feature(self, pupil: int) -> Hashable:
        """The kinds the pupil is of."""
        return tuple(pupil in kind for kind in self.kinds)

    def amount(self, groups: Groups) -> int:
        """Over all kinds."""
        return sum(max(0, sum(not kind.isdisjoint(pupils) for pupils in groups) - 1) for kind in self.kinds)

    def changes(self, division: Division) -> Numbers:
        """One joins where none was; the only one leaves."""
        member = division.once(self, lambda: _members(self.kinds, len(division.group)))
        number = member.T @ division.inside
        found: Numbers = member @ (number == 0) - division.own(member @ (number == 1))
        found[division.everybody, division.group] = 0
        return found

    def post(self, m: Counts) -> None:
        """One per group in which any is present, less one."""
        for kind in self.kinds:
            spread = m.charge_over(self, sum(m.present(kind, g) for g in m.groups), 1, len(m.groups))
            if not self.hard:
                m.remark(kind, self._price, [spread])

    def _price(self, division: tuple[int, ...]) -> int:
        return self.weight * max(0, sum(map(bool, division)) - 1)


@dataclass(frozen=True)
class Again(Term):
    """Pairs of pupils in one group who were in one group before. ``before``: where each was (or ``None``)."""

    before: tuple[Hashable, ...]

    def feature(self, pupil: int) -> Hashable:
        """Where the pupil was."""
        return self.before[pupil]

    def amount(self, groups: Groups) -> int:
        """Over all groups."""
        total = 0
        for pupils in groups:
            came = Counter(self.before[p] for p in pupils if self.before[p] is not None)
            total += sum(number * (number - 1) // 2 for number in came.values())
        return total

    @cached_property
    def _kinds(self) -> list[frozenset[int]]:
        labels = dict.fromkeys(label for label in self.before if label is not None)
        return [frozenset(p for p, found in enumerate(self.before) if found == label) for label in labels]

    def changes(self, division: Division) -> Numbers:
        """By how many of those who were with the pupil are in each group."""
        member = division.once(self, lambda: _members(self._kinds, len(division.group)))
        there: Numbers = member @ (member.T @ division.inside)
        known = member.sum(axis=1, keepdims=True)
        found: Numbers = there - division.own(there) + known
        found[division.everybody, division.group] = 0
        return found

    def post(self, m: Counts) -> None:
        """n pupils from one group make n(n-1)/2 pairs: the sum of 1, 2, … n-1, by unary steps."""
        for label in dict.fromkeys(label for label in self.before if label is not None):
            member = [int(found == label) for found in self.before]
            most = sum(member)
            for g in m.groups:
                number = m.load(member, g)
                if isinstance(number, int):
                    continue
                pairs = m.model.new_int_var(0, most * (most - 1) // 2, "")
                # n(n-1)/2 is convex: it lies on or above the line through any two neighbouring points.
                for k in range(most):
                    m.model.add(pairs >= k * number - k * (k + 1) // 2)
                m.charge(self, pairs)
