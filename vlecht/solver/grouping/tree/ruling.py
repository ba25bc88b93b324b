"""Ruling out: pupils who can no more join a group are taken away, and what hangs on that is counted anew."""

from __future__ import annotations

from typing import Any

from vlecht.solver.grouping.tree.bits import NOTHING, ONE, WORD, bit_of, first_of, has
from vlecht.solver.grouping.tree.desk import CHANGED, KNOWN, SIZES, TAIL, TAKEN
from vlecht.solver.grouping.tree.node import LONELY, STRICT
from vlecht.solver.jit import compiled, inlined

GROUP = 7
"""The bits of an entry of the queue that are its group; the rest is its pupil."""
GROUPS = 3
"""How many bits those are."""


@compiled
def rule_out(n: Any, desk: Any, group: int, word: int, bits: Any) -> None:
    """These pupils cannot join the group: they are out of it at once, and counted out later (``counted``)."""
    left = bits & n.can[group, word]
    if left == NOTHING:
        return
    n.can[group, word] &= ~left
    at = desk.mark[TAIL]
    while left != NOTHING:
        desk.queue[at] = ((WORD * word + first_of(left)) << GROUPS) | group
        left &= left - ONE
        at += 1
    desk.mark[TAIL] = at


@compiled
def rule_out_one(n: Any, desk: Any, group: int, pupil: int) -> None:
    """The same of one pupil."""
    rule_out(n, desk, group, pupil >> 6, bit_of(pupil))


@compiled
def be_near(t: Any, n: Any, desk: Any, pupil: int, group: int) -> None:
    """A pupil's friends who can still join a group are in it."""
    for w in range(n.can.shape[1]):
        friends = t.friends[pupil, w] & n.can[group, w]
        if friends != NOTHING:
            for h in range(len(n.can)):
                if h != group:
                    rule_out(n, desk, h, w, friends)


@compiled
def _is_in(members: Any, pupil: int) -> Any:
    return members[pupil >> 6] & bit_of(pupil) != NOTHING


@compiled
def _look_around(n: Any, pupil: int) -> None:
    """Whether a pupil has no friend near wherever they go."""
    if _is_in(n.lonely, pupil):
        return
    for g in range(len(n.can)):
        if n.near[g, pupil] > 0 and has(n.can, g, pupil):
            return
    n.lonely[pupil >> 6] |= bit_of(pupil)
    n.state[LONELY] += 1


@inlined
def _leave_friends(t: Any, n: Any, desk: Any, group: int, pupil: int) -> None:
    """A friend less in a group for those who want the pupil near."""
    strict = n.state[STRICT] > 0
    for j in range(t.fans_of.shape[1]):
        q = t.fans_of[pupil, j]
        if q < 0:
            break
        n.near[group, q] -= 1
        left = n.near[group, q]
        if left <= 1 and has(n.can, group, q):
            if left == 0:
                _look_around(n, q)
                if strict and not _is_in(n.lonely, q):
                    rule_out_one(n, desk, group, q)
            elif strict and n.open[q] == 1:
                be_near(t, n, desk, q, group)
    if t.friends_of[pupil, 0] >= 0:
        _look_around(n, pupil)


@inlined
def _settle(t: Any, n: Any, desk: Any, pupil: int, g: int) -> None:
    """A pupil who can join one group only is in it."""
    groups = len(n.can)
    n.sure[g, pupil >> 6] |= bit_of(pupil)
    n.number[g, 0] += 1
    for s in range(len(t.spread_terms)):
        row = s * groups + g
        i = t.spread_place[s, pupil]
        if i >= 0:
            n.ends[row, 0] = min(n.ends[row, 0], i)
            n.ends[row, 1] = max(n.ends[row, 1], i)
            desk.levels[row] = 1
    for j in range(t.kinds_of.shape[1]):
        k = t.kinds_of[pupil, j]
        if k < 0:
            break
        n.sure_of[k, g] += 1
        desk.kinds[k] = 1
    for j in range(t.knowns_of.shape[1]):
        k = t.knowns_of[pupil, j]
        if k < 0:
            break
        n.sure_known[k, g] += 1
        desk.mark[KNOWN] = 1
    if n.state[STRICT] > 0 and t.friends_of[pupil, 0] >= 0 and n.near[g, pupil] == 1:
        be_near(t, n, desk, pupil, g)


@inlined
def counted(t: Any, n: Any, desk: Any) -> bool:
    """Count out whoever was ruled out; false when somebody can join no group."""
    groups = len(n.can)
    while desk.mark[TAKEN] < desk.mark[TAIL]:
        entry = desk.queue[desk.mark[TAKEN]]
        desk.mark[TAKEN] += 1
        g, pupil = entry & GROUP, entry >> GROUPS
        n.open[pupil] -= 1
        if n.open[pupil] == 0:
            return False
        n.number[g, 1] -= 1
        for s in range(len(t.spread_terms)):
            row = s * groups + g
            i = t.spread_place[s, pupil]
            if i >= 0:
                n.there[row, i] -= 1
            else:
                n.unknown[row] -= 1
            desk.levels[row] = 1
        for j in range(t.kinds_of.shape[1]):
            k = t.kinds_of[pupil, j]
            if k < 0:
                break
            n.can_of[k, g] -= 1
            desk.kinds[k] = 1
        for j in range(t.knowns_of.shape[1]):
            k = t.knowns_of[pupil, j]
            if k < 0:
                break
            n.can_known[k, g] -= 1
            desk.mark[KNOWN] = 1
        if t.lonely[0] > 0:
            _leave_friends(t, n, desk, g, pupil)
        desk.mark[CHANGED], desk.mark[SIZES] = 1, 1
        if n.open[pupil] == 1:
            h = 0
            while h < groups and not has(n.can, h, pupil):
                h += 1
            # Who was ruled out twice at once has no group left: the next entry tells.
            if h < groups:
                _settle(t, n, desk, pupil, h)
    return True
