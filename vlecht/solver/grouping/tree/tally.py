"""A division of all pupils over the groups, and numbers of it that are kept from move to move.

Levels have windows of their own here: a group pays for the window, not for its members, and members may be
outside for a while. A group's cost changes only when the last of a level leaves, which no move by itself
comes near to; a window leads there, a pupil at a time.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.tree.bits import holds
from vlecht.solver.grouping.tree.places import row_at, rows_at, tables_of_rows_at
from vlecht.solver.grouping.tree.tables import BROKEN, Numbers, Tables
from vlecht.solver.jit import compiled, inlined


class Tally(NamedTuple):
    """Whole numbers. ``okay`` (pupils, groups): 1 where a pupil may be; ``where`` and ``best`` (pupils): the
    group of each now, and in the best division that was met; ``size`` (groups); ``near`` (pupils, groups):
    friends there; ``number`` (kinds, groups): how many of a kind.

    Per spread and group ``there`` (levels): how many of each level, and ``windows`` (2): the places of the
    lowest and highest level that it pays for.

    ``shares``: kinds with a fair share, and of these: ``counts`` (pupils): 1 for who counts, ``counted``
    (groups): how many of them, ``prices`` (number, counted): what so many of so many cost.

    ``pairs`` (pupils): which pairs a pupil is in, -1 after the end. ``gauge``: see below.
    """

    okay: Any
    where: Any
    best: Any
    size: Any
    near: Any
    number: Any
    there: Any
    windows: Any
    shares: Any
    counts: Any
    counted: Any
    prices: Any
    pairs: Any
    gauge: Any


COST, OUTSIDE, BEST = range(3)
"""What ``Tally.gauge`` says: the cost with windows for levels, how many places everybody outside a window is
away from it, and the least cost so far of a division with nobody outside."""
NOTHING_YET = BROKEN
"""``BEST`` before there was any."""


def tally_for(t: Tables) -> Tally:
    """Room for a division, and what does not change with it."""
    groups, pupils, kinds = len(t.open), t.sizes.shape[1] - 1, len(t.kinds)
    rows = len(t.spread_terms) * groups
    shares = np.flatnonzero(t.kind_shares[:, 2])
    pairs = [[i for i, pair in enumerate(t.pairs) if p in pair[:2]] for p in range(pupils)]
    longest = 1 + max(map(len, pairs), default=0)

    def room(*shape: int) -> Numbers:
        return np.zeros(shape, dtype=np.int64)

    return Tally(
        okay=np.array([[holds(row, p) for row in t.open] for p in range(pupils)], dtype=np.int64),
        where=room(pupils),
        best=room(pupils),
        size=room(groups),
        near=room(pupils, groups),
        number=room(kinds, groups),
        there=room(rows, t.spread_levels.shape[1]),
        windows=room(rows, 2),
        shares=shares,
        counts=np.array(
            [
                [t.kind_known[k] < 0 or holds(t.knowns[t.kind_known[k]], p) for p in range(pupils)]
                for k in shares
            ],
            dtype=np.int64,
        ).reshape(len(shares), pupils),
        counted=room(len(shares), groups),
        prices=_share_prices(t, shares, pupils),
        pairs=np.array([row + [-1] * (longest - len(row)) for row in pairs], dtype=np.int64),
        gauge=room(3),
    )


def _share_prices(t: Tables, shares: Numbers, pupils: int) -> Numbers:
    """(shares, number + 1, counted + 1): by the words of ``Share``."""
    most = int(t.kind_terms[shares, 0].max(initial=0))
    number = np.arange(most + 1)[:, None]
    counted = np.arange(pupils + 1)[None, :]
    found = np.zeros((len(shares), most + 1, pupils + 1), dtype=np.int64)
    for i, (known, members, weight, near) in enumerate(t.kind_shares[shares]):
        found[i] = weight * np.maximum(0, np.abs(known * number - members * counted) // known - near)
    return found


def seat(t: Tables, c: Tally, groups: Groups, cost: int) -> None:
    """Begin with a division, which costs so much."""
    for table in (c.size, c.near, c.number, c.there, c.counted):
        table[:] = 0
    for g, pupils in enumerate(groups):
        for p in pupils:
            c.where[p] = g
            c.number[[k for k in t.kinds_of[p] if k >= 0], g] += 1
            c.near[[q for q in t.fans_of[p] if q >= 0], g] += 1
            for s, place in enumerate(t.spread_place[:, p]):
                if place >= 0:
                    c.there[s * len(groups) + g, place] += 1
        c.size[g] = len(pupils)
        c.counted[:, g] = c.counts[:, list(pupils)].sum(axis=1)
    for row, there in enumerate(c.there):
        present = np.flatnonzero(there)
        c.windows[row] = (present[0], present[-1]) if len(present) else (0, 0)
    c.gauge[:] = cost, 0, NOTHING_YET


@compiled
def tally_at(place: int) -> Tally:
    """The tally that a place tells of."""
    return Tally(
        rows_at(place, 0),
        row_at(place, 1),
        row_at(place, 2),
        row_at(place, 3),
        rows_at(place, 4),
        rows_at(place, 5),
        rows_at(place, 6),
        rows_at(place, 7),
        row_at(place, 8),
        rows_at(place, 9),
        rows_at(place, 10),
        tables_of_rows_at(place, 11),
        rows_at(place, 12),
        row_at(place, 13),
    )


@inlined
def _sizes(t: Any, c: Any, a: int, b: int) -> int:
    """What sizes and fair shares cost in two groups, and the difference between all sizes."""
    cost = t.sizes[a, c.size[a]] + t.sizes[b, c.size[b]]
    for i in range(len(c.shares)):
        k = c.shares[i]
        cost += c.prices[i, c.number[k, a], c.counted[i, a]] + c.prices[i, c.number[k, b], c.counted[i, b]]
    if t.even[1] > 0:
        least, most = c.size[0], c.size[0]
        for g in range(len(c.size)):
            least, most = min(least, c.size[g]), max(most, c.size[g])
        cost += t.even[1] * max(0, most - least - t.even[0])
    return int(cost)


@inlined
def _beside(window: Any, row: int, place: int) -> int:
    """How many places a level lies outside a window."""
    return int(max(0, window[row, 0] - place, place - window[row, 1]))


@inlined
def moved(t: Any, c: Any, p: int, a: int, b: int) -> None:
    """A pupil goes from one group to another."""
    groups = len(c.size)
    cost = t.prices[p, b] - t.prices[p, a] - _sizes(t, c, a, b)
    i = 0
    while t.kinds_of[p, i] >= 0:
        k = t.kinds_of[p, i]
        cost -= t.kind_prices[k, c.number[k, a]] + t.kind_prices[k, c.number[k, b]]
        c.number[k, a] -= 1
        c.number[k, b] += 1
        cost += t.kind_prices[k, c.number[k, a]] + t.kind_prices[k, c.number[k, b]]
        i += 1
    for i in range(len(c.shares)):
        c.counted[i, a] -= c.counts[i, p]
        c.counted[i, b] += c.counts[i, p]
    c.size[a] -= 1
    c.size[b] += 1
    cost += _sizes(t, c, a, b)
    for s in range(len(t.spread_terms)):
        place = t.spread_place[s, p]
        if place >= 0:
            here, there = s * groups + a, s * groups + b
            c.there[here, place] -= 1
            c.there[there, place] += 1
            c.gauge[OUTSIDE] += _beside(c.windows, there, place) - _beside(c.windows, here, place)
    if t.friends_of[p, 0] >= 0:
        cost += t.lonely[0] * ((c.near[p, b] == 0) - (c.near[p, a] == 0))
    i = 0
    while t.fans_of[p, i] >= 0:
        q = t.fans_of[p, i]
        c.near[q, a] -= 1
        cost += t.lonely[0] * (c.near[q, a] == 0 and c.where[q] == a)
        cost -= t.lonely[0] * (c.near[q, b] == 0 and c.where[q] == b)
        c.near[q, b] += 1
        i += 1
    i = 0
    while c.pairs[p, i] >= 0:
        pair = c.pairs[p, i]
        other = c.where[t.pairs[pair, 0] + t.pairs[pair, 1] - p]
        price = t.pairs[pair, 2] if t.pairs[pair, 3] == 1 else -t.pairs[pair, 2]
        cost += price * ((other == b) - (other == a))
        i += 1
    c.where[p] = b
    c.gauge[COST] += cost


@inlined
def shifted(t: Any, c: Any, row: int, end: int, by: int) -> bool:
    """An end (0 the lowest, 1 the highest) of a window goes a place up or down, where it can."""
    s = row // len(c.size)
    low, high = c.windows[row, 0], c.windows[row, 1]
    goes = c.windows[row, end] + by
    can = (low <= goes < t.spread_terms[s, 0]) if end == 1 else (0 <= goes <= high)
    if can:
        near, weight = t.spread_terms[s, 1], t.spread_terms[s, 2]
        before = t.spread_levels[s, high] - t.spread_levels[s, low]
        c.windows[row, end] = goes
        after = t.spread_levels[s, c.windows[row, 1]] - t.spread_levels[s, c.windows[row, 0]]
        c.gauge[COST] += weight * (max(0, after - near) - max(0, before - near))
        # Everybody beyond the end is a place nearer, or further.
        narrower = (by > 0) == (end == 0)
        edge = goes if narrower else goes - by
        beyond = 0
        for place in range(t.spread_terms[s, 0]):
            if (place < edge) if end == 0 else (place > edge):
                beyond += c.there[row, place]
        c.gauge[OUTSIDE] += beyond if narrower else -beyond
    return bool(can)
