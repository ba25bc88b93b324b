"""What groups cost at least by their sizes and levels, and what is ruled out by that."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.desk import KNOWN, SIZES, TAIL, TAKEN
from vlecht.solver.grouping.tree.ruling import rule_out
from vlecht.solver.grouping.tree.tables import BROKEN
from vlecht.solver.jit import inlined

NOBODY = 1 << 30
"""A place beyond all places."""


@inlined
def lift(low: Any, cap: Any, at: int, value: int, most: int) -> bool:
    """Take a higher bound of one entry into the sum."""
    if value > low[at]:
        low[0] += value - low[at]
        low[at] = value
    return bool(low[0] <= most and low[at] <= cap[at])


@inlined
def room(low: Any, cap: Any, at: int, most: int) -> int:
    """The most that one entry may come to."""
    return int(min(most - low[0] + low[at], cap[at]))


@inlined
def sizes(t: Any, most: int, n: Any, desk: Any) -> bool:
    """Numbers of members, and how far they lie apart."""
    groups, words = n.can.shape
    everybody = t.sizes.shape[1] - 1
    for_sizes, for_even = room(n.low, n.cap, 1, most), room(n.low, n.cap, 2, most)
    if desk.mark[SIZES] == 0 and n.seen[1] == for_sizes and n.seen[2] == for_even:
        return True
    desk.mark[SIZES] = 0
    n.seen[1], n.seen[2] = for_sizes, for_even
    sum_most, sum_least, sum_low = 0, 0, 0
    apart = everybody
    if t.even[1] > 0:
        apart = min(everybody, t.even[0] + for_even // t.even[1])
    floor = -((-(everybody - (groups - 1) * apart)) // groups)
    ceiling = (everybody + (groups - 1) * apart) // groups
    for g in range(groups):
        least, highest = max(n.number[g, 0], floor), min(n.number[g, 1], ceiling)
        cheapest = BROKEN * everybody
        for size in range(least, highest + 1):
            cheapest = min(cheapest, t.sizes[g, size])
        desk.range[g, 0], desk.range[g, 1], desk.cheapest[g] = least, highest, cheapest
        sum_low += cheapest
    if not lift(n.low, n.cap, 1, sum_low, most):
        return False
    for g in range(groups):
        least, highest = desk.range[g, 0], desk.range[g, 1]
        limit = desk.cheapest[g] + for_sizes - sum_low
        while least <= highest and t.sizes[g, least] > limit:
            least += 1
        while least <= highest and t.sizes[g, highest] > limit:
            highest -= 1
        if least > highest:
            return False
        desk.range[g, 0], desk.range[g, 1] = least, highest
        sum_least += least
        sum_most += highest
    top, bottom = 0, everybody
    for g in range(groups):
        least = max(desk.range[g, 0], everybody - (sum_most - desk.range[g, 1]))
        highest = min(desk.range[g, 1], everybody - (sum_least - desk.range[g, 0]))
        if least > highest:
            return False
        top, bottom = max(top, least), min(bottom, highest)
        if n.size[g, 0] != least:
            for s in range(len(t.spread_terms)):
                desk.levels[s * groups + g] = 1
        if n.size[g, 0] != least or n.size[g, 1] != highest:
            n.size[g, 0], n.size[g, 1] = least, highest
            desk.mark[KNOWN] = 1
        if n.number[g, 0] == highest:
            for w in range(words):
                rule_out(n, desk, g, w, ~n.sure[g, w])
        elif n.number[g, 1] == least:
            for h in range(groups):
                if h != g:
                    for w in range(words):
                        rule_out(n, desk, h, w, n.can[g, w])
    return lift(n.low, n.cap, 2, t.even[1] * max(0, top - bottom - t.even[0]), most)


@inlined
def levels(t: Any, most: int, n: Any, desk: Any) -> bool:
    """Per group every window of levels that holds its members and can fill it: the shortest of them bounds,
    and nobody is left outside all that are short enough. Stops where somebody is ruled out."""
    groups, words = n.can.shape
    for s in range(len(t.spread_terms)):
        levels, near, weight = t.spread_terms[s, 0], t.spread_terms[s, 1], t.spread_terms[s, 2]
        for g in range(groups):
            row = s * groups + g
            at = 5 + row
            for_levels = room(n.low, n.cap, at, most)
            if desk.levels[row] == 0 and n.seen[at] == for_levels:
                continue
            if desk.levels[row] == 0 and n.seen[at] >= 0 and n.seen[at] // weight == for_levels // weight:
                continue
            desk.levels[row] = 0
            n.seen[at] = for_levels
            longest = near + for_levels // weight
            first, last = n.ends[row, 0], n.ends[row, 1]
            need = max(n.size[g, 0] - n.unknown[row], 0)
            if need == 0 and last < 0:
                continue
            shortest, lowest, highest = NOBODY, -1, -1
            j, held = 0, 0
            for i in range(min(first, levels - 1) + 1):
                here = n.there[row, i]
                if here > 0:
                    while j < levels and (held < need or j <= last):
                        held += n.there[row, j]
                        j += 1
                    if held < need:
                        break
                    length = t.spread_levels[s, max(j - 1, i)] - t.spread_levels[s, i]
                    if length <= longest:
                        shortest = min(shortest, length)
                        lowest = i if lowest < 0 else lowest
                        highest = t.spread_levels[s, i] + longest
                    held -= here
            if lowest < 0:
                return False
            for i in range(levels):
                if n.there[row, i] > 0 and (i < lowest or t.spread_levels[s, i] > highest):
                    for w in range(words):
                        rule_out(n, desk, g, w, t.spread_sets[s, i, w])
            if not lift(n.low, n.cap, at, weight * max(0, shortest - near), most):
                return False
            if desk.mark[TAKEN] < desk.mark[TAIL]:
                return True
    return True
