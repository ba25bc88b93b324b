"""Easier tasks: they never cost more than the task they stand for, and terms that are idle never cost."""

from __future__ import annotations

import random

import pytest

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task
from tests.solver.grouping.test_tiny import best_of_all
from vlecht.solver.grouping.compose import compose_task
from vlecht.solver.grouping.descent import descend
from vlecht.solver.grouping.easing import bound_of, eased
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends, NotAlone
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.sizes import Limit
from vlecht.solver.run import Clock, Settings


def drawn(seed: int, levels: type[Spread | Share] = Share) -> Task:
    """Levels (close together, or shared fairly), friends, a large kind and a small one."""
    rng = random.Random(seed)
    number, groups = rng.randint(5, 7), 2
    values = tuple(rng.choice([1, 5, 9]) for _ in range(number))
    friends = {p: (q,) for p in range(number) if (q := rng.randrange(number)) != p}
    kinds = (frozenset(range(number)), frozenset(rng.sample(range(number), 2)))
    terms = (
        levels("levels", 1, False, values),
        Friends("friends", 3, False, friends),
        NotAlone("alone", 2, False, kinds),
        Limit("size", 1, True, (1,) * number, low=2, high=number - 2),
    )
    return drawn_task(rng, number, groups, terms, pins=0)


@pytest.mark.parametrize("seed", range(8))
def test_what_an_easier_task_costs_bounds_the_task(seed: int) -> None:
    task = drawn(seed)
    easier = eased(task)
    assert easier is not None
    assert len(easier.classes) < len(task.classes)
    best = best_of_all(task)
    assert best is not None
    hint = descend(task, Clock(5, deterministic=True), seed, 0.2)
    for workers in (1, 2):
        bound, told = bound_of(easier, Clock(30), Settings(workers=workers, seed=seed), 10, hint)
        assert told
        assert bound == best_of_all(easier)
        assert bound <= best


@pytest.mark.parametrize("levels", [Spread, Share])
@pytest.mark.parametrize("seed", range(8))
def test_groups_with_friends_are_proven_best_with_and_without_a_bound_to_begin_from(
    seed: int, levels: type[Spread | Share]
) -> None:
    task = drawn(seed, levels)
    best = best_of_all(task)
    assert best is not None
    for workers, least in ((1, 0), (2, 0), (1, best), (2, best)):
        found = compose_task(task, Clock(30), Settings(workers=workers, seed=seed), 10, least=least)
        assert found.groups is not None
        assert found.cost == task.cost(found.groups) == best
        assert found.bound == best
        assert not task.faults(found.groups)


def test_a_task_that_gets_no_easier_has_no_easier_one() -> None:
    rng = random.Random(0)
    task = drawn_task(rng, 4, 2, (Spread("levels", 1, False, (1, 2, 3, 4)),), pins=0)
    assert eased(task) is None


def test_friends_are_not_left_out_where_levels_lie_close() -> None:
    assert eased(drawn(0, Spread)) is None


@pytest.mark.parametrize("seed", range(6))
def test_idle_terms_cost_nothing_whoever_is_where(seed: int) -> None:
    rng = random.Random(seed)
    drawn_terms = [
        MAKERS[kind](Draw(rng, 6, 2, (kind, 1, False))) for kind in ("spread", "limit", "heavy", "loads")
    ]
    wide = Spread("wide", 1, False, (3, None, 5, 6, 3, 3), tolerance=3)
    roomy = Limit("roomy", 1, False, (1, 0, 1, 0, 1, 0), high=3)
    assert wide.idle
    assert roomy.idle
    assert not Spread("close", 1, False, wide.values, tolerance=2).idle
    assert not Limit("few", 1, False, roomy.loads, high=2).idle
    assert not Limit("low", 1, False, roomy.loads, low=1).idle
    for _ in range(30):
        groups: list[list[int]] = [[], []]
        for p in range(6):
            groups[rng.randrange(2)].append(p)
        assert all(term.amount(groups) == 0 for term in (*drawn_terms, wide, roomy) if term.idle)


def test_the_search_goes_on_while_a_hard_term_is_broken() -> None:
    rng = random.Random(3)
    number = 60
    kinds = tuple(frozenset(rng.sample(range(number), 2)) for _ in range(6))
    terms = (
        Limit("size", 1, True, (1,) * number, low=19, high=21),
        Limit("heavy", 1, True, tuple(int(p < 6) for p in range(number)), high=2),
        NotAlone("alone", 2, True, kinds),
    )
    task = drawn_task(rng, number, 3, terms, pins=0)
    # Two steps are not enough; up to ten times as many are taken, and no more than that takes.
    clock = Clock(20, deterministic=True)
    assert task.faults(descend(task, clock, 1, 0.002)) == 0
    assert 0.0025 < clock.spent < 0.021
