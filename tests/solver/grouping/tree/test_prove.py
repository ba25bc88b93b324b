"""Bounds that hold, best groups, and groups that never get worse."""

from __future__ import annotations

from typing import Any

import pytest

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Apart, Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.tree.prove import Tree, tree_of
from vlecht.solver.grouping.tree.walk import STACKED, WITHIN
from vlecht.solver.run import Clock

HIGH = 10**6


def refuted(searched: Tree, part: Any) -> Any:
    """What comes of a tight part: the relaxation is asked first, then CP-SAT."""
    first = searched._refute(Clock(60), part)
    return searched._refute(Clock(60), part) if first is None else first


def tree(task: Task) -> Tree:
    found = tree_of(task)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(30))
def test_what_is_proven_is_what_the_best_of_all_groups_cost(seed: int) -> None:
    task = drawn(seed)
    best = min(map(task.cost, divisions(task)), default=None)
    if best is None:
        return
    searched = tree(task)
    groups = searched.prove(Clock(60), 60, lambda: HIGH)
    assert groups is not None
    assert task.faults(groups) == 0
    assert task.cost(groups) == best == searched.bound
    known = tree(task)
    assert known.prove(Clock(60), 60, lambda: best) is None
    assert known.told
    assert known.bound == best


def test_a_bound_is_raised_turn_by_turn_and_no_turn_goes_beyond_what_is_known() -> None:
    task = class_of(40, 3)
    searched, bounds = tree(task), [0]
    for _ in range(5):
        assert searched.prove(Clock(60, deterministic=True), 0.05, lambda: HIGH) is None or searched.told
        bounds.append(searched.bound)
    assert bounds == sorted(bounds)
    assert bounds[-1] > 0
    low = tree(task)
    low.prove(Clock(60, deterministic=True), 5, lambda: 3)
    assert low.bound == 3


@pytest.mark.parametrize("seed", range(12))
def test_a_tight_part_is_only_left_out_when_it_holds_no_groups(seed: int) -> None:
    """Whatever order interchangeable groups are in there."""
    task = drawn(seed)
    every = list(divisions(task))
    if not every:
        return
    best = min(map(task.cost, every))
    for groups in every:
        if task.cost(groups) == best:
            searched = tree(task)
            searched._most = best
            near = searched.looking._near
            near.begin(groups)
            part = near._around(frozenset())
            assert refuted(searched, part) is not None
            assert task.cost(refuted(searched, part)) == best


def test_a_tight_part_without_groups_is_left_out() -> None:
    task = class_of(24, 1)
    searched = tree(task)
    searched._most = 1
    searched._search.go(1, 1)
    searched._search.walk.count[WITHIN] = 0
    assert searched._refute(Clock(60), searched.tables.open) is None
    assert searched._search.walk.count[STACKED] == 0


def test_a_tight_part_of_which_the_relaxation_tells_nothing_is_left_to_cp_sat() -> None:
    """Nobody can have a friend near and be apart from all friends; fractions of pupils can."""
    terms = (
        Spread("levels", 1, False, (1, 1, 1, 1, 1, 1)),
        Friends("friends", 1, True, {0: (1, 2), 3: (4, 5)}),
        Apart("apart", 1, True, ((0, 1), (0, 2), (3, 4), (3, 5))),
    )
    task = Task("six", ("a", "b", "c"), tuple("pqrstu"), terms, {})
    searched = tree(task)
    searched._search.walk.count[WITHIN] = 0
    assert searched._refute(Clock(60), searched.tables.open) is None
    asked = searched._search.walk.count[STACKED]
    assert searched._refute(Clock(60), searched.tables.open) is None
    assert searched._search.walk.count[STACKED] == 0 < asked
