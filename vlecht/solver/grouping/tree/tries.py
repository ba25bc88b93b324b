"""Tries at a node: what comes of a choice, and which choices are worth a try."""

from __future__ import annotations

from typing import Any

import numpy as np

from vlecht.solver.grouping.tree.bits import has, number, ones, without
from vlecht.solver.grouping.tree.narrow import narrow
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.grouping.tree.walk import TRIED, TRIES, Walk
from vlecht.solver.jit import compiled

PER_POINT = 0.5
"""A tree is thought to double for so many points of cost that are left, upside down: 2 points double it."""
PER_CHOICE = 0.05
"""And for a choice that is left (somebody who could join one more group) it grows by this power of two."""
STRETCH, SECOND, DECIDED, FRIENDS = 100.0, 10.0, 100.0, 1.0
"""What counts to be tried: the least that a pupil's groups are stretched, the next least (at most 50), how
few groups are open, how few friends are left. A failure counts 1."""
FAR = 50


@compiled
def narrowed(place: Any, most: int, can: Any, low: Any, cap: Any) -> bool:
    """``narrow`` with arrays."""
    return bool(narrow(place.ctypes.data, most, can.ctypes.data, low.ctypes.data, cap.ctypes.data) != 0)


@compiled
def _fails(t: Tables, walk: Walk, most: int, kid: int) -> bool:
    """Whether nothing is left of a try; else the size of its tree is guessed."""
    walk.count[TRIES] += 1
    if not narrowed(walk.place_of_tries, most, walk.kid[kid], walk.kid_low[kid], walk.kid_cap[kid]):
        return True
    choices = 0
    for h in range(len(t.open)):
        choices += number(walk.kid[kid], h)
    walk.guess[0, kid] = PER_POINT * (most - walk.kid_low[kid, 0]) + PER_CHOICE * (choices - len(walk.found))
    return False


@compiled
def _mirrored(t: Tables, walk: Walk, can: Any, group: int) -> bool:
    """Whether an earlier group is just like this one so far, with nobody sure in either."""
    words = can.shape[1]
    for g in range(group):
        if t.alike[g] == t.alike[group]:
            same = True
            for w in range(words):
                if (walk.sure[g, w] | walk.sure[group, w]) != 0 or can[g, w] != can[group, w]:
                    same = False
            if same:
                return True
    return False


@compiled
def try_pupil(t: Tables, walk: Walk, most: int, can: Any, low: Any, cap: Any, pupil: int) -> float:
    """A pupil in every group: the guessed size of what is left; -1 when a group was ruled out."""
    groups = len(can)
    total = 0.0
    failed = False
    for g in range(groups):
        walk.guess[0, g] = -1.0
        if not has(can, g, pupil) or _mirrored(t, walk, can, g):
            continue
        walk.kid[g] = can
        walk.kid_low[g] = low
        walk.kid_cap[g] = cap
        for h in range(groups):
            if h != g:
                without(walk.kid[g], h, pupil)
        if _fails(t, walk, most, g):
            walk.failed[pupil] += 1.0
            without(can, g, pupil)
            failed = True
        else:
            total += 2.0 ** walk.guess[0, g]
    return -1.0 if failed else total


@compiled
def try_cost(t: Tables, walk: Walk, most: int, can: Any, low: Any, cap: Any, at: int, step: int) -> float:
    """An entry that costs no more than it must, or a step more at least: as ``try_pupil``."""
    total = 0.0
    failed = False
    for g in range(len(can)):
        walk.guess[0, g] = -1.0
        if g > 1:
            continue
        walk.kid[g] = can
        walk.kid_low[g] = low
        walk.kid_cap[g] = cap
        if g == 0:
            walk.kid_cap[g, at] = low[at]
        else:
            walk.kid_low[g, at] += step
            walk.kid_low[g, 0] += step
        if not _fails(t, walk, most, g):
            total += 2.0 ** walk.guess[0, g]
        elif g == 0:
            low[at] += step
            low[0] += step
            return -1.0
        else:
            cap[at] = low[at]
            failed = True
    return -1.0 if failed else total


@compiled
def keep(walk: Walk) -> None:
    """Keep the last tries."""
    walk.kept[:] = walk.kid
    walk.kept_low[:] = walk.kid_low
    walk.kept_cap[:] = walk.kid_cap
    walk.guess[1] = walk.guess[0]


@compiled
def choices(can: Any, pupil: int) -> int:
    """How many groups a pupil can join."""
    found = 0
    for g in range(len(can)):
        if has(can, g, pupil):
            found += 1
    return found


@compiled
def choose(t: Tables, walk: Walk, can: Any) -> None:
    """The pupils to try, best first, then -1."""
    groups, words = can.shape
    walk.tried[:] = -1
    walk.worth[:] = -1.0
    spreads = len(t.spread_terms)
    ends = np.empty((spreads, groups, 2), dtype=np.int64)
    for s in range(spreads):
        for g in range(groups):
            ends[s, g, 0], ends[s, g, 1] = -1, -1
            for i in range(t.spread_terms[s, 0]):
                for w in range(words):
                    if t.spread_sets[s, i, w] & walk.sure[g, w] != 0:
                        ends[s, g, 0] = i if ends[s, g, 0] < 0 else ends[s, g, 0]
                        ends[s, g, 1] = i
    for p in range(len(walk.found)):
        open_to, least, second = 0, FAR, FAR
        for g in range(groups):
            if has(can, g, p):
                open_to += 1
                stretch = 0
                for s in range(spreads):
                    i = t.spread_place[s, p]
                    if i >= 0 and ends[s, g, 0] >= 0:
                        own, near = t.spread_levels[s, i], t.spread_terms[s, 1]
                        low, high = t.spread_levels[s, ends[s, g, 0]], t.spread_levels[s, ends[s, g, 1]]
                        stretch += max(0, max(own, high) - min(own, low) - max(high - low, near))
                if stretch < least:
                    second = least
                    least = stretch
                elif stretch < second:
                    second = stretch
        if open_to < 2:
            continue
        near = 0
        for w in range(words):
            anywhere = can[0, w] & np.uint64(0)
            for g in range(groups):
                if has(can, g, p):
                    anywhere |= can[g, w]
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
