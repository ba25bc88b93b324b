"""A node of the tree: what may still be, and numbers of it that are kept up to date.

All of a node lies in one row of memory, so that a try begins with one copy. Where its parts lie is in a
table (``layout``), the same for compiled code and for Python.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vlecht.solver.grouping.tree.bits import bits_of, holds
from vlecht.solver.grouping.tree.places import row_from, set_from, sets_from, short_row_from, short_rows_from
from vlecht.solver.grouping.tree.tables import BROKEN, Numbers, Tables
from vlecht.solver.jit import compiled

STRICT, LONELY = range(2)
"""What ``Node.state`` says: whether nobody more may be lonely, and how many are."""
NEVER = -1
"""Seen never."""


class Node(NamedTuple):
    """A node.

    Sets of pupils: ``can`` and ``sure`` (groups): who may join, and who can join no other; ``lonely``: who
    will have no friend near wherever they go.

    Whole numbers: ``low`` and ``cap``: what every entry costs at least, the sum first, and may cost at most;
    ``seen``: what it could come to when it was looked at last; ``dear`` (kinds): what the dearest number of
    a kind would make it cost.

    Small numbers: ``state``; ``open`` (pupils): groups that a pupil can join; ``near`` (groups, pupils):
    friends of a pupil who can; ``number`` and ``size`` (groups, 2): members who are sure and who can be, and
    the fewest and most; per spread and group ``there``: who can join of each level, ``ends``: the lowest and
    highest level of who is sure, ``unknown``: who can join of no level; per kind and group ``sure_of`` and
    ``can_of``: how many; ``sure_known`` and ``can_known``: the same of who counts for a share.
    """

    can: Any
    sure: Any
    lonely: Any
    low: Any
    cap: Any
    seen: Any
    dear: Any
    state: Any
    open: Any
    near: Any
    number: Any
    size: Any
    there: Any
    ends: Any
    unknown: Any
    sure_of: Any
    can_of: Any
    sure_known: Any
    can_known: Any


LARGE = 7
"""So many of the parts take eight bytes a number; the others take two."""


def layout_of(t: Tables) -> Numbers:
    """Per part where it begins (in bytes) and its lengths; and last how long a node is (in eight bytes)."""
    groups, words = t.open.shape
    pupils, entries = t.sizes.shape[1] - 1, len(t.steps)
    kinds, knowns, rows = len(t.kinds), len(t.knowns), len(t.spread_terms) * groups
    shapes = [
        *((groups, words), (groups, words), (words,), (entries,), (entries,), (entries,), (kinds,)),
        *((2,), (pupils,), (groups, pupils), (groups, 2), (groups, 2)),
        *((rows, t.spread_levels.shape[1]), (rows, 2), (rows,)),
        *((kinds, groups), (kinds, groups), (knowns, groups), (knowns, groups)),
    ]
    found = np.zeros((len(shapes) + 1, 3), dtype=np.int64)
    at = 0
    for i, shape in enumerate(shapes):
        found[i] = at, shape[0], shape[-1]
        at += int(np.prod(shape)) * (8 if i < LARGE else 2)
    found[-1, 0] = -(-at // 8)
    return found


def views(layout: Numbers, row: Numbers) -> Node:
    """A node's parts, as views of its row."""
    bytes_of = row.view(np.uint8)
    types = [np.uint64] * 3 + [np.int64] * (LARGE - 3) + [np.int16] * (len(Node._fields) - LARGE)
    flat = {"lonely", "low", "cap", "seen", "dear", "state", "open", "unknown"}
    parts = []
    for name, (at, first, last), kind in zip(Node._fields, layout[:-1], types, strict=True):
        shape = (first,) if name in flat else (first, last)
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        parts.append(bytes_of[at : at + size].view(kind).reshape(shape))
    return Node(*parts)


@compiled
def node_at(layout: Any, address: int) -> Node:
    """The parts of the node at an address."""
    return Node(
        sets_from(address + layout[0, 0], layout[0, 1], layout[0, 2]),
        sets_from(address + layout[1, 0], layout[1, 1], layout[1, 2]),
        set_from(address + layout[2, 0], layout[2, 1]),
        row_from(address + layout[3, 0], layout[3, 1]),
        row_from(address + layout[4, 0], layout[4, 1]),
        row_from(address + layout[5, 0], layout[5, 1]),
        row_from(address + layout[6, 0], layout[6, 1]),
        short_row_from(address + layout[7, 0], layout[7, 1]),
        short_row_from(address + layout[8, 0], layout[8, 1]),
        short_rows_from(address + layout[9, 0], layout[9, 1], layout[9, 2]),
        short_rows_from(address + layout[10, 0], layout[10, 1], layout[10, 2]),
        short_rows_from(address + layout[11, 0], layout[11, 1], layout[11, 2]),
        short_rows_from(address + layout[12, 0], layout[12, 1], layout[12, 2]),
        short_rows_from(address + layout[13, 0], layout[13, 1], layout[13, 2]),
        short_row_from(address + layout[14, 0], layout[14, 1]),
        short_rows_from(address + layout[15, 0], layout[15, 1], layout[15, 2]),
        short_rows_from(address + layout[16, 0], layout[16, 1], layout[16, 2]),
        short_rows_from(address + layout[17, 0], layout[17, 1], layout[17, 2]),
        short_rows_from(address + layout[18, 0], layout[18, 1], layout[18, 2]),
    )


def anywhere(t: Tables, layout: Numbers) -> Numbers:
    """The row of a node in which everybody may join every group, and nothing was looked at yet."""
    row = np.zeros(int(layout[-1, 0]), dtype=np.int64)
    node = views(layout, row)
    groups, words = t.open.shape
    pupils = t.sizes.shape[1] - 1
    members = [[p for p in range(pupils) if t.friends_of[p, 0] < 0 and holds(t.wanting, p)]]
    node.can[:] = t.everybody
    node.lonely[:] = bits_of(members[0], words)
    node.cap[:] = BROKEN
    node.seen[:] = NEVER
    node.state[LONELY] = len(members[0])
    node.open[:] = groups
    node.near[:] = (t.friends_of >= 0).sum(axis=1)
    node.number[:, 1] = pupils
    node.size[:, 1] = pupils
    for s, (levels, _, _) in enumerate(t.spread_terms):
        rows = slice(s * groups, (s + 1) * groups)
        known = [i for i in t.spread_place[s] if i >= 0]
        node.there[rows] = np.bincount(known, minlength=node.there.shape[1])
        node.unknown[rows] = pupils - len(known)
        node.ends[rows, 0] = levels
        node.ends[rows, 1] = -1
    node.can_of[:] = t.kind_terms[:, :1]
    for k, known in enumerate(t.knowns):
        node.can_known[k] = sum(holds(known, p) for p in range(pupils))
    return row
