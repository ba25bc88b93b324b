"""Tries at a node: what comes of a choice, and which choices are worth a try."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, has, ones, without
from vlecht.solver.grouping.tree.narrow import narrow
from vlecht.solver.grouping.tree.node import Node, node_at
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.grouping.tree.walk import TRIED, TRIES, Walk, row_of
from vlecht.solver.jit import compiled

PER_POINT = 0.5
"""A tree is thought to double for so many points of cost that are left, upside down: 2 points double it."""
PER_CHOICE = 0.05
"""And for a choice that is left (somebody who could join one more group) it grows by this power of two."""
STRETCH, SECOND, DECIDED, FRIENDS = 100.0, 10.0, 100.0, 1.0
"""What counts to be tried: the least that a pupil's groups are stretched, the next least (at most 50), how
few groups are open, how few friends are left. A failure counts 1."""
FAR = 50
NONE = -1
"""No pupil."""


@compiled
def narrowed(walk: Walk, most: int, rows: Any, at: int, mask: Any) -> bool:
    """``narrow`` for a node among others."""
    return bool(narrow(walk.place.ctypes.data, most, row_of(rows, at), mask.ctypes.data) != 0)


@compiled
def allow(walk: Walk, n: Node) -> None:
    """Who can still be where, as a mask."""
    for g in range(len(n.can)):
        for w in range(n.can.shape[1]):
            walk.mask[g, w] = n.can[g, w]


@compiled
def ruled_out(walk: Walk, most: int, at: int, n: Node, group: int, pupil: int) -> bool:
    """A node without a pupil in a group, narrowed."""
    allow(walk, n)
    if pupil >= 0:
        without(walk.mask, group, pupil)
    return narrowed(walk, most, walk.nodes, at, walk.mask)


@compiled
def _fails(walk: Walk, most: int, kid: int) -> bool:
    """Whether nothing is left of a try; else the size of its tree is guessed."""
    walk.count[TRIES] += 1
    if not narrowed(walk, most, walk.kids, kid, walk.mask):
        return True
    n = node_at(walk.layout, row_of(walk.kids, kid))
    choices = 0
    for h in range(len(n.number)):
        choices += n.number[h, 1]
    walk.guess[0, kid] = PER_POINT * (most - n.low[0]) + PER_CHOICE * (choices - len(walk.found))
    return False


@compiled
def _mirrored(t: Tables, n: Node, group: int) -> bool:
    """Whether an earlier group is just like this one so far, with nobody sure in either."""
    for g in range(group):
        if t.alike[g] == t.alike[group] and n.number[g, 0] == 0 and n.number[group, 0] == 0:
            same = True
            for w in range(n.can.shape[1]):
                same = same and n.can[g, w] == n.can[group, w]
            if same:
                return True
    return False


@compiled
def try_pupil(t: Tables, walk: Walk, most: int, at: int, n: Node, pupil: int) -> float:
    """A pupil in every group: the guessed size of what is left; -1 when a group was ruled out, -2 when
    nothing is left of the node."""
    groups = len(n.can)
    total = 0.0
    failed = False
    for g in range(groups):
        walk.guess[0, g] = -1.0
    for g in range(groups):
        if not has(n.can, g, pupil) or _mirrored(t, n, g):
            continue
        walk.kids[g] = walk.nodes[at]
        allow(walk, n)
        for h in range(groups):
            if h != g:
                without(walk.mask, h, pupil)
        if not _fails(walk, most, g):
            total += 2.0 ** walk.guess[0, g]
            continue
        walk.failed[pupil] += 1.0
        walk.count[TRIES] += 1
        if not ruled_out(walk, most, at, n, g, pupil):
            return -2.0
        failed = True
    return -1.0 if failed else total


@compiled
def try_cost(walk: Walk, most: int, at: int, n: Node, entry: int, step: int) -> float:
    """An entry that costs no more than it must, or a step more at least: as ``try_pupil``."""
    total = 0.0
    failed = False
    for g in range(len(n.can)):
        walk.guess[0, g] = -1.0
    for more in range(2):
        walk.kids[more] = walk.nodes[at]
        kid = node_at(walk.layout, row_of(walk.kids, more))
        if more == 0:
            kid.cap[entry] = n.low[entry]
        else:
            kid.low[entry] += step
            kid.low[0] += step
        allow(walk, n)
        if not _fails(walk, most, more):
            total += 2.0 ** walk.guess[0, more]
            continue
        if more == 0:
            n.low[entry] += step
            n.low[0] += step
        else:
            n.cap[entry] = n.low[entry]
        walk.count[TRIES] += 1
        if not ruled_out(walk, most, at, n, 0, NONE):
            return -2.0
        failed = True
        break
    return -1.0 if failed else total


@compiled
def keep(walk: Walk) -> None:
    """Keep the last tries."""
    walk.kept[:] = walk.kids
    walk.guess[1] = walk.guess[0]


@compiled
def choose(t: Tables, walk: Walk, n: Node) -> None:
    """The pupils to try, best first, then -1."""
    groups, words = n.can.shape
    walk.tried[:] = NONE
    walk.worth[:] = -1.0
    spreads = len(t.spread_terms)
    for p in range(len(walk.found)):
        open_to, least, second = n.open[p], FAR, FAR
        if open_to < 2:
            continue
        for g in range(groups):
            if has(n.can, g, p):
                stretch = 0
                for s in range(spreads):
                    i, row = t.spread_place[s, p], s * groups + g
                    if i >= 0 and n.ends[row, 1] >= 0:
                        own, near = t.spread_levels[s, i], t.spread_terms[s, 1]
                        low, high = t.spread_levels[s, n.ends[row, 0]], t.spread_levels[s, n.ends[row, 1]]
                        stretch += max(0, max(own, high) - min(own, low) - max(high - low, near))
                if stretch < least:
                    second = least
                    least = stretch
                elif stretch < second:
                    second = stretch
        near = 0
        for w in range(words):
            anywhere = NOTHING
            for g in range(groups):
                if has(n.can, g, p):
                    anywhere |= n.can[g, w]
            near += ones(t.friends[p, w] & anywhere)
        worth = (
            STRETCH * least
            + SECOND * min(second, FAR)
            + DECIDED * (groups - open_to)
            + FRIENDS * (4 - near)
            + walk.failed[p]
        )
        i = TRIED - 1
        if worth > walk.worth[i] or walk.tried[i] < 0:
            while i > 0 and (walk.tried[i - 1] < 0 or walk.worth[i - 1] < worth):
                walk.worth[i] = walk.worth[i - 1]
                walk.tried[i] = walk.tried[i - 1]
                i -= 1
            walk.worth[i] = worth
            walk.tried[i] = p
