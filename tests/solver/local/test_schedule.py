"""Annealing runs: the price of infeasibility is steered, the range of temperatures is learnt."""

from __future__ import annotations

from random import Random

import pytest

from tests.solver.local.test_state import everything, kinds, school
from vlecht.core.constraints.base import CostFunction
from vlecht.core.solution import Cost, evaluate
from vlecht.solver.local.plans import Heats, Plan
from vlecht.solver.local.schedule import Annealer
from vlecht.solver.local.state import LocalState
from vlecht.solver.local.tables import Tables


class Ticks:
    """A clock that counts how often it was asked: as slow as the moves that are expected in between."""

    def __init__(self) -> None:
        self.count = 0.0

    def __call__(self) -> float:
        self.count += 0.1
        return self.count


def annealer(problem: object, seed: int = 0) -> tuple[Annealer, Ticks]:
    clock = Ticks()
    return Annealer(LocalState(Tables(problem), seed), seed, clock), clock  # type: ignore[arg-type]


def test_the_price_of_infeasibility_follows_what_there_is_of_it() -> None:
    state = LocalState(Tables(school(everything())), seed=1)
    state.begin(Random(1))
    dearer, _ = state.anneal(3000, 5.0, 5.0, 10.0, aims=(-1.0, -1.0), haste=1.05)
    cheaper, _ = state.anneal(3000, 5.0, 5.0, 10.0, aims=(1e9, 1e9), haste=1.05)
    steady, mean = state.anneal(3000, 5.0, 5.0, 10.0)
    limited, _ = state.anneal(3000, 5.0, 5.0, 10.0, aims=(1e9, 1e9), haste=1.05, prices=(4.0, 20.0))
    assert cheaper < 10.0 == steady < dearer
    assert limited == 4.0
    assert mean > 0


@pytest.mark.parametrize("seed", range(2))
def test_runs_find_what_the_evaluator_confirms(seed: int) -> None:
    problem = school(everything())
    search, clock = annealer(problem, seed)
    told: list[Cost] = []

    def between() -> bool:
        told.append(search.best_cost)
        return True

    search.run(lambda: 12.0 - clock.count, between)
    assert told == sorted(told, reverse=True)
    assert search.best is not None
    assert search.best_cost == evaluate(problem, search.state.solution(search.best)) == told[-1]


def test_a_better_solution_from_elsewhere_is_gone_on_from() -> None:
    problem = school(tuple(kinds(False, 1, CostFunction.LINEAR).values()))
    search, clock = annealer(problem)
    search.run(lambda: 6.0 - clock.count, lambda: True)
    assert search.best is not None
    other, later = annealer(problem, seed=5)
    other.offer(search.best, search.best_cost)
    other.run(lambda: 1.0 - later.count, lambda: False)
    assert other.best_cost <= search.best_cost


def test_what_a_run_ends_with_is_kept_for_mending_when_it_lacks_little_and_costs_less() -> None:
    problem = school(everything())
    search, _ = annealer(problem)
    search.state.begin(Random(0))
    ended = search.state.cost
    for best, kept in (
        (Cost(ended.infeasibility - 1, ended.objective + 1), True),
        (Cost(ended.infeasibility - 1, ended.objective), False),
        (Cost(ended.infeasibility, ended.objective + 1), False),
        (Cost(ended.infeasibility - 1000, ended.objective + 1), False),
    ):
        search.best_cost, search.near = best, None
        search.consider()
        assert (search.near is not None) == kept


def test_runs_go_on_from_what_is_worth_most_at_their_price() -> None:
    problem = school(everything())
    search, _ = annealer(problem)
    search.state.begin(Random(0))
    end, ended = search.state.head, search.state.cost
    search.state.begin(Random(1))
    best = search.state.head
    search.best, search.best_cost = best, Cost(0, ended.objective + 100)
    search._end = (end, Cost(2, ended.objective))
    for price, expected in ((10.0, end), (60.0, best)):
        search._begin(Plan(Heats(1.0, 0.5), 0.35, price, steered=True))
        assert (search.state.head == expected).all()


@pytest.mark.parametrize(
    ("multiple", "infeasibility", "broken_off"),
    [(10.0, 4, True), (10.0, 5, False), (0.0, 4, False)],
    ids=["priced, less than half", "priced, half", "steered"],
)
def test_a_run_is_broken_off_for_less_than_half_of_what_is_hard(
    multiple: float, infeasibility: int, broken_off: bool
) -> None:
    search, clock = annealer(school(everything()))
    search.state.begin(Random(0))
    search.best, search.best_cost = search.state.head, Cost(10, 50)
    began = clock.count
    slices = 0

    def between() -> bool:
        nonlocal slices
        slices += 1
        if slices == 1:
            search.best_cost = Cost(10, 50)
            search.offer(search.state.head, Cost(infeasibility, 90))
        return True

    plan = Plan(Heats(1.0, 0.5), 0.0, 20.0, steered=not multiple, multiple=multiple)
    assert search._cool(plan, 3.0, between)
    assert (slices == 1) == broken_off
    assert clock.count > began
