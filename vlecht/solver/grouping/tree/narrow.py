"""Narrowing: what cannot be any more is taken away, term by term, and the least that the rest costs summed.

A node of the tree is, for every group, the set of pupils who may still join it (``can``). Who can join one
group only is in it (``sure``). Every term adds the least that it can still cost to ``low``, whose first entry
is the sum; what would take the sum above ``most`` is ruled out. All of it holds for every division of pupils
that the node still allows, so a node that allows nothing holds no groups of a cost of at most ``most``.

Every function returns false where nothing is allowed any more.
"""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, number
from vlecht.solver.grouping.tree.bounds import levels, sizes
from vlecht.solver.grouping.tree.company import friends, pairs, prices
from vlecht.solver.grouping.tree.desk import desk_at, tables_at
from vlecht.solver.grouping.tree.kinds import kinds
from vlecht.solver.grouping.tree.places import row_from, sets_from
from vlecht.solver.jit import inlined, opaque


@inlined
def _sure(t: Any, can: Any, sure: Any, desk: Any) -> bool:
    """Who can join one group only; false when somebody can join none."""
    groups, words = can.shape
    for w in range(words):
        once = NOTHING
        twice = NOTHING
        for g in range(groups):
            twice |= once & can[g, w]
            once |= can[g, w]
        if once != t.everybody[w]:
            return False
        for g in range(groups):
            sure[g, w] = can[g, w] & ~twice
    for g in range(groups):
        desk.number[g, 0] = number(sure, g)
        desk.number[g, 1] = number(can, g)
    return True


@opaque
def narrow(place: int, most: int, can_at: int, low_at: int, cap_at: int) -> int:
    """All terms, until nothing changes; false where nothing is left. ``place``: the address of ``place_of``;
    the others are addresses of the node's arrays, of which ``can`` and ``low`` change."""
    t, desk = tables_at(place), desk_at(place)
    can = sets_from(can_at, len(t.open), t.open.shape[1])
    low = row_from(low_at, len(t.steps))
    cap = row_from(cap_at, len(t.steps))
    groups, words = can.shape
    sure, before = desk.sure, desk.before
    while True:
        for g in range(groups):
            for w in range(words):
                before[g, w] = can[g, w]
        budget = most - low[0]
        if not _sure(t, can, sure, desk):
            return 0
        if not sizes(t, most, can, low, cap, desk):
            return 0
        if not levels(t, most, can, low, cap, desk):
            return 0
        if t.lonely[0] > 0 and not friends(t, most, can, low, cap, desk):
            return 0
        if len(t.pairs) > 0 and not pairs(t, most, can, low, cap, desk):
            return 0
        if t.priced[0] > 0 and not prices(t, most, can, low, cap):
            return 0
        if len(t.kinds) > 0 and not kinds(t, most, can, low, cap, desk):
            return 0
        same = budget == most - low[0]
        for g in range(groups):
            for w in range(words):
                if before[g, w] != can[g, w]:
                    same = False
        if same:
            return 1
