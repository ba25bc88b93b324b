"""What is known of a decided division is what it costs, term by term and together."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task, random_groups
from tests.solver.grouping.tree.drawn import BOUNDED, class_of, drawn
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.grouping.terms.places import Budget
from vlecht.solver.grouping.terms.sizes import Limit
from vlecht.solver.grouping.tree import making
from vlecht.solver.grouping.tree.bits import bits_of
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.search import FOUND, NONE_LEFT, Search
from vlecht.solver.grouping.tree.suits import BOUNDED as BOUNDED_TERMS
from vlecht.solver.grouping.tree.suits import MOST_GROUPS, MOST_PUPILS, MOST_WEIGHT
from vlecht.solver.grouping.tree.tables import BROKEN, Tables


def task_with(kind: str, seed: int, hard: bool = False) -> Task:
    rng = random.Random(seed)
    number, groups = rng.randint(5, 9), rng.randint(2, 3)
    term = MAKERS[kind](Draw(rng, number, groups, (kind, rng.randint(1, 5), hard)))
    level = Spread("level", 1, False, (0, 1) + (None,) * (number - 2), tolerance=9)
    friends = () if isinstance(term, Friends) else (Friends("none", 1, False, {0: (0,)}),)
    return drawn_task(rng, number, groups, (level, *friends, term))


def tables_for(task: Task) -> Tables:
    found = tables_of(task)
    assert found is not None
    return found


def decided(task: Task, groups: list[list[int]]) -> Any:
    """The root of a tree with everybody where they are, as far as that is open to them."""
    tables = tables_for(task)
    root = np.zeros_like(tables.open)
    for g, pupils in enumerate(groups):
        root[g] = bits_of(pupils, root.shape[1])
    return root & tables.open


def cheapest(task: Task, groups: list[list[int]]) -> int | None:
    """The least cost at which a search that starts from a decided division finds it; ``None``: never."""
    search, root = Search(tables_for(task)), decided(task, groups)
    for most in range(200):
        search.begin(root)
        found = search.go(most, 1000)
        if found == FOUND:
            assert search.groups == groups
            return most
        assert found == NONE_LEFT
    return None


@pytest.mark.parametrize("kind", BOUNDED)
def test_a_decided_division_costs_what_the_term_says(kind: str) -> None:
    told = set()
    for seed in range(12):
        task = task_with(kind, seed)
        groups = random_groups(random.Random(seed), len(task.pupils), len(task.groups))
        assert cheapest(task, groups) == task.cost(groups)
        told.add(task.cost(groups))
    assert len(told) > 1, "the drawn divisions all cost the same"


@pytest.mark.parametrize("kind", BOUNDED)
def test_a_decided_division_that_breaks_a_hard_term_is_no_division(kind: str) -> None:
    told = set()
    for seed in range(24):
        task = task_with(kind, seed, hard=True)
        groups = random_groups(random.Random(seed), len(task.pupils), len(task.groups))
        broken = task.faults(groups) > 0
        assert (cheapest(task, groups) is None) == broken
        told.add(broken)
    assert any(told), "no drawn division breaks it"


@pytest.mark.parametrize("seed", range(12))
def test_terms_together_cost_their_sum(seed: int) -> None:
    task = drawn(seed, hard=False)
    for turn in range(5):
        groups = random_groups(random.Random(turn), len(task.pupils), len(task.groups))
        assert cheapest(task, groups) == task.cost(groups)


@pytest.mark.parametrize("kind", BOUNDED)
def test_seventy_pupils_cost_what_the_term_says(kind: str) -> None:
    """They take two words of bits."""
    rng = random.Random(kind)
    term = MAKERS[kind](Draw(rng, 70, 3, (kind, 2, False)))
    level = Spread("level", 1, False, tuple(rng.randrange(90) for _ in range(70)))
    friends = () if isinstance(term, Friends) else (Friends("friends", 1, False, {3: (66,), 69: (1, 2)}),)
    task = drawn_task(rng, 70, 3, (level, *friends, term))
    groups = random_groups(rng, 70, 3)
    search = Search(tables_for(task))
    root = decided(task, groups)
    search.begin(root)
    assert search.go(task.cost(groups) - 1, 1000) == NONE_LEFT
    search.begin(root)
    assert search.go(task.cost(groups), 1000) == FOUND
    assert search.groups == groups


def test_tasks_with_other_terms_with_nobodys_friends_or_with_levels_that_do_not_count_have_none() -> None:
    task = drawn(0)
    prices = tuple((0,) * len(task.groups) for _ in task.pupils)
    budget = Budget("budget", 1, False, prices, most=1)
    assert tables_of(task) is not None
    for terms in (
        (*task.terms, budget),
        tuple(term for term in task.terms if not isinstance(term, Friends)),
        tuple(term for term in task.terms if not isinstance(term, Spread)),
    ):
        assert tables_of(Task(task.name, task.groups, task.pupils, terms, {})) is None


def test_a_hard_term_weighs_more_than_any_groups_cost() -> None:
    task = drawn(3)
    tables = tables_of(task)
    assert tables is not None
    assert task.cost(random_groups(random.Random(1), len(task.pupils), len(task.groups))) < BROKEN


def test_a_set_of_too_many_pupils_or_groups_has_none() -> None:
    assert tables_of(class_of(MOST_PUPILS, 1)) is not None
    assert tables_of(class_of(MOST_PUPILS + 1, 1)) is None
    task = class_of(30, 1)
    for groups, suited in ((MOST_GROUPS, True), (MOST_GROUPS + 1, False), (1, False)):
        names = tuple(f"g{g}" for g in range(groups))
        assert (tables_of(Task("t", names, task.pupils, task.terms, {})) is not None) == suited


def test_points_that_weigh_too_much_have_none() -> None:
    task = class_of(30, 1)
    for weight, suited in ((MOST_WEIGHT, True), (MOST_WEIGHT + 1, False)):
        heavy = Limit("heavy", weight, False, (1,) * 30, high=3)
        found = tables_of(Task("t", task.groups, task.pupils, (heavy, *task.terms), {}))
        assert (found is not None) == suited


def test_levels_whose_distance_costs_nothing_rule_nothing_out() -> None:
    task = class_of(30, 1)
    free = Spread("free", 0, False, tuple(range(30)))
    assert tables_of(Task("t", task.groups, task.pupils, (free, *task.terms[1:]), {})) is None
    both = Task("t", task.groups, task.pupils, (free, *task.terms), {})
    assert len(tables_for(both).spread_terms) == 1
    groups = [list(range(10)), list(range(10, 20)), list(range(20, 30))]
    assert cheapest(both, groups) == both.cost(groups)


def test_every_term_that_suits_a_tree_gets_into_its_tables() -> None:
    assert making._TAKERS.keys() == BOUNDED_TERMS
