"""Groups that never get worse, in neighbourhoods of the best."""

from __future__ import annotations

import random
from math import ceil

import pytest

from tests.solver.grouping.drawing import random_groups
from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.near import FRUITLESS, Near
from vlecht.solver.run import Clock


def nothing() -> int:
    """The least that groups cost where nothing is known."""
    return 0


def near(task: Task, groups: Groups) -> Near:
    tables = tables_of(task)
    assert tables is not None
    found = Near(task, tables)
    found.begin(groups)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_neighbourhoods_better_groups_and_break_nothing(seed: int) -> None:
    task = class_of(24, seed)
    rng = random.Random(seed)
    order = rng.sample(range(24), 24)
    groups = [order[:8], order[8:16], order[16:]]
    found, again = near(task, groups), near(task, groups)
    found.better(Clock(60, deterministic=True), 0.5, nothing, seed)
    assert task.faults(found.groups) == 0
    assert task.cost(found.groups) < task.cost(groups)
    again.better(Clock(60, deterministic=True), 0.5, nothing, seed)
    assert found.groups == again.groups


def test_neighbourhoods_leave_the_best_as_good_as_it_is_until_they_are_stuck() -> None:
    task = drawn(11, hard=False)
    best = min(divisions(task), key=task.cost)
    found = near(task, best)
    assert not found.stuck
    found.better(Clock(600, deterministic=True), 500, nothing, 1)
    assert found.stuck
    assert task.cost(found.groups) == task.cost(best)
    found.begin(best)
    assert not found.stuck


def test_groups_above_the_aim_are_given_up_sooner_the_further_they_are() -> None:
    task = drawn(11, hard=False)
    best = min(divisions(task), key=task.cost)
    taken = []
    for above in (0, 1, 3):
        found = near(task, best)
        found.begin(best, task.cost(best) - above)
        # Nothing better is there to be found: only the neighbourhoods that were tried count.
        tried = 0
        while not found.stuck:
            found.better(Clock(60, deterministic=True), 1e-9, nothing, tried)
            tried += 1
        taken.append(tried)
    enough = FRUITLESS + len(task.pupils)
    assert taken == [enough, ceil(enough / 2), ceil(enough / 4)]


def test_random_groups_are_no_start_that_worsens() -> None:
    task = drawn(5, hard=False)
    groups = random_groups(random.Random(5), len(task.pupils), len(task.groups))
    found = near(task, groups)
    found.better(Clock(60, deterministic=True), 0.2, nothing, 5)
    assert task.cost(found.groups) <= task.cost(groups)


def test_groups_that_cost_the_least_they_can_are_left_alone() -> None:
    task = class_of(24, 1)
    groups = [list(range(8)), list(range(8, 16)), list(range(16, 24))]
    clock = Clock(60, deterministic=True)
    found = near(task, groups)
    found.better(clock, 5, lambda: task.cost(groups), 1)
    assert found.groups == groups
    assert clock.used == 0


@pytest.mark.parametrize("seed", range(6))
def test_windows_hold_whoever_is_not_free_and_keep_to_who_may_join(seed: int) -> None:
    task = drawn(seed)
    groups = next(divisions(task), None)
    if groups is None:
        return
    found = near(task, groups)
    roots = [found._within(random.Random(draw)) for draw in range(20)]
    kept, left_out = 0, 0
    for root in roots:
        assert not (root & ~found.tables.open).any()
        can = [[bool(int(row[0]) >> p & 1) for row in root] for p in range(len(task.pupils))]
        free = round(0.6 * len(task.pupils))
        held = [
            p for p, row in enumerate(can) for g in range(len(groups)) if p in groups[g] and sum(row) == 1
        ]
        kept += len(held)
        left_out += sum(not all(row) for row in can)
        home = sum(can[p][g] for g, pupils in enumerate(groups) for p in pupils)
        assert home >= len(task.pupils) - free
    assert 0 < kept <= left_out
