"""Bounds that hold, best groups, and groups that never get worse."""

from __future__ import annotations

import random

import pytest

from tests.solver.grouping.drawing import random_groups
from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.prove import Tree, tree_of
from vlecht.solver.grouping.tree.walk import STACKED, WITHIN
from vlecht.solver.run import Clock

HIGH = 10**6


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


@pytest.mark.parametrize("seed", range(3))
def test_neighbourhoods_better_groups_and_break_nothing(seed: int) -> None:
    task = class_of(24, seed)
    rng = random.Random(seed)
    order = rng.sample(range(24), 24)
    groups = [order[:8], order[8:16], order[16:]]
    found = tree(task).better(Clock(60, deterministic=True), 0.5, groups, seed)
    assert task.faults(found) == 0
    assert task.cost(found) < task.cost(groups)
    again = tree(task).better(Clock(60, deterministic=True), 0.5, groups, seed)
    assert found == again


def test_neighbourhoods_leave_the_best_as_good_as_it_is() -> None:
    task = drawn(11, hard=False)
    best = min(divisions(task), key=task.cost)
    assert task.cost(tree(task).better(Clock(60, deterministic=True), 0.5, best, 1)) == task.cost(best)


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
            searched.bound = best
            part = searched._around(groups, frozenset())
            found = searched._refute(Clock(60), part)
            assert found is not None
            assert task.cost(found) == best


def test_a_tight_part_without_groups_is_left_out() -> None:
    task = class_of(24, 1)
    searched = tree(task)
    searched.bound = 1
    searched._search.go(1, 1)
    searched._search.walk.count[WITHIN] = 0
    assert searched._refute(Clock(60), searched.tables.open) is None
    assert searched._search.walk.count[STACKED] == 0


def test_random_groups_are_no_start_that_worsens() -> None:
    task = drawn(5, hard=False)
    groups = random_groups(random.Random(5), len(task.pupils), len(task.groups))
    found = tree(task).better(Clock(60, deterministic=True), 0.2, groups, 5)
    assert task.cost(found) <= task.cost(groups)
