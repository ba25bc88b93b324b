"""Room to work in for compiled functions, and where it and the tables are."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from vlecht.solver.grouping.tree.places import places, row_at, rows_at, set_at, sets_at, tables_of_sets_at
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.jit import compiled


class Desk(NamedTuple):
    """Room for ``narrow`` to work in; what is there before means nothing. ``sure`` is read afterwards."""

    sure: Any
    before: Any
    number: Any
    size: Any
    least: Any
    there: Any
    once: Any
    twice: Any
    lonely: Any
    told: Any
    range: Any
    price: Any
    cheapest: Any
    ahead: Any
    behind: Any
    ends: Any


def desk_for(t: Tables) -> Desk:
    """A desk that is large enough."""
    groups, words = t.open.shape
    kinds, most = t.kind_prices.shape

    def room(*shape: int) -> Any:
        return np.zeros(shape, dtype=np.int64)

    return Desk(
        sure=np.zeros((groups, words), dtype=np.uint64),
        before=np.zeros((groups, words), dtype=np.uint64),
        number=room(groups, 2),
        size=room(groups, 2),
        least=room(groups),
        there=room(t.spread_levels.shape[1]),
        once=np.zeros((groups, words), dtype=np.uint64),
        twice=np.zeros((groups, words), dtype=np.uint64),
        lonely=np.zeros(words, dtype=np.uint64),
        told=room(kinds, 3 + groups) - 1,
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
        sets_at(place, 11),
        set_at(place, 12),
        row_at(place, 13),
        rows_at(place, 14),
        sets_at(place, 15),
        rows_at(place, 16),
        rows_at(place, 17),
        rows_at(place, 18),
        sets_at(place, 19),
        rows_at(place, 20),
        row_at(place, 21),
        row_at(place, 22),
    )


@compiled
def desk_at(place: int) -> Desk:
    """The desk that a place tells of."""
    return Desk(
        sets_at(place, 23),
        sets_at(place, 24),
        rows_at(place, 25),
        rows_at(place, 26),
        row_at(place, 27),
        row_at(place, 28),
        sets_at(place, 29),
        sets_at(place, 30),
        set_at(place, 31),
        rows_at(place, 32),
        rows_at(place, 33),
        rows_at(place, 34),
        row_at(place, 35),
        rows_at(place, 36),
        rows_at(place, 37),
        rows_at(place, 38),
    )
