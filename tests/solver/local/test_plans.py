"""Which annealing runs come when: steered ones where what is hard is met soon, else priced ones."""

from __future__ import annotations

from random import Random

import pytest

from tests.solver.local.test_state import everything, kinds, school
from vlecht.core.constraints.base import CostFunction
from vlecht.core.solution import Cost
from vlecht.solver.local.plans import Heats, Moment, Plan, Planner

COURSE = [Moment(100.0 / (1 + step), 3.0, 1000.0 / (1 + step)) for step in range(40)]
"""A quick run in which the objective falls with the temperature."""


def planner(seed: int = 0) -> Planner:
    return Planner(school(everything()), Random(seed))


def test_heats_fall_from_hot_to_cold_by_a_factor_at_a_time() -> None:
    heats = Heats(8.0, 2.0)
    assert [heats.at(gone) for gone in (0.0, 0.5, 1.0, 2.0)] == pytest.approx([8.0, 4.0, 2.0, 2.0])


def test_what_is_hard_is_met_soon_and_the_price_is_steered() -> None:
    plans = planner()
    plans.settle(COURSE, Cost(plans.hard_least, 30))
    first = plans.first()
    assert first.steered
    assert first.whole
    low, high = plans.limits(first, first.heats.hot)
    assert low < first.price < high
    assert plans.aim(0.0) > plans.aim(0.4) > plans.aim(0.9) == 0


def test_where_much_is_left_one_high_price_is_kept() -> None:
    plans = planner()
    plans.settle(COURSE, Cost(1000 * plans.hard_least, 30))
    first = plans.first()
    assert not first.steered
    assert first.whole
    assert plans.limits(first, 1.0) == (first.price, first.price)
    assert first.price > planner().first().price
    # What is hard settles first, the rest within it: the run goes on far below the price.
    assert first.heats.hot < first.price
    assert first.heats.cold < 0.1 * first.heats.hot


def test_the_price_goes_on_from_the_run_that_ended_best() -> None:
    def next_priced(ends: list[Cost]) -> list[float]:
        plans = planner(seed=3)
        plans.settle(COURSE, Cost(1000 * plans.hard_least, 30))
        for end in ends:
            plan = plans.first()
            plans.learn(plan, COURSE, end)
        partial = [plan for _ in range(60) if not (plan := plans.next()).steered and not plan.whole]
        assert partial
        return [plan.multiple for plan in partial]

    better = next_priced([Cost(9, 0), Cost(3, 0)])
    worse = next_priced([Cost(3, 0), Cost(9, 0)])
    assert len(set(better)) == len(set(worse)) == 1
    assert better != worse
    assert worse == next_priced([Cost(3, 0)])[:1] * len(worse)


def test_priced_runs_end_colder_as_long_as_the_objective_still_falls() -> None:
    plans = planner()
    plans.settle(COURSE, Cost(1000 * plans.hard_least, 30))
    first = plans.first()
    falling = [Moment(first.heats.at(at / 40), 3.0, 10.0 + first.heats.at(at / 40)) for at in range(41)]
    for _ in range(3):
        plans.learn(first, falling, Cost(5, 5))
    colder = plans.after().heats.cold
    assert colder < first.heats.cold
    flat = [Moment(first.heats.hot / (1 + at), 3.0, 50.0) for at in range(40)]
    plans.learn(first, flat, Cost(5, 5))
    assert colder < plans.after().heats.cold <= 2 * colder


def test_runs_of_both_families_and_all_entries_come_and_those_that_gain_come_oftener() -> None:
    plans = planner(seed=1)
    plans.settle(COURSE, Cost(1000 * plans.hard_least, 30))
    seen: list[Plan] = [plans.next() for _ in range(300)]
    assert {(plan.steered, plan.begin) for plan in seen} == {
        (steered, begin) for steered in (True, False) for begin in (0.0, 0.35, 0.6)
    }
    left = 1000
    plans.learn(seen[0], [], Cost(0, left))
    for plan in 12 * seen[:40]:
        gains = plan.begin == 0.6 and not plan.steered
        left -= gains
        assert plans.learn(plan, [], Cost(0, left) if gains else Cost(9, 1000)) == gains
    after = [plans.next() for _ in range(300)]
    assert sum(p.begin == 0.6 and not p.steered for p in after) > 1.5 * sum(
        p.begin == 0.6 and not p.steered for p in seen
    )


def test_after_a_gain_in_what_is_hard_runs_begin_with_little_heat() -> None:
    plans = planner()
    plans.settle(COURSE, Cost(1000 * plans.hard_least, 30))
    assert all(plan.begin > 0 and not plan.steered for plan in (plans.after() for _ in range(20)))


def test_where_everything_is_hard_there_is_nothing_to_price() -> None:
    plans = Planner(school(tuple(kinds(True, 1, CostFunction.LINEAR).values())), Random(0))
    assert plans.only_hard
    for _ in range(20):
        plan = plans.next()
        assert not plan.steered
        assert plan.price == plans.first().price
        assert plan.heats == plans.first().heats
        plans.learn(plan, COURSE, Cost(2, 0))
    assert plans.after().heats == plans.first().heats


def test_worth_is_in_objective() -> None:
    plan = Plan(Heats(3.0, 1.0), 0.0, 12.0, steered=True)
    assert plan.worth(Cost(2, 5)) == 29.0
