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

    ``can``, ``low``, ``cap``: nodes to be looked at (``narrow``). ``failed``: how often a pupil's try failed.
    ``found``: the group of each pupil. ``count``: nodes on the stack; tries in all; below which node of the
    stack the tree of a tight node lies; tries when that began. ``tight``: that node. The rest is room for
    tries and for ``narrow``.
    """

    can: Any
    low: Any
    cap: Any
    failed: Any
    found: Any
    count: Any
    tight: Any
    kid: Any
    kid_low: Any
    kid_cap: Any
    kept: Any
    kept_low: Any
    kept_cap: Any
    guess: Any
    tried: Any
    worth: Any
    sure: Any
    place: Any
    place_of_tries: Any


def walk_for(t: Tables, desk: Desk, other: Desk) -> Walk:
    """Arrays for a search, and where the tables and two desks are, which the caller keeps alive: one desk for
    nodes, the other for tries."""
    groups, words = t.open.shape
    pupils, size = t.sizes.shape[1] - 1, len(t.steps)
    depth = (groups - 1) * pupils + groups + 1 + DEEPER
    return Walk(
        can=np.zeros((depth, groups, words), dtype=np.uint64),
        low=np.zeros((depth, size), dtype=np.int64),
        cap=np.zeros((depth, size), dtype=np.int64),
        failed=np.zeros(pupils),
        found=np.zeros(pupils, dtype=np.int64),
        count=np.zeros(4, dtype=np.int64),
        tight=np.zeros((groups, words), dtype=np.uint64),
        kid=np.zeros((groups, groups, words), dtype=np.uint64),
        kid_low=np.zeros((groups, size), dtype=np.int64),
        kid_cap=np.zeros((groups, size), dtype=np.int64),
        kept=np.zeros((groups, groups, words), dtype=np.uint64),
        kept_low=np.zeros((groups, size), dtype=np.int64),
        kept_cap=np.zeros((groups, size), dtype=np.int64),
        guess=np.zeros((2, groups)),
        tried=np.zeros(TRIED, dtype=np.int64),
        worth=np.zeros(TRIED),
        sure=desk.sure,
        place=place_of(t, desk),
        place_of_tries=place_of(t, other),
    )


@compiled
def bare_walk(w: Walk) -> Walk:
    """The walk as ``bare`` views."""
    return Walk(
        bare(w.can),
        bare(w.low),
        bare(w.cap),
        bare(w.failed),
        bare(w.found),
        bare(w.count),
        bare(w.tight),
        bare(w.kid),
        bare(w.kid_low),
        bare(w.kid_cap),
        bare(w.kept),
        bare(w.kept_low),
        bare(w.kept_cap),
        bare(w.guess),
        bare(w.tried),
        bare(w.worth),
        bare(w.sure),
        bare(w.place),
        bare(w.place_of_tries),
    )
