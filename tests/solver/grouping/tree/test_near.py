"""Groups that never get worse, in neighbourhoods of the best."""

from __future__ import annotations

import random

import pytest

from tests.solver.grouping.drawing import random_groups
from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.near import Near
from vlecht.solver.run import Clock


def nothing() -> int:
    """The least that groups cost where nothing is known."""
    return 0


def near(task: Task) -> Near:
    tables = tables_of(task)
    assert tables is not None
    return Near(task, tables)


@pytest.mark.parametrize("seed", range(3))
def test_neighbourhoods_better_groups_and_break_nothing(seed: int) -> None:
    task = class_of(24, seed)
    rng = random.Random(seed)
    order = rng.sample(range(24), 24)
    groups = [order[:8], order[8:16], order[16:]]
    found = near(task).better(Clock(60, deterministic=True), 0.5, groups, nothing, seed)
    assert task.faults(found) == 0
    assert task.cost(found) < task.cost(groups)
    again = near(task).better(Clock(60, deterministic=True), 0.5, groups, nothing, seed)
    assert found == again


def test_neighbourhoods_leave_the_best_as_good_as_it_is() -> None:
    task = drawn(11, hard=False)
    best = min(divisions(task), key=task.cost)
    found = near(task).better(Clock(60, deterministic=True), 0.5, best, nothing, 1)
    assert task.cost(found) == task.cost(best)


def test_random_groups_are_no_start_that_worsens() -> None:
    task = drawn(5, hard=False)
    groups = random_groups(random.Random(5), len(task.pupils), len(task.groups))
    found = near(task).better(Clock(60, deterministic=True), 0.2, groups, nothing, 5)
    assert task.cost(found) <= task.cost(groups)


def test_groups_that_cost_the_least_they_can_are_left_alone() -> None:
    task = class_of(24, 1)
    groups = [list(range(8)), list(range(8, 16)), list(range(16, 24))]
    clock = Clock(60, deterministic=True)
    assert near(task).better(clock, 5, groups, lambda: task.cost(groups), 1) == groups
    assert clock.used == 0
