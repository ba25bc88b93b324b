"""The compiled search's own account of what a solution costs, against the evaluator's."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.core.drawing import Drawing, crossing
from tests.core.parity import random_solution
from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.avoid_split_assignments import AvoidSplitAssignments
from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint, CostFunction, common
from vlecht.core.constraints.cluster_busy_times import ClusterBusyTimes
from vlecht.core.constraints.distribute_split_events import DistributeSplitEvents
from vlecht.core.constraints.limit_busy_times import LimitBusyTimes
from vlecht.core.constraints.limit_idle_times import LimitIdleTimes
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.core.constraints.limit_workload import LimitWorkload
from vlecht.core.constraints.link_events import LinkEvents
from vlecht.core.constraints.order_events import OrderEvents
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.core.constraints.spread_events import SpreadEvents
from vlecht.core.problem import EventGroup, Problem, Role, TimeGroup
from vlecht.core.solution import Cost, Solution, SubEvent, evaluate
from vlecht.solver.local.anneal import KINDS, SWAPPING
from vlecht.solver.local.monitors import UnsupportedError
from vlecht.solver.local.moves import CHAIN
from vlecht.solver.local.state import LocalState
from vlecht.solver.local.tables import Tables


def school(constraints: tuple[Constraint, ...] = ()) -> Problem:
    """Three days of four times, events that may be split, two kinds of open roles, a fixed event."""
    drawn = Drawing(12)
    anna, ben, _ = drawn.resource_set("teacher", "anna ben carl")
    drawn.resource_set("room", "hall attic")
    red, blue = drawn.resource_set("class", "red blue")
    teacher, room = Role("teacher", "teacher"), Role("room", "room")
    drawn.event("maths", red, teacher, room, duration=4)
    drawn.event("maths too", blue, teacher, room, duration=4)
    drawn.event("art", red, blue, anna, Role("helper", "teacher", workload=7), duration=2)
    drawn.event("drama", red, ben, Role("teacher", "teacher", candidates=(0, 2)), duration=3)
    drawn.event("assembly", red, blue, Role("teacher", "teacher", preassigned=anna), room, time=5)
    drawn.event("twice", blue, blue, duration=2)
    made = drawn.problem()
    days = tuple(TimeGroup(f"d{day}", "", tuple(range(4 * day, 4 * day + 4)), "Day") for day in range(3))
    groups = (
        EventGroup("both maths", "", (0, 1)),
        EventGroup("with anna", "", (0, 2, 3, 4)),
        EventGroup("all", "", (0, 1, 2, 3, 4, 5)),
    )
    return Problem(
        id="school",
        times=made.times,
        resources=made.resources,
        events=made.events,
        time_groups=days,
        resource_types=made.resource_types,
        event_groups=groups,
        constraints=constraints,
    )


EVENTS, PEOPLE, DAYS = (0, 1, 2, 3, 4, 5), (0, 1, 2, 5, 6), (0, 1, 2)


def kinds(hard: bool, weight: int, function: CostFunction) -> dict[str, Constraint]:
    """One of every kind, with near misses in plenty on random solutions."""
    base = common(hard=hard, weight=weight, function=function)
    return {
        "assign resource": AssignResource(**base, events=EVENTS, role="teacher"),
        "assign time": AssignTime(**base, events=EVENTS),
        "clashes": AvoidClashes(**base, resources=PEOPLE),
        "split assignments": AvoidSplitAssignments(**base, event_groups=(0, 1, 2), role="teacher"),
        "unavailable": AvoidUnavailableTimes(**base, resources=PEOPLE, times=(0, 3, 4, 11)),
        "cluster": ClusterBusyTimes(**base, resources=PEOPLE, time_groups=DAYS, minimum=2, maximum=2),
        "distribute": DistributeSplitEvents(**base, events=EVENTS, duration=2, minimum=1, maximum=1),
        "busy": LimitBusyTimes(**base, resources=PEOPLE, time_groups=DAYS, minimum=2, maximum=3),
        "idle": LimitIdleTimes(**base, resources=PEOPLE, time_groups=DAYS, minimum=0, maximum=1),
        "workload": LimitWorkload(**base, resources=(0, 1, 2), minimum=3, maximum=6),
        "link": LinkEvents(**base, event_groups=(0, 1)),
        "order": OrderEvents(**base, pairs=((0, 1, 0, 3), (2, 3, 1, 5))),
        "prefer resources": PreferResources(**base, events=EVENTS, role="teacher", resources=(0, 1)),
        "prefer times": PreferTimes(**base, events=EVENTS, times=(0, 1, 4, 5, 8), duration=2),
        "prefer starts": PreferTimes(**base, events=EVENTS, times=(0, 1, 4, 5, 8)),
        "split": SplitEvents(
            **base,
            events=EVENTS,
            minimum_duration=2,
            maximum_duration=3,
            minimum_amount=2,
            maximum_amount=2,
        ),
        "spread": SpreadEvents(**base, event_groups=(0, 1, 2), spans=((0, 1, 2), (1, 0, 1), (2, 1, 1))),
    }


def everything() -> tuple[Constraint, ...]:
    """All kinds at once, hard and soft, with each cost function."""
    soft = kinds(False, 3, CostFunction.QUADRATIC)
    hard = kinds(True, 2, CostFunction.STEP)
    linear = kinds(False, 5, CostFunction.LINEAR)
    return (*soft.values(), *hard.values(), *linear.values())


@pytest.mark.parametrize("name", kinds(True, 1, CostFunction.LINEAR))
@pytest.mark.parametrize("function", CostFunction)
def test_a_loaded_solution_costs_what_the_evaluator_says(name: str, function: CostFunction) -> None:
    for hard in (True, False):
        problem = school((kinds(hard, 3, function)[name],))
        state = LocalState(Tables(problem))
        for seed in range(20):
            drawn = random_solution(problem, Random(seed))
            state.load(state.head_of(drawn))
            assert state.cost == evaluate(problem, drawn)
            assert same(state.solution(), drawn)


@pytest.mark.parametrize("kind", range(KINDS))
def test_moves_keep_the_account_and_what_is_refused_leaves_no_trace(kind: int) -> None:
    problem = school(everything())
    state = LocalState(Tables(problem), seed=kind)
    state.mix = np.array([int(each >= kind) for each in range(KINDS)], dtype=np.int32)
    for seed in range(15):
        drawn = random_solution(problem, Random(seed))
        state.load(state.head_of(drawn))
        # So hot that everything is taken; so cold that nearly everything is refused and taken back.
        for hot in (1e9, 1e-9):
            state.anneal(40, hot, hot, 10.0)
            assert state.cost == evaluate(problem, state.solution())
            assert state.best_cost == evaluate(problem, state.solution(state.best))
            check_whole(problem, state.solution())
    assert state.tallies[kind, 0] == 15 * 80


def test_moves_of_every_kind_change_something() -> None:
    # Without hard constraints nothing narrows what moves may try.
    problem = school(tuple(kinds(False, 1, CostFunction.LINEAR).values()))
    state = LocalState(Tables(problem), seed=3)
    state.begin(Random(3))
    state.anneal(20_000, 50.0, 50.0, 10.0)
    assert all(state.tallies[:, 1] > 0), state.tallies
    assert state.cost == evaluate(problem, state.solution())


@pytest.mark.parametrize(("length", "turns"), [(2, True), (9, True), (CHAIN + 1, True), (CHAIN + 2, False)])
def test_a_chain_of_swaps_goes_through_to_its_end_or_comes_to_nothing(length: int, turns: bool) -> None:
    drawn = Drawing(2)
    people = drawn.resource_set("person", " ".join(f"p{number}" for number in range(length + 1)))
    for number in range(length):
        # Each in the way of the next one: all of them change places, or none.
        drawn.event(f"e{number}", people[number], people[number + 1])
    made = drawn.problem()
    clashes = AvoidClashes(**common(hard=True, weight=1), resources=tuple(range(length + 1)))
    problem = replace(made, constraints=(clashes,))
    state = LocalState(Tables(problem), seed=1)
    state.mix = np.array([int(each >= SWAPPING) for each in range(KINDS)], dtype=np.int32)
    subs = (
        SubEvent(n, 1, n % 2, tuple(r.preassigned for r in problem.events[n].roles)) for n in range(length)
    )
    state.load(state.head_of(Solution(tuple(subs))))
    starts = set()
    for _ in range(400):
        # So hot that whatever comes of a move is taken.
        state.anneal(1, 1e9, 1e9, 1.0)
        assert state.cost == Cost()
        starts.add(state.solution().sub_events[0].start)
    assert starts == ({0, 1} if turns else {0})


def test_greedy_and_annealing_come_to_what_costs_nothing() -> None:
    chosen = kinds(True, 1, CostFunction.LINEAR)
    names = ("assign time", "assign resource", "clashes", "prefer resources")
    problem = school(tuple(chosen[name] for name in names))
    state = LocalState(Tables(problem), seed=1)
    state.begin(Random(1))
    state.anneal(20_000, 2.0, 0.1, 1.0)
    # The event that its class attends twice clashes with itself at both of its times.
    assert state.best_cost == Cost(2, 0)


def test_the_same_seed_makes_the_same_search() -> None:
    problem = school(everything())
    found = []
    for _ in range(2):
        state = LocalState(Tables(problem), seed=7)
        state.begin(Random(7))
        state.anneal(3000, 50.0, 1.0, 10.0)
        found.append(state.solution())
    assert found[0] == found[1]


def test_what_the_tables_do_not_know_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="enrolment"):
        Tables(crossing())
    load = LimitLoad(**common(), resources=(0,), maximum=1)
    with pytest.raises(UnsupportedError, match="LimitLoad"):
        Tables(school((load,)))


def check_whole(problem: Problem, solution: Solution) -> None:
    """Every event is there in full, fixed times are kept, candidates and the week's end respected."""
    durations = [0] * len(problem.events)
    for sub in solution.sub_events:
        durations[sub.event] += sub.duration
        stated = problem.events[sub.event]
        if stated.time is not None:
            assert sub.start == stated.time
        if sub.start is not None:
            assert 0 <= sub.start <= len(problem.times) - sub.duration
        for role, resource in enumerate(sub.resources):
            assert resource is None or resource in problem.candidates(sub.event, role)
    assert durations == [event.duration for event in problem.events]


def same(one: Solution, other: Solution) -> bool:
    """Whether two solutions hold the same sub-events, in any order."""
    return sorted(one.sub_events, key=repr) == sorted(other.sub_events, key=repr)
