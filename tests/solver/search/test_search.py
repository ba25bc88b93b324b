"""The search finds, improves, proves and stops; small problems of which the answer is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.drawing import Drawing
from tests.core.weeks import busy_week, with_days
from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_idle_times import LimitIdleTimes
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, evaluate
from vlecht.solver.search import Progress, search
from vlecht.solver.search import engine as engine_module
from vlecht.solver.search.state import empty_solution


def _week(events: int = 6) -> Problem:
    """One teacher, two days of four times, lessons of one time; gaps cost, and so does the first day."""
    drawn = Drawing(8)
    anna = drawn.resource("anna", "teacher")
    for number in range(events):
        drawn.event(f"e{number}", anna)
    problem = with_days(drawn.problem(), 4, 4)
    everything = tuple(range(events))
    return problem.with_constraints(
        [
            AssignTime(**common(id="time"), events=everything),
            AvoidClashes(**common(id="clash"), resources=(anna,)),
            LimitIdleTimes(
                **common(id="idle", hard=False, weight=5),
                resources=(anna,),
                time_groups=(0, 1),
                minimum=0,
                maximum=0,
            ),
            PreferTimes(**common(id="late", hard=False), events=everything, times=(4, 5, 6, 7)),
        ]
    )


def test_the_best_is_found_and_proven() -> None:
    problem = _week()
    heard: list[Progress] = []
    result = search(problem, time_limit=20, workers=1, on_progress=heard.append)
    assert result.cost == evaluate(problem, result.solution) == Cost(0, 2)
    assert result.bound == Cost(0, 2)
    assert result.optimal
    assert tuple(heard) == result.history
    costs = [progress.cost for progress in heard]
    assert costs == sorted(costs, key=lambda cost: (cost.infeasibility, cost.objective), reverse=True)


def test_neighbourhoods_reach_the_best_without_the_whole_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_SMALL", 0)
    monkeypatch.setattr(engine_module, "_PROVABLE", 0)
    result = search(_week(), time_limit=2, workers=1, seed=3)
    assert result.cost == Cost(0, 2)
    assert result.bound is None


def test_what_cannot_be_met_is_met_as_far_as_can_be() -> None:
    result = search(_week(10), time_limit=4, workers=1)
    # Ten lessons, eight times: two lessons too many, clashing or without a time.
    assert result.cost.infeasibility == 2
    assert result.bound is None or result.bound <= result.cost


def test_a_start_is_improved_never_spoilt() -> None:
    problem = _week()
    result = search(problem, start=empty_solution(problem), time_limit=20, workers=1)
    assert result.history[0].step == "start"
    assert result.history[0].cost == Cost(6, 0)
    assert result.cost == Cost(0, 2)


def test_stopping_keeps_the_best_so_far() -> None:
    problem = _week()
    result = search(problem, time_limit=60, workers=1, should_stop=lambda: True)
    assert result.cost == evaluate(problem, result.solution)


def test_enrolment_is_decided_too() -> None:
    """Joins, releases, roles and splits at once: clashes vanish where the drawing allows it."""
    problem = busy_week()
    everyone, everything = tuple(range(len(problem.resources))), tuple(range(len(problem.events)))
    problem = replace(
        problem,
        constraints=(
            AssignTime(**common(id="time"), events=everything),
            AssignResource(**common(id="room"), events=everything, role="room"),
            AvoidClashes(**common(id="clash"), resources=everyone),
        ),
    )
    result = search(problem, time_limit=20, workers=1)
    assert result.cost == Cost()
    assert result.bound == Cost()
