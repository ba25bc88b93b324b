"""Whatever a search leaves out holds no groups of the cost it was asked for."""

from __future__ import annotations

import random

import pytest

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.search import FOUND, NONE_LEFT, PAUSED, Search


@pytest.mark.parametrize("seed", range(60))
def test_the_best_groups_are_found_at_their_cost_and_none_a_point_below(seed: int) -> None:
    task = drawn(seed)
    tables = tables_of(task)
    assert tables is not None
    best = min(map(task.cost, divisions(task)), default=None)
    search = Search(tables)
    if best is None:
        assert search.go(100, 10**6) == NONE_LEFT
        return
    if best:
        assert search.go(best - 1, 10**6) == NONE_LEFT
    search.begin()
    assert search.go(best, 10**6) == FOUND
    assert task.faults(search.groups) == 0
    assert task.cost(search.groups) == best


@pytest.mark.parametrize("seed", range(20))
def test_some_groups_are_found_whenever_there_are_any_below_a_parts_root(seed: int) -> None:
    task = drawn(seed)
    tables = tables_of(task)
    assert tables is not None
    rng = random.Random(seed)
    every = list(divisions(task))
    if not every:
        return
    held = rng.choice(every)
    # Two pupils are where they are in some division, the others anywhere.
    some = set(rng.sample(range(len(task.pupils)), 2))
    root = tables.open.copy()
    for g in range(len(task.groups)):
        for p in some - set(held[g]):
            root[g, 0] &= ~(root[g, 0] & type(root[g, 0])(1 << p))
    best = min(
        task.cost(groups)
        for groups in every
        if all(some & set(a) == some & set(b) for a, b in zip(groups, held, strict=True))
    )
    search = Search(tables)
    search.begin(root)
    assert search.go(best, 10**6) == FOUND
    assert task.cost(search.groups) <= best


def test_a_search_goes_on_where_it_stopped() -> None:
    tables = tables_of(class_of(24, 1))
    assert tables is not None
    whole, pieces = Search(tables), Search(tables)
    most = 0
    while whole.tries < 200:
        whole = Search(tables)
        most += 1
        assert whole.go(most, 10**6) == NONE_LEFT
    stops = 0
    while (found := pieces.go(most, 1)) == PAUSED:
        stops += 1
    assert found == NONE_LEFT
    assert stops > 1
    assert pieces.tries == whole.tries
