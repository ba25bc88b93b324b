"""What pupils cost at least by who is with them and where they are, and what is ruled out by that."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, ONE, WORD, first_of, has
from vlecht.solver.grouping.tree.bounds import lift, room
from vlecht.solver.grouping.tree.node import LONELY, STRICT
from vlecht.solver.grouping.tree.ruling import be_near, rule_out_one
from vlecht.solver.grouping.tree.tables import BROKEN
from vlecht.solver.jit import compiled, inlined


@inlined
def friends(t: Any, most: int, n: Any, desk: Any) -> bool:
    """Who has no friend left is lonely. From where nobody more may be, everybody has one where they are."""
    groups, words = n.can.shape
    lonely = n.state[LONELY]
    if not lift(n.low, n.cap, 3, t.lonely[0] * lonely, most):
        return False
    if n.state[STRICT] > 0 or room(n.low, n.cap, 3, most) >= t.lonely[0] * (lonely + 1):
        return True
    n.state[STRICT] = 1
    for g in range(groups):
        for w in range(words):
            left = n.can[g, w] & t.wanting[w] & ~n.lonely[w]
            while left != NOTHING:
                p = WORD * w + first_of(left)
                left &= left - ONE
                if n.near[g, p] == 0:
                    rule_out_one(n, desk, g, p)
                elif n.near[g, p] == 1 and n.open[p] == 1:
                    be_near(t, n, desk, p, g)
    return True


@inlined
def pairs(t: Any, most: int, n: Any, desk: Any) -> bool:
    """Pairs apart and together."""
    groups = len(n.can)
    total = 0
    for i in range(len(t.pairs)):
        one, two, weight, apart = t.pairs[i, 0], t.pairs[i, 1], t.pairs[i, 2], t.pairs[i, 3]
        common, separate = False, False
        for g in range(groups):
            a, b = has(n.can, g, one), has(n.can, g, two)
            common = common or (a and b)
            separate = separate or (a != b) or (a and not has(n.sure, g, one))
        if (apart == 1 and not separate) or (apart == 0 and not common):
            total += weight
    if not lift(n.low, n.cap, 4, total, most):
        return False
    left = room(n.low, n.cap, 4, most) - total
    for i in range(len(t.pairs)):
        one, two, weight, apart = t.pairs[i, 0], t.pairs[i, 1], t.pairs[i, 2], t.pairs[i, 3]
        if weight <= left:
            continue
        common = False
        for g in range(groups):
            common = common or (has(n.can, g, one) and has(n.can, g, two))
        for g in range(groups):
            a, b = has(n.can, g, one), has(n.can, g, two)
            if apart == 1 and a and b:
                if has(n.sure, g, one) and not has(n.sure, g, two):
                    rule_out_one(n, desk, g, two)
                elif has(n.sure, g, two) and not has(n.sure, g, one):
                    rule_out_one(n, desk, g, one)
            elif apart == 0 and common and a != b:
                if a:
                    rule_out_one(n, desk, g, one)
                else:
                    rule_out_one(n, desk, g, two)
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
def prices(t: Any, most: int, n: Any, desk: Any) -> bool:
    """What pupils cost where they are."""
    groups = len(n.can)
    at = 5 + len(t.spread_terms) * groups
    total = 0
    for p in range(len(t.prices)):
        total += _cheapest(t, n.can, p)
    if not lift(n.low, n.cap, at, total, most):
        return False
    left = room(n.low, n.cap, at, most) - total
    for p in range(len(t.prices)):
        cheapest = _cheapest(t, n.can, p)
        for g in range(groups):
            if has(n.can, g, p) and t.prices[p, g] > cheapest + left:
                rule_out_one(n, desk, g, p)
    return True
