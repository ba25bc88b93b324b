"""Small tasks with many kinds of terms at once: as good as trying everything, and bounds that hold."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task
from vlecht.solver.grouping.compose import compose_task
from vlecht.solver.grouping.descent import HARD, descend
from vlecht.solver.grouping.task import Task
from vlecht.solver.run import Clock, Settings


def drawn(seed: int) -> Task:
    """Three soft kinds of terms, one hard, and now and then a pin."""
    rng = random.Random(seed)
    number, groups = rng.randint(4, 6), rng.randint(2, 3)
    soft = [MAKERS[kind](Draw(rng, number, groups, (kind, rng.randint(1, 5), False))) for kind in
            rng.sample(sorted(MAKERS), 3)]  # fmt: skip
    hard = MAKERS[rng.choice(["limit", "apart", "exchange"])](Draw(rng, number, groups, ("hard", 1, True)))
    return drawn_task(rng, number, groups, (*soft, hard), pins=rng.randint(0, 2))


def best_of_all(task: Task) -> int | None:
    """The least cost of any division without faults, ``None`` when there is none."""
    size = len(task.groups)
    best: int | None = None
    for places in itertools.product(range(size), repeat=len(task.pupils)):
        groups = [[p for p, place in enumerate(places) if place == g] for g in range(size)]
        if task.faults(groups) == 0:
            cost = task.cost(groups)
            best = cost if best is None else min(best, cost)
    return best


def assert_best(task: Task, settings: Settings) -> None:
    """What is composed costs the least of all, and that is proven; or that there are no groups is."""
    best = best_of_all(task)
    found = compose_task(task, Clock(30), settings, 10)
    if best is None:
        assert found.groups is None
        assert found.impossible
        return
    assert found.groups is not None
    assert task.faults(found.groups) == 0
    assert found.cost == task.cost(found.groups) == best == found.bound


@pytest.mark.parametrize("seed", range(24))
def test_composed_groups_are_the_best_of_all(seed: int) -> None:
    assert_best(drawn(seed), Settings(workers=2, seed=seed))


@pytest.mark.parametrize("seed", range(12))
def test_the_search_move_by_move_returns_whole_groups_and_no_better_than_the_best(seed: int) -> None:
    task = drawn(seed)
    groups = descend(task, Clock(5, deterministic=True), seed, 0.2)
    assert sorted(p for pupils in groups for p in pupils) == list(range(len(task.pupils)))
    best = best_of_all(task)
    if best is not None:
        assert task.faults(groups) * HARD + task.cost(groups) >= best
