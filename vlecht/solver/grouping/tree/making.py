"""A task as tables: every term in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import gcd
from typing import Any

import numpy as np

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.company import Apart, Friends, NotAlone, Scattered, Together
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.named import Named
from vlecht.solver.grouping.terms.places import Priced
from vlecht.solver.grouping.terms.sizes import Even, Limit, Seated
from vlecht.solver.grouping.tree.bits import bits_of, words_for
from vlecht.solver.grouping.tree.steps import MOST, amounts_of, between, every
from vlecht.solver.grouping.tree.suits import suits
from vlecht.solver.grouping.tree.tables import BROKEN, Numbers, Tables


def tables_of(task: Task) -> Tables | None:
    """The tables of a task; ``None`` for one that a tree says too little about (``suits``), or with a term
    of a form that is not bounded here, or with levels whose distance costs nothing."""
    if not suits(task):
        return None
    made = _Making(task)
    for term in task.terms:
        if not _TAKERS[type(term)](made, term):
            return None
    return made.tables() if made.spreads else None


class _Kind:
    """What terms say about a kind."""

    def __init__(self, members: int) -> None:
        self.prices = np.zeros(members + 1, dtype=np.int64)
        self.off = 0
        self.share: tuple[int, int, int, int] | None = None
        self.known: frozenset[int] = frozenset()


class _Making:
    """Tables in the making."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.pupils, self.groups = len(task.pupils), len(task.groups)
        self.words = words_for(self.pupils)
        self.sizes = np.zeros((self.groups, self.pupils + 1), dtype=np.int64)
        self.prices = np.zeros((self.pupils, self.groups), dtype=np.int64)
        self.even = (0, 0)
        self.spreads: list[Spread] = []
        self.friends: Friends | None = None
        self.pairs: list[tuple[int, int, int, int]] = []
        self.kinds: dict[frozenset[int], _Kind] = {}
        for p, allowed in task.allowed.items():
            self.prices[p, [g for g in range(self.groups) if g not in allowed]] = BROKEN

    def kind(self, pupils: frozenset[int]) -> _Kind:
        """What is said of a kind so far."""
        return self.kinds.setdefault(pupils, _Kind(len(pupils)))

    def tables(self) -> Tables:
        """What was made."""
        where_open = self.prices < BROKEN
        soft = np.where(where_open, self.prices, 0)
        kinds = {pupils: kind for pupils, kind in self.kinds.items() if kind.prices.any() or kind.share}
        most = max(map(len, kinds), default=0)
        prices = np.zeros((len(kinds), most + 1), dtype=np.int64)
        for k, kind in enumerate(kinds.values()):
            prices[k, : len(kind.prices)] = kind.prices
        terms = [(len(pupils), kind.off) for pupils, kind in kinds.items()]
        known = [[v for v in spread.values if v is not None] for spread in self.spreads]
        levels = [sorted(set(values)) for values in known]
        place = [{level: i for i, level in enumerate(row)} for row in levels]
        columns = max(map(len, levels))
        friends: dict[int, tuple[int, ...]] = dict(self.friends.friends) if self.friends is not None else {}
        everybody = frozenset(range(self.pupils))
        knowns = list(
            dict.fromkeys(kind.known for kind in kinds.values() if kind.share and kind.known != everybody)
        )
        return Tables(
            everybody=self.sets([range(self.pupils)])[0],
            open=self.sets([np.flatnonzero(where_open[:, g]) for g in range(self.groups)]),
            alike=np.array([self._alike(g) for g in range(self.groups)], dtype=np.int64),
            sizes=self.sizes,
            even=np.array(self.even, dtype=np.int64),
            spread_levels=_table([row + [0] * (columns - len(row)) for row in levels], columns),
            spread_sets=np.array(
                [
                    self.sets(
                        [[p for p, v in enumerate(spread.values) if v == level] for level in row]
                        + [[]] * (columns - len(row))
                    )
                    for spread, row in zip(self.spreads, levels, strict=True)
                ]
            ),
            spread_known=self.sets(
                [[p for p, v in enumerate(spread.values) if v is not None] for spread in self.spreads]
            ),
            spread_place=_table(
                [
                    [-1 if v is None else row[v] for v in spread.values]
                    for spread, row in zip(self.spreads, place, strict=True)
                ],
                self.pupils,
            ),
            spread_terms=_table(
                [
                    (len(row), spread.tolerance, _weight(spread))
                    for spread, row in zip(self.spreads, levels, strict=True)
                ],
                3,
            ),
            friends=self.sets([friends.get(p, ()) for p in range(self.pupils)]),
            friends_of=_lists([dict.fromkeys(friends.get(p, ())) for p in range(self.pupils)]),
            fans_of=_lists([[q for q, others in friends.items() if p in others] for p in range(self.pupils)]),
            wanting=self.sets([friends])[0],
            lonely=np.array([0 if self.friends is None else _weight(self.friends)], dtype=np.int64),
            pairs=_table(self.pairs, 4),
            kinds=self.sets(list(kinds)),
            kind_prices=prices,
            kind_terms=_table(terms, 2),
            kind_shares=_table([kind.share or (0, 0, 0, 0) for kind in kinds.values()], 4),
            kind_fair=np.array(
                [_fair(kind.share, self.pupils) for kind in kinds.values()], dtype=np.int64
            ).reshape(len(kinds), 2, self.pupils + 1),
            kind_known=np.array(
                [knowns.index(kind.known) if kind.known in knowns else -1 for kind in kinds.values()],
                dtype=np.int64,
            ),
            kinds_of=_lists(
                [[k for k, members in enumerate(kinds) if p in members] for p in range(self.pupils)]
            ),
            knowns=self.sets(knowns),
            knowns_of=_lists(
                [[k for k, known in enumerate(knowns) if p in known] for p in range(self.pupils)]
            ),
            prices=soft,
            priced=np.array([soft.any()], dtype=np.int64),
            steps=np.array(
                [
                    every(0),
                    every(_step(self.sizes)),
                    every(_step(self.even[1:])),
                    every(_step([] if self.friends is None else [_weight(self.friends)])),
                    every(_step([pair[2] for pair in self.pairs])),
                    *[every(0)] * (len(self.spreads) * self.groups),
                    every(_step(soft)),
                    *(self._steps(kind, len(members)) for members, kind in kinds.items()),
                ],
                dtype=np.int64,
            ),
        )

    def sets(self, rows: Sequence[Any]) -> Numbers:
        """Sets as bits."""
        found = np.zeros((len(rows), self.words), dtype=np.uint64)
        for i, row in enumerate(rows):
            found[i] = bits_of(map(int, row), self.words)
        return found

    def _steps(self, kind: _Kind, members: int) -> list[int]:
        """From every amount to the next that the kind can cost, in groups of any sizes."""
        sizes = np.flatnonzero((self.sizes < BROKEN).any(axis=0)).tolist()
        known, here, weight, near = kind.share or (1, 0, 0, 0)
        counted = {s - u for s in sizes for u in range(1 + min(s, self.pupils - known if weight else 0))}
        inside: list[set[int]] = []
        for n in range(members + 1):
            off = {max(0, abs(known * n - here * s) // known - near) for s in counted if s >= n}
            costs = {int(kind.prices[n]) + weight * amount for amount in off}
            inside.append({cost for cost in costs if cost < MOST + kind.off})
        return between(amounts_of(inside, self.groups, kind.off))

    def _alike(self, group: int) -> int:
        return next(c for c, groups in enumerate(self.task.alike) if group in groups)


def _weight(term: Term) -> int:
    return BROKEN if term.hard else term.weight


def _step(prices: Any) -> int:
    """What soft prices are multiples of (0: there are none)."""
    return gcd(*(int(price) for price in np.ravel(prices) if price % BROKEN == price))


def _table(rows: Sequence[Sequence[int]], columns: int) -> Numbers:
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)


def _fair(share: tuple[int, int, int, int] | None, pupils: int) -> list[list[int]]:
    """The fair share of so many pupils in a group, rounded down and up."""
    known, here = (share or (1, 0))[:2]
    rounded = [divmod(here * size, max(1, known)) for size in range(pupils + 1)]
    return [[whole for whole, _ in rounded], [whole + (rest > 0) for whole, rest in rounded]]


def _lists(rows: Sequence[Collection[int]]) -> Numbers:
    """Lists of numbers below each other, each with -1 after its end."""
    found = np.full((len(rows), 1 + max(map(len, rows), default=0)), -1, dtype=np.int64)
    for i, row in enumerate(rows):
        found[i, : len(row)] = list(row)
    return found


def _limit(made: _Making, term: Limit) -> bool:
    if set(term.loads) == {1}:
        made.sizes += [_weight(term) * term.off(number) for number in range(made.pupils + 1)]
        return True
    kind = made.kind(frozenset(p for p, load in enumerate(term.loads) if load))
    kind.prices += [_weight(term) * term.off(number) for number in range(len(kind.prices))]
    return set(term.loads) <= {0, 1}


def _seated(made: _Making, term: Seated) -> bool:
    for g, places in enumerate(term.places):
        made.sizes[g] += [_weight(term) * max(0, number - places) for number in range(made.pupils + 1)]
    return True


def _even(made: _Making, term: Even) -> bool:
    made.even, before = (term.tolerance, _weight(term)), made.even
    return before == (0, 0)


def _spread(made: _Making, term: Spread) -> bool:
    if _weight(term) > 0:  # a length that costs nothing is not divided by
        made.spreads.append(term)
    return True


def _share(made: _Making, term: Share) -> bool:
    known = [value for value in term.values if value is not None]
    kind = made.kind(frozenset(p for p, value in enumerate(term.values) if value))
    if not set(known) <= {0, 1} or kind.share is not None:
        return False
    kind.share = (len(known), sum(known), _weight(term), term.tolerance)
    kind.known = frozenset(p for p, value in enumerate(term.values) if value is not None)
    return True


def _friends(made: _Making, term: Friends) -> bool:
    made.friends, before = term, made.friends
    return before is None


def _apart(made: _Making, term: Apart) -> bool:
    made.pairs += [(one, two, _weight(term), 1) for one, two in term.pairs]
    return True


def _together(made: _Making, term: Together) -> bool:
    made.pairs += [(one, two, _weight(term), 0) for one, two in term.pairs]
    return True


def _not_alone(made: _Making, term: NotAlone) -> bool:
    for pupils in term.kinds:
        if len(pupils) > 0:
            made.kind(pupils).prices[1] += _weight(term)
    return True


def _scattered(made: _Making, term: Scattered) -> bool:
    for pupils in term.kinds:
        if pupils:
            kind = made.kind(pupils)
            kind.prices[1:] += _weight(term)
            kind.off += _weight(term)
    return True


def _priced(made: _Making, term: Priced) -> bool:
    made.prices += np.array(term.prices, dtype=np.int64) * _weight(term)
    return True


def _named(_: _Making, __: Named) -> bool:
    return True


_TAKERS: dict[type[Term], Callable[[_Making, Any], bool]] = {
    Limit: _limit,
    Seated: _seated,
    Even: _even,
    Spread: _spread,
    Share: _share,
    Friends: _friends,
    Apart: _apart,
    Together: _together,
    NotAlone: _not_alone,
    Scattered: _scattered,
    Priced: _priced,
    Named: _named,
}
"""Term -> how it gets into tables; false when it is of a form that is not bounded here."""
