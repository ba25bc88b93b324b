"""Where a search is, as arrays."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vlecht.solver.grouping.tree.bits import bare
from vlecht.solver.grouping.tree.desk import Desk, place_of
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.jit import compiled

STACKED, TRIES, WITHIN, SINCE = range(4)
"""What ``Walk.count`` counts."""
TRIED = 60
"""So many pupils are tried at a node."""
DEEPER = 200
"""Room on the stack for branching on costs."""


class Walk(NamedTuple):
    """Where a search is.

    ``nodes``: the rows of nodes to be looked at (``node``); ``masks``: who may still be in each of their
    groups. ``failed``: how often a pupil's try failed. ``found``: the group of each pupil. ``count``: nodes
    on the stack; tries in all; below which node of the stack the tree of a tight node lies; tries when that
    began. ``tight``: who may be where in that node. The rest is room for tries: ``kids`` and those that were
    ``kept``, their ``guess``, and the pupils ``tried`` with their ``worth``.
    """

    nodes: Any
    masks: Any
    failed: Any
    found: Any
    count: Any
    tight: Any
    kids: Any
    kept: Any
    mask: Any
    guess: Any
    tried: Any
    worth: Any
    layout: Any
    place: Any


def walk_for(t: Tables, desk: Desk) -> Walk:
    """Arrays for a search, and where the tables and the desk are, which the caller keeps alive."""
    groups, words = t.open.shape
    pupils, length = t.sizes.shape[1] - 1, int(desk.layout[-1, 0])
    depth = (groups - 1) * pupils + groups + 1 + DEEPER
    return Walk(
        nodes=np.zeros((depth, length), dtype=np.int64),
        masks=np.zeros((depth, groups, words), dtype=np.uint64),
        failed=np.zeros(pupils),
        found=np.zeros(pupils, dtype=np.int64),
        count=np.zeros(4, dtype=np.int64),
        tight=np.zeros((groups, words), dtype=np.uint64),
        kids=np.zeros((groups, length), dtype=np.int64),
        kept=np.zeros((groups, length), dtype=np.int64),
        mask=np.zeros((groups, words), dtype=np.uint64),
        guess=np.zeros((2, groups)),
        tried=np.zeros(TRIED, dtype=np.int64),
        worth=np.zeros(TRIED),
        layout=desk.layout,
        place=place_of(t, desk),
    )


@compiled
def bare_walk(w: Walk) -> Walk:
    """The walk as ``bare`` views."""
    return Walk(
        bare(w.nodes),
        bare(w.masks),
        bare(w.failed),
        bare(w.found),
        bare(w.count),
        bare(w.tight),
        bare(w.kids),
        bare(w.kept),
        bare(w.mask),
        bare(w.guess),
        bare(w.tried),
        bare(w.worth),
        bare(w.layout),
        bare(w.place),
    )


@compiled
def row_of(rows: Any, at: int) -> Any:
    """The address of a node among others."""
    return rows.ctypes.data + at * rows.shape[1] * 8
