"""A set of groups with a tree: both kinds of work get their part of the time, and what is found is kept."""

from __future__ import annotations

from math import inf

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.parts import Alone
from vlecht.solver.grouping.searching import VAIN, Searching, looks
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.prove import tree_of
from vlecht.solver.run import Clock, Settings


def searching(task: Task) -> Searching:
    """With everybody dealt out."""
    part, tree = Alone("part", task), tree_of(task)
    assert tree is not None
    size = len(task.groups)
    groups = [[p for p in range(len(task.pupils)) if p % size == g] for g in range(size)]
    part.offer(task.named(groups), task.cost(groups), 0)
    return Searching(part, tree)


def counting(seconds: float) -> Clock:
    return Clock(seconds, deterministic=True)


def test_better_groups_and_bounds_are_offered_to_the_part() -> None:
    found = searching(class_of(60, 1))
    before = found.part.cost
    found.better(counting(9), 0.5, 1)
    assert found.part.cost < before
    assert found.vain == 0
    found.prove(counting(9), 0.2)
    assert 0 < found.part.bound == found.tree.bound
    assert found.bettered > 0
    assert found.proved > 0


def test_who_looks_in_vain_is_expected_to_go_on_so_and_the_longer_the_less_there_is_to_gain() -> None:
    found = searching(class_of(60, 1))
    assert found.looking_due == 0
    for _ in range(300):
        found.better(counting(60), 0.02, 1)
    assert found.vain > 0
    found.part.bound = found.part.cost - 2
    due = found.looking_due
    assert due == VAIN * found.vain / 2
    found.part.bound += 1
    assert found.looking_due == 2 * due


def test_both_are_done_each_when_it_is_nearer() -> None:
    found = searching(class_of(300, 1))
    found.compose(counting(60), Settings(1, 1), 6)
    assert found.part.gap > 0
    assert min(found.bettered, found.proved) > 0.5
    assert looks([found], 0, inf, 1)
    assert looks([found], 1, 3, 2)
    found.bettered, found.proved = 1.0, 2.0
    assert looks([found], 1, 2, 60)
    assert not looks([found], 2, 1, 60)
    # Bounds are not put off for ever.
    found.bettered = 3.0
    assert not looks([found], 1, 2, 60)


def test_everything_is_proven_with_one_worker_and_with_three() -> None:
    task = drawn(9, hard=False)
    best = min(map(task.cost, divisions(task)))
    for workers in (1, 3):
        found = searching(task)
        found.compose(Clock(60), Settings(workers, 1), 30)
        assert found.part.cost == found.part.bound == best
