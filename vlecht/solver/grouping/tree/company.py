"""What pupils cost at least by who is with them and where they are, and what is ruled out by that."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, ONE, has, ones, without
from vlecht.solver.grouping.tree.bounds import lift, room
from vlecht.solver.grouping.tree.tables import BROKEN
from vlecht.solver.jit import compiled, inlined


@inlined
def friends(t: Any, most: int, can: Any, low: Any, cap: Any, desk: Any) -> bool:
    """Who has no friend left in a group is lonely there."""
    groups, words = can.shape
    once, twice = desk.once, desk.twice
    for g in range(groups):
        for w in range(words):
            first, second = NOTHING, NOTHING
            for v in range(words):
                left = can[g, v]
                while left != NOTHING:
                    fans = t.fans[64 * v + ones((left & (~left + ONE)) - ONE), w]
                    left &= left - ONE
                    second |= first & fans
                    first |= fans
            once[g, w], twice[g, w] = first, second
    lonely = 0
    for w in range(words):
        near = NOTHING
        for g in range(groups):
            near |= can[g, w] & once[g, w]
        desk.lonely[w] = t.wanting[w] & ~near
        lonely += ones(desk.lonely[w])
    if not lift(low, cap, 3, t.lonely[0] * lonely, most):
        return False
    if room(low, cap, 3, most) >= t.lonely[0] * (lonely + 1):
        return True
    for g in range(groups):
        for w in range(words):
            can[g, w] &= once[g, w] | ~t.wanting[w] | desk.lonely[w]
            held = desk.sure[g, w] & t.wanting[w] & once[g, w] & ~twice[g, w]
            while held != NOTHING:
                p = 64 * w + ones((held & (~held + ONE)) - ONE)
                held &= held - ONE
                for v in range(words):
                    friend = t.friends[p, v] & can[g, v]
                    for h in range(groups):
                        if h != g:
                            can[h, v] &= ~friend
    return True


@inlined
def pairs(t: Any, most: int, can: Any, low: Any, cap: Any, desk: Any) -> bool:
    """Pairs apart and together."""
    groups = can.shape[0]
    total = 0
    for i in range(len(t.pairs)):
        one, two, weight, apart = t.pairs[i, 0], t.pairs[i, 1], t.pairs[i, 2], t.pairs[i, 3]
        common, separate = False, False
        for g in range(groups):
            a, b = has(can, g, one), has(can, g, two)
            common = common or (a and b)
            separate = separate or (a != b) or (a and not has(desk.sure, g, one))
        if (apart == 1 and not separate) or (apart == 0 and not common):
            total += weight
    if not lift(low, cap, 4, total, most):
        return False
    left = room(low, cap, 4, most) - total
    for i in range(len(t.pairs)):
        one, two, weight, apart = t.pairs[i, 0], t.pairs[i, 1], t.pairs[i, 2], t.pairs[i, 3]
        if weight <= left:
            continue
        common = False
        for g in range(groups):
            common = common or (has(can, g, one) and has(can, g, two))
        for g in range(groups):
            a, b = has(can, g, one), has(can, g, two)
            if apart == 1 and a and b:
                if has(desk.sure, g, one) and not has(desk.sure, g, two):
                    without(can, g, two)
                elif has(desk.sure, g, two) and not has(desk.sure, g, one):
                    without(can, g, one)
            elif apart == 0 and common and a != b:
                if a:
                    without(can, g, one)
                else:
                    without(can, g, two)
    return True


@compiled
def _cheapest(t: Any, can: Any, pupil: int) -> int:
    """What a pupil costs at least."""
    found = BROKEN
    for g in range(len(can)):
        if has(can, g, pupil):
            found = min(found, t.prices[pupil, g])
    return found


@inlined
def prices(t: Any, most: int, can: Any, low: Any, cap: Any) -> bool:
    """What pupils cost where they are."""
    groups = can.shape[0]
    at = 5 + len(t.spread_terms) * groups
    total = 0
    for p in range(len(t.prices)):
        total += _cheapest(t, can, p)
    if not lift(low, cap, at, total, most):
        return False
    left = room(low, cap, at, most) - total
    for p in range(len(t.prices)):
        cheapest = _cheapest(t, can, p)
        for g in range(groups):
            if has(can, g, p) and t.prices[p, g] > cheapest + left:
                without(can, g, p)
    return True
