"""Room for compiled functions to work in, and where it and the tables are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vlecht.solver.grouping.tree.node import layout_of
from vlecht.solver.grouping.tree.places import (
    places,
    row_at,
    rows_at,
    set_at,
    sets_at,
    tables_of_rows_at,
    tables_of_sets_at,
)
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.jit import compiled

TAKEN, TAIL, CHANGED, SIZES, KNOWN = range(5)
"""What ``Desk.mark`` says: how many of the queue were taken away, where the queue ends, whether anybody was
taken away, and whether sizes and who counts for shares are to be looked at."""


class Desk(NamedTuple):
    """Room for ``narrow`` to work in; what is there before means nothing.

    ``layout``: of nodes. ``queue``: who was ruled out where. ``mark``, ``levels`` (spreads x groups) and
    ``kinds``: what is to be looked at. The rest is room for kinds.
    """

    layout: Any
    queue: Any
    mark: Any
    levels: Any
    kinds: Any
    range: Any
    price: Any
    cheapest: Any
    ahead: Any
    behind: Any
    ends: Any


def desk_for(t: Tables) -> Desk:
    """A desk that is large enough."""
    groups = len(t.open)
    kinds, most = t.kind_prices.shape

    def room(*shape: int) -> Any:
        return np.zeros(shape, dtype=np.int64)

    return Desk(
        layout=layout_of(t),
        queue=room(groups * (t.sizes.shape[1] - 1)),
        mark=room(5),
        levels=room(len(t.spread_terms) * groups),
        kinds=room(kinds),
        range=room(groups, 4),
        price=room(groups, most),
        cheapest=room(groups),
        ahead=room(groups + 1, most),
        behind=room(groups + 1, most),
        ends=room(groups + 1, 4),
    )


def place_of(t: Tables, desk: Desk) -> Any:
    """Where the arrays of both are, which must be kept alive: what ``narrow`` is told."""
    return places([*t, *desk])


@compiled
def tables_at(place: int) -> Tables:
    """The tables that a place tells of."""
    return Tables(
        set_at(place, 0),
        sets_at(place, 1),
        row_at(place, 2),
        rows_at(place, 3),
        row_at(place, 4),
        rows_at(place, 5),
        tables_of_sets_at(place, 6),
        sets_at(place, 7),
        rows_at(place, 8),
        rows_at(place, 9),
        sets_at(place, 10),
        rows_at(place, 11),
        rows_at(place, 12),
        set_at(place, 13),
        row_at(place, 14),
        rows_at(place, 15),
        sets_at(place, 16),
        rows_at(place, 17),
        rows_at(place, 18),
        rows_at(place, 19),
        tables_of_rows_at(place, 20),
        row_at(place, 21),
        rows_at(place, 22),
        sets_at(place, 23),
        rows_at(place, 24),
        rows_at(place, 25),
        row_at(place, 26),
        rows_at(place, 27),
    )


@compiled
def desk_at(place: int) -> Desk:
    """The desk that a place tells of."""
    return Desk(
        rows_at(place, 28),
        row_at(place, 29),
        row_at(place, 30),
        row_at(place, 31),
        row_at(place, 32),
        rows_at(place, 33),
        rows_at(place, 34),
        row_at(place, 35),
        rows_at(place, 36),
        rows_at(place, 37),
        rows_at(place, 38),
    )
