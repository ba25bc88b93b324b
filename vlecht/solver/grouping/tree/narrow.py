"""Narrowing: what cannot be any more is taken away, term by term, and the least that the rest costs summed.

A node of the tree is, for every group, the set of pupils who may still join it (``can``). Who can join one
group only is in it (``sure``). Every term adds the least that it can still cost to ``low``, whose first entry
is the sum; what would take the sum above ``most`` is ruled out. All of it holds for every division of pupils
that the node still allows, so a node that allows nothing holds no groups of a cost of at most ``most``.

Most tries change little: a term is looked at again when pupils it counts were ruled out, or when less may be
spent on it than before. Every function returns false where nothing is allowed any more.
"""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING
from vlecht.solver.grouping.tree.bounds import levels, room, sizes
from vlecht.solver.grouping.tree.company import friends, pairs, prices
from vlecht.solver.grouping.tree.desk import CHANGED, TAIL, TAKEN, desk_at, tables_at
from vlecht.solver.grouping.tree.kinds import kinds
from vlecht.solver.grouping.tree.node import node_at
from vlecht.solver.grouping.tree.places import sets_from
from vlecht.solver.grouping.tree.ruling import counted, rule_out
from vlecht.solver.jit import inlined, opaque


@inlined
def _single(t: Any, most: int, n: Any, desk: Any) -> bool:
    """Terms about pairs and single pupils, when anybody was ruled out or less may be spent."""
    priced = 5 + len(t.spread_terms) * len(n.can)
    for_pairs, for_prices = room(n.low, n.cap, 4, most), room(n.low, n.cap, priced, most)
    if desk.mark[CHANGED] == 0 and n.seen[4] == for_pairs and n.seen[priced] == for_prices:
        return True
    desk.mark[CHANGED] = 0
    n.seen[4], n.seen[priced] = for_pairs, for_prices
    if len(t.pairs) > 0 and not pairs(t, most, n, desk):
        return False
    return not (t.priced[0] > 0 and not prices(t, most, n, desk))


@opaque
def narrow(place: int, most: int, node: int, mask: int) -> int:
    """All terms, until nothing changes; false where nothing is left. ``place``: the address of ``place_of``;
    ``node`` and ``mask``: of a node, and of who may still be in each group."""
    t, desk = tables_at(place), desk_at(place)
    n = node_at(desk.layout, node)
    groups, words = n.can.shape
    for i in range(len(desk.mark)):
        desk.mark[i] = 0
    for row in range(len(desk.levels)):
        desk.levels[row] = 0
    for k in range(len(desk.kinds)):
        desk.kinds[k] = 0
    may = sets_from(mask, groups, words)
    for g in range(groups):
        for w in range(words):
            if n.can[g, w] & ~may[g, w] != NOTHING:
                rule_out(n, desk, g, w, ~may[g, w])
    if n.low[0] > most:
        return 0
    while True:
        if not counted(t, n, desk):
            return 0
        low = n.low[0]
        if not sizes(t, most, n, desk):
            return 0
        if t.lonely[0] > 0 and not friends(t, most, n, desk):
            return 0
        if desk.mark[TAKEN] < desk.mark[TAIL]:
            continue
        if not levels(t, most, n, desk):
            return 0
        if desk.mark[TAKEN] < desk.mark[TAIL]:
            continue
        if not _single(t, most, n, desk):
            return 0
        if desk.mark[TAKEN] < desk.mark[TAIL]:
            continue
        if not kinds(t, most, n, desk):
            return 0
        if desk.mark[TAKEN] == desk.mark[TAIL] and low == n.low[0]:
            return 1
