"""How kinds of pupils can be divided over the groups, what that costs at least, and what is ruled out."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bounds import NOBODY, lift, room
from vlecht.solver.grouping.tree.desk import KNOWN, TAIL, TAKEN
from vlecht.solver.grouping.tree.ruling import rule_out
from vlecht.solver.grouping.tree.tables import BROKEN
from vlecht.solver.jit import compiled, inlined

FEW = 24
"""Kinds of more pupils than this are bounded group by group, without what the groups' numbers add up to."""


@compiled
def _add(
    price: Any, bounds: Any, ends: Any, sums: Any, before: int, after: int, group: int, side: int
) -> None:
    """One group more. ``side``: where the ends of this side's sums are."""
    least, highest = bounds[group, 0], bounds[group, 1]
    low, high = ends[before, side], ends[before, side + 1]
    for total in range(ends[after, side], ends[after, side + 1] + 1):
        best = BROKEN
        for n in range(max(least, total - high), min(highest, total - low) + 1):
            best = min(best, sums[before, total - n] + price[group, n])
        sums[after, total] = best


@inlined
def _sum(t: Any, k: int, desk: Any) -> int:
    """What the numbers of a kind cost when they add up: the cheapest, and in ``price`` with every number."""
    groups = len(t.open)
    members, off = t.kind_terms[k, 0], t.kind_terms[k, 1]
    # What the first groups cost at least with so many members between them, and what the last ones do.
    ahead, behind, ends = desk.ahead, desk.behind, desk.ends
    ends[0, 0], ends[0, 1], ends[groups, 2], ends[groups, 3] = 0, 0, 0, 0
    for g in range(groups):
        h = groups - 1 - g
        ends[g + 1, 0] = ends[g, 0] + desk.range[g, 0]
        ends[g + 1, 1] = min(members, ends[g, 1] + desk.range[g, 1])
        ends[h, 2] = ends[h + 1, 2] + desk.range[h, 0]
        ends[h, 3] = min(members, ends[h + 1, 3] + desk.range[h, 1])
    ahead[0, 0], behind[groups, 0] = -off, 0
    for g in range(groups):
        h = groups - 1 - g
        _add(desk.price, desk.range, ends, ahead, g, g + 1, g, 0)
        _add(desk.price, desk.range, ends, behind, h + 1, h, h, 2)
    if not ends[groups, 0] <= members <= ends[groups, 1]:
        return BROKEN
    cheapest = ahead[groups, members]
    for g in range(groups):
        least, highest = desk.range[g, 0], desk.range[g, 1]
        for n in range(least, highest + 1 if highest > least else least):
            best = BROKEN
            first, last = (
                max(ends[g, 0], members - n - ends[g + 1, 3]),
                min(ends[g, 1], members - n - ends[g + 1, 2]),
            )
            for others in range(first, last + 1):
                best = min(best, ahead[g, others] + behind[g + 1, members - n - others])
            desk.price[g, n] += best
        desk.cheapest[g] = cheapest
    return int(cheapest)


@inlined
def _divide(t: Any, k: int, n: Any, desk: Any, cheapest: int, limit: int) -> bool:
    """Numbers of a kind in a group that cost too much are ruled out."""
    groups, words = n.can.shape
    dearest = 0
    for g in range(groups):
        least, highest = desk.range[g, 0], desk.range[g, 1]
        if least == highest:
            continue
        fewest, largest = NOBODY, -1
        for number in range(least, highest + 1):
            price = cheapest - desk.cheapest[g] + desk.price[g, number]
            if price <= limit:
                fewest = min(fewest, number)
                largest = number
            dearest = max(dearest, price)
        if largest < 0:
            return False
        if largest > least and fewest < highest:
            continue
        for w in range(words):
            undecided = n.can[g, w] & t.kinds[k, w] & ~n.sure[g, w]
            if largest == least:
                rule_out(n, desk, g, w, undecided)
            else:
                for h in range(groups):
                    if h != g:
                        rule_out(n, desk, h, w, undecided)
    n.dear[k] = dearest
    return True


@inlined
def _kind(t: Any, k: int, most: int, n: Any, desk: Any, at: int) -> bool:
    """One kind."""
    groups = len(n.can)
    members, off = t.kind_terms[k, 0], t.kind_terms[k, 1]
    limit = room(n.low, n.cap, at, most)
    n.seen[at] = limit
    cheapest = -off
    decided = True
    for g in range(groups):
        decided = decided and desk.range[g, 0] == desk.range[g, 1]
        least = BROKEN * 2
        weight, near = t.kind_shares[k, 2], t.kind_shares[k, 3]
        low, high = t.kind_fair[k, 0, desk.range[g, 2]], t.kind_fair[k, 1, desk.range[g, 3]]
        for number in range(desk.range[g, 0], desk.range[g, 1] + 1):
            price = t.kind_prices[k, number]
            if weight > 0:
                price += weight * max(0, max(low - number, number - high) - near)
            desk.price[g, number] = price
            least = min(least, price)
        desk.cheapest[g] = least
        cheapest += least
    if members <= FEW and not decided:
        cheapest = _sum(t, k, desk)
    return lift(n.low, n.cap, at, cheapest, most) and _divide(t, k, n, desk, cheapest, limit)


@inlined
def kinds(t: Any, most: int, n: Any, desk: Any) -> bool:
    """How a kind can still be divided over the groups, and what the cheapest such division costs. Stops where
    somebody is ruled out."""
    groups = len(n.can)
    base = 6 + len(t.spread_terms) * groups
    everybody = t.sizes.shape[1] - 1
    if desk.mark[KNOWN] > 0:
        desk.mark[KNOWN] = 0
        for k in range(len(t.kinds)):
            if t.kind_shares[k, 2] > 0:
                desk.kinds[k] = 1
    for k in range(len(t.kinds)):
        if desk.kinds[k] == 0:
            # Nobody came or went: all may stay within the dearest number, and within the limit of before.
            limit = room(n.low, n.cap, base + k, most)
            if n.seen[base + k] >= 0 and (limit >= n.dear[k] or limit == n.seen[base + k]):
                continue
        desk.kinds[k] = 0
        known = t.kind_known[k]
        for g in range(groups):
            desk.range[g, 0], desk.range[g, 1] = n.sure_of[k, g], n.can_of[k, g]
            desk.range[g, 2], desk.range[g, 3] = n.size[g, 0], n.size[g, 1]
            if known >= 0:
                unknown = everybody - t.kind_shares[k, 0]
                desk.range[g, 2] = max(n.sure_known[known, g], n.size[g, 0] - unknown)
                desk.range[g, 3] = min(n.can_known[known, g], n.size[g, 1])
        if not _kind(t, k, most, n, desk, base + k):
            return False
        if desk.mark[TAKEN] < desk.mark[TAIL]:
            return True
    return True
