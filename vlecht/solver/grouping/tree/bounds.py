"""What groups cost at least by their sizes and levels, and what is ruled out by that."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, ones
from vlecht.solver.grouping.tree.tables import BROKEN
from vlecht.solver.jit import compiled, inlined

NOBODY = 1 << 30
"""A place beyond all places."""


@compiled
def lift(low: Any, cap: Any, at: int, value: int, most: int) -> bool:
    """Take a higher bound of one entry into the sum."""
    if value > low[at]:
        low[0] += value - low[at]
        low[at] = value
    return bool(low[0] <= most and low[at] <= cap[at])


@compiled
def room(low: Any, cap: Any, at: int, most: int) -> int:
    """The most that one entry may come to."""
    return int(min(most - low[0] + low[at], cap[at]))


@inlined
def sizes(t: Any, most: int, can: Any, low: Any, cap: Any, desk: Any) -> bool:
    """Numbers of members, and how far they lie apart."""
    groups, words = can.shape
    everybody = t.sizes.shape[1] - 1
    sum_most, sum_least, sum_low = 0, 0, 0
    apart = everybody
    if t.even[1] > 0:
        apart = min(everybody, t.even[0] + room(low, cap, 2, most) // t.even[1])
    floor = -((-(everybody - (groups - 1) * apart)) // groups)
    ceiling = (everybody + (groups - 1) * apart) // groups
    for g in range(groups):
        least, highest = max(desk.number[g, 0], floor), min(desk.number[g, 1], ceiling)
        cheapest = BROKEN * everybody
        for size in range(least, highest + 1):
            cheapest = min(cheapest, t.sizes[g, size])
        desk.size[g, 0], desk.size[g, 1], desk.least[g] = least, highest, cheapest
        sum_low += cheapest
    if not lift(low, cap, 1, sum_low, most):
        return False
    for g in range(groups):
        least, highest = desk.size[g, 0], desk.size[g, 1]
        limit = desk.least[g] + room(low, cap, 1, most) - sum_low
        while least <= highest and t.sizes[g, least] > limit:
            least += 1
        while least <= highest and t.sizes[g, highest] > limit:
            highest -= 1
        if least > highest:
            return False
        desk.size[g, 0], desk.size[g, 1] = least, highest
        sum_least += least
        sum_most += highest
    top, bottom = 0, everybody
    for g in range(groups):
        least = max(desk.size[g, 0], everybody - (sum_most - desk.size[g, 1]))
        highest = min(desk.size[g, 1], everybody - (sum_least - desk.size[g, 0]))
        if least > highest:
            return False
        desk.least[g] = least
        top, bottom = max(top, least), min(bottom, highest)
        if desk.number[g, 0] == highest:
            for w in range(words):
                can[g, w] = desk.sure[g, w]
        elif desk.number[g, 1] == least:
            for h in range(groups):
                if h != g:
                    for w in range(words):
                        can[h, w] &= ~can[g, w]
    return lift(low, cap, 2, t.even[1] * max(0, top - bottom - t.even[0]), most)


@inlined
def levels(t: Any, most: int, can: Any, low: Any, cap: Any, desk: Any) -> bool:
    """Per group every window of levels that holds its members and can fill it: the shortest of them bounds,
    and nobody is left outside all that are short enough."""
    groups, words = can.shape
    for s in range(len(t.spread_terms)):
        levels, near, weight = t.spread_terms[s, 0], t.spread_terms[s, 1], t.spread_terms[s, 2]
        for g in range(groups):
            at = 5 + s * groups + g
            longest = near + room(low, cap, at, most) // weight
            first, last, unknown = NOBODY, -1, 0
            for w in range(words):
                unknown += ones(can[g, w] & ~t.spread_known[s, w])
            for i in range(levels):
                here = 0
                for w in range(words):
                    here += ones(can[g, w] & t.spread_sets[s, i, w])
                    if desk.sure[g, w] & t.spread_sets[s, i, w] != NOTHING:
                        first = min(first, i)
                        last = i
                desk.there[i] = here
            need = max(desk.least[g] - unknown, 0)
            if need == 0 and last < 0:
                continue
            shortest, lowest, highest = NOBODY, -1, -1
            j, held = 0, 0
            for i in range(min(first, levels - 1) + 1):
                if desk.there[i] > 0:
                    while j < levels and (held < need or j <= last):
                        held += desk.there[j]
                        j += 1
                    if held < need:
                        break
                    length = t.spread_levels[s, max(j - 1, i)] - t.spread_levels[s, i]
                    if length <= longest:
                        shortest = min(shortest, length)
                        lowest = i if lowest < 0 else lowest
                        highest = t.spread_levels[s, i] + longest
                    held -= desk.there[i]
            if lowest < 0:
                return False
            for i in range(levels):
                if desk.there[i] > 0 and (i < lowest or t.spread_levels[s, i] > highest):
                    for w in range(words):
                        can[g, w] &= ~t.spread_sets[s, i, w]
            if not lift(low, cap, at, weight * max(0, shortest - near), most):
                return False
    return True
