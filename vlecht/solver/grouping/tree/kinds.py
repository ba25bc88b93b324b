"""How kinds of pupils can be divided over the groups, what that costs at least, and what is ruled out."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, ones
from vlecht.solver.grouping.tree.bounds import NOBODY, lift, room
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
def _sum(t: Any, k: int, can: Any, desk: Any) -> int:
    """What the numbers of a kind cost when they add up: the cheapest, and in ``price`` with every number."""
    groups = len(can)
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
def _divide(t: Any, k: int, can: Any, desk: Any, cheapest: int, limit: int) -> bool:
    """Numbers of a kind in a group that cost too much are ruled out."""
    groups, words = can.shape
    dearest, kept = 0, limit
    for g in range(groups):
        least, highest = desk.range[g, 0], desk.range[g, 1]
        if least == highest:
            continue
        fewest, largest = NOBODY, -1
        for n in range(least, highest + 1):
            price = cheapest - desk.cheapest[g] + desk.price[g, n]
            if price <= limit:
                fewest = min(fewest, n)
                largest = n
            dearest = max(dearest, price)
        if largest < 0:
            return False
        if largest > least and fewest < highest:
            continue
        for w in range(words):
            undecided = can[g, w] & t.kinds[k, w] & ~desk.sure[g, w]
            if undecided == NOTHING:
                continue
            kept = -1
            if largest == least:
                can[g, w] &= ~undecided
            else:
                for h in range(groups):
                    if h != g:
                        can[h, w] &= ~undecided
    desk.told[k, 1], desk.told[k, 2 + groups] = dearest, kept
    return True


@inlined
def _kind(t: Any, k: int, most: int, can: Any, low: Any, cap: Any, desk: Any, at: int) -> bool:
    """One kind."""
    groups = len(can)
    members, off = t.kind_terms[k, 0], t.kind_terms[k, 1]
    limit = room(low, cap, at, most)
    cheapest = -off
    decided = True
    for g in range(groups):
        decided = decided and desk.range[g, 0] == desk.range[g, 1]
        least = BROKEN * 2
        for n in range(desk.range[g, 0], desk.range[g, 1] + 1):
            price = t.kind_prices[k, n]
            if t.kind_shares[k, 2] > 0:
                known, here = t.kind_shares[k, 0], t.kind_shares[k, 1]
                away = max(here * desk.range[g, 2] - known * n, known * n - here * desk.range[g, 3])
                if away >= known * (t.kind_shares[k, 3] + 1):
                    price += t.kind_shares[k, 2] * (away // known - t.kind_shares[k, 3])
            desk.price[g, n] = price
            least = min(least, price)
        desk.cheapest[g] = least
        cheapest += least
    desk.told[k, 0], desk.told[k, 1], desk.told[k, 2 + groups] = cheapest, BROKEN, -1
    if members <= FEW and not decided:
        cheapest = _sum(t, k, can, desk)
        desk.told[k, 0] = cheapest
    return lift(low, cap, at, cheapest, most) and _divide(t, k, can, desk, cheapest, limit)


@inlined
def kinds(t: Any, most: int, can: Any, low: Any, cap: Any, desk: Any) -> bool:
    """How a kind can still be divided over the groups, and what the cheapest such division costs."""
    groups, words = can.shape
    base = 6 + len(t.spread_terms) * groups
    everybody = t.sizes.shape[1] - 1
    for k in range(len(t.kinds)):
        same = True
        for g in range(groups):
            least, highest, fewest, largest = 0, 0, 0, 0
            for w in range(words):
                least += ones(desk.sure[g, w] & t.kinds[k, w])
                highest += ones(can[g, w] & t.kinds[k, w])
            if t.kind_shares[k, 2] > 0:
                for w in range(words):
                    fewest += ones(desk.sure[g, w] & t.kind_known[k, w])
                    largest += ones(can[g, w] & t.kind_known[k, w])
                fewest = max(fewest, desk.least[g] - (everybody - t.kind_shares[k, 0]))
                largest = min(largest, desk.size[g, 1])
            mark = ((least * 1024 + highest) * 1024 + fewest) * 1024 + largest
            if desk.told[k, 2 + g] != mark:
                same = False
                desk.told[k, 2 + g] = mark
            desk.range[g, 0], desk.range[g, 1] = least, highest
            desk.range[g, 2], desk.range[g, 3] = fewest, largest
        # What the same numbers told before still holds: the cheapest, and within which limits all may stay.
        if same:
            if not lift(low, cap, base + k, desk.told[k, 0], most):
                return False
            limit = room(low, cap, base + k, most)
            if limit >= desk.told[k, 1] or limit == desk.told[k, 2 + groups]:
                continue
        if not _kind(t, k, most, can, low, cap, desk, base + k):
            return False
    return True
