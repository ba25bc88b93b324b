"""Looking for better groups: no worse than what is given, on where it stopped, anew where it is stuck."""

from __future__ import annotations

import pytest

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.tree.looking import Looking
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.run import Clock


def looking(task: Task) -> Looking:
    tables = tables_of(task)
    assert tables is not None
    return Looking(task, tables)


def nothing() -> int:
    """The least that groups cost where nothing is known."""
    return 0


@pytest.mark.parametrize("seed", range(10))
def test_the_best_of_small_tasks_is_found_and_not_let_go(seed: int) -> None:
    task = drawn(seed, hard=False)
    every = list(divisions(task))
    best = min(map(task.cost, every))
    found = looking(task)
    groups = found.better(Clock(60, deterministic=True), 0.1, every[0], nothing, seed)
    assert task.faults(groups) == 0
    assert task.cost(groups) == best
    assert found.better(Clock(60, deterministic=True), 0.3, groups, nothing, seed) == groups


def test_slices_go_on_where_the_last_one_stopped() -> None:
    task = class_of(60, 2)
    groups: Groups = [list(range(20)), list(range(20, 40)), list(range(40, 60))]
    clock = Clock(60, deterministic=True)
    found, costs = looking(task), [task.cost(groups)]
    for turn in range(12):
        groups = found.better(clock, 0.05, groups, nothing, turn)
        costs.append(task.cost(groups))
        assert task.faults(groups) == 0
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < costs[1] < costs[0]


def test_groups_that_cost_the_least_they_can_are_left_alone() -> None:
    task = class_of(24, 1)
    groups = [list(range(8)), list(range(8, 16)), list(range(16, 24))]
    clock = Clock(60, deterministic=True)
    assert looking(task).better(clock, 5, groups, lambda: task.cost(groups), 1) == groups
    assert clock.used == 0
