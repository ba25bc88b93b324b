"""A set of groups with a tree: both kinds of work get their part of the time, and what is found is kept."""

from __future__ import annotations

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.parts import Alone
from vlecht.solver.grouping.searching import BETTERED, NO_LUCK, SLICE, Searching
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
    assert found.luck == 1
    found.prove(counting(9), 0.2)
    assert 0 < found.part.bound == found.tree.bound
    assert found.bettered > 0
    assert found.proved > 0


def test_looking_gets_its_part_of_the_time_and_less_when_nothing_is_found() -> None:
    found = searching(class_of(300, 1))
    found.compose(counting(60), Settings(1, 1), 6)
    assert found.part.gap > 0
    share = found.bettered / (found.bettered + found.proved)
    assert NO_LUCK * BETTERED / 2 < share < BETTERED + SLICE / 6
    found.tree.bound = found.part.bound = found.part.cost - 1
    for _ in range(40):
        found.better(counting(60), 0.001, 1)
    assert found.luck == NO_LUCK


def test_everything_is_proven_with_one_worker_and_with_three() -> None:
    task = drawn(9, hard=False)
    best = min(map(task.cost, divisions(task)))
    for workers in (1, 3):
        found = searching(task)
        found.compose(Clock(60), Settings(workers, 1), 30)
        assert found.part.cost == found.part.bound == best
