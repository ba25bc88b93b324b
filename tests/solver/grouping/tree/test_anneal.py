"""Annealing counts right, keeps to what is hard, and finds the best of small tasks."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.tree.anneal import Annealing
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.tally import BEST, COST, NOTHING_YET, OUTSIDE, Tally, seat, tally_for
from vlecht.solver.run import Clock


def annealing(task: Task) -> Annealing:
    tables = tables_of(task)
    assert tables is not None
    return Annealing(task, tables)


def annealed(task: Task, start: Groups, seed: int, clock: Clock) -> list[list[int]] | None:
    """All steps from a start."""
    found = annealing(task)
    found.begin(start)
    while not found.done:
        found.go(clock, 0.01, seed)
    return found.groups


def start_of(task: Task, seed: int) -> list[list[int]] | None:
    """Some groups without faults."""
    every = list(divisions(task))
    return random.Random(seed).choice(every) if every else None


def shared(task: Task, seed: int) -> Task:
    """The same with a kind to be shared out fairly."""
    rng = random.Random(seed)
    values = tuple(rng.choice([0, 1, None]) for _ in task.pupils)
    return replace(task, terms=(*task.terms, Share("share", 2, False, values, tolerance=seed % 2)))


def by_the_words(task: Task, groups: list[list[int]], windows: np.ndarray) -> tuple[int, int]:
    """The cost with windows in place of members, and how far members are outside them."""
    cost, outside = task.cost(groups), 0
    spreads = [term for term in task.terms if isinstance(term, Spread)]
    for s, spread in enumerate(spreads):
        levels = sorted({value for value in spread.values if value is not None})
        cost -= 0 if spread.hard else spread.weight * spread.amount(groups)
        for g, pupils in enumerate(groups):
            low, high = windows[s * len(groups) + g]
            length = max(0, levels[high] - levels[low] - spread.tolerance)
            assert not (spread.hard and length)
            cost += 0 if spread.hard else spread.weight * length
            places = [levels.index(value) for p in pupils if (value := spread.values[p]) is not None]
            outside += sum(max(0, low - place, place - high) for place in places)
    return cost, outside


@pytest.mark.parametrize("seed", range(40))
def test_numbers_kept_from_move_to_move_are_those_of_the_division(seed: int) -> None:
    task = shared(drawn(seed), seed)
    start = start_of(task, seed)
    if start is None:
        return
    found = annealing(task)
    found.begin(start)
    # Few steps first and many later: at any warmth.
    for turn in range(1 + seed % 5):
        found.go(Clock(60, deterministic=True), 0.001, seed + turn)
    tally = found.tally
    groups = [[int(p) for p in np.flatnonzero(tally.where == g)] for g in range(len(start))]
    # Windows keep to what is hard; members may be outside.
    assert tally.gauge[OUTSIDE] or task.faults(groups) == 0
    assert (tally.gauge[COST], tally.gauge[OUTSIDE]) == by_the_words(task, groups, tally.windows)
    again = tally_for(found.tables)
    seat(found.tables, again, groups, 0)
    for name in ("size", "near", "number", "there", "counted"):
        assert np.array_equal(getattr(tally, name), getattr(again, name)), name
    _best_is_what_it_says(task, tally)


def _best_is_what_it_says(task: Task, tally: Tally) -> None:
    if tally.gauge[BEST] < NOTHING_YET:
        best = [[int(p) for p in np.flatnonzero(tally.best == g)] for g in range(len(task.groups))]
        assert task.faults(best) == 0
        assert task.cost(best) <= tally.gauge[BEST]


def test_groups_of_small_tasks_are_close_to_the_best() -> None:
    best = total = 0
    for seed in range(40):
        task = shared(drawn(seed), seed)
        start = start_of(task, seed)
        if start is not None:
            clock = Clock(60, deterministic=True)
            found = annealed(task, start, seed, clock)
            assert found is not None
            assert task.faults(found) == 0
            assert clock.used > 0
            best += min(map(task.cost, divisions(task)))
            total += task.cost(found)
    assert best <= total <= 1.05 * best


@pytest.mark.parametrize("number", [60, 90])
def test_a_class_far_from_good_is_bettered_the_same_way_every_time(number: int) -> None:
    task = class_of(number, 1)
    third = number // 3
    order = random.Random(1).sample(range(number), number)
    start = [order[:third], order[third : 2 * third], order[2 * third :]]
    clock = Clock(60, deterministic=True)
    found = annealed(task, start, 1, clock)
    assert found is not None
    assert task.faults(found) == 0
    assert task.cost(found) < task.cost(start) / 2
    assert annealed(task, start, 1, clock) == found
    assert annealed(task, start, 2, clock) != found


def test_annealing_leaves_its_beginning_even_when_nothing_better_is_met() -> None:
    # Neighbourhoods would go on from where they were stuck.
    task = class_of(90, 1)
    clock = Clock(60, deterministic=True)
    best: Groups = [list(range(g, 90, 3)) for g in range(3)]
    for seed in range(5):
        found = annealed(task, best, seed, clock)
        assert found is not None
        if task.cost(found) < task.cost(best):
            best = found
    for seed in range(5, 10):
        found = annealed(task, best, seed, clock)
        assert found is not None
        assert found != best


def test_who_stops_or_has_no_time_takes_no_steps() -> None:
    task = class_of(24, 1)
    found = annealing(task)
    assert found.done
    found.begin([list(range(8)), list(range(8, 16)), list(range(16, 24))])
    found.go(Clock(0), 1, 1)
    found.go(Clock(60), 1, 1, lambda: True)
    assert found.groups is None
    assert not found.done
