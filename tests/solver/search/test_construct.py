"""The first solution: whole, or times and then resources, or what another search has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.drawing import Drawing
from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import common
from vlecht.core.problem import Problem, Role
from vlecht.core.solution import Cost, evaluate
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search import construct as module
from vlecht.solver.search.construct import construct
from vlecht.solver.search.state import empty_solution


def _lessons(events: int, rooms: str = "hall attic", times: int = 3) -> Problem:
    """Lessons of one time, each with a class and a room to be chosen."""
    drawn = Drawing(times)
    places = drawn.resource_set("room", rooms)
    classes = drawn.resource_set("class", "red blue")
    for number in range(events):
        drawn.event(f"e{number}", classes[number % 2], Role("room", "room"))
    everything = tuple(range(events))
    return drawn.problem().with_constraints(
        [
            AssignTime(**common(id="time"), events=everything),
            AssignResource(**common(id="room"), events=everything, role="room"),
            AvoidClashes(**common(id="clash"), resources=(*places, *classes)),
        ]
    )


def test_one_model_where_it_fits() -> None:
    problem = _lessons(6)
    solution, step = construct(problem, Clock(30), Settings(1), 20)
    assert (evaluate(problem, solution), step) == (Cost(), "whole model")


def test_times_then_resources_where_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WHOLE_LIMIT", 0)
    problem = _lessons(6)
    solution, step = construct(problem, Clock(30), Settings(1), 20)
    assert (evaluate(problem, solution), step) == (Cost(), "times, then resources")


def test_rooms_that_the_times_leave_short_are_filled_as_far_as_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WHOLE_LIMIT", 0)
    # Pools of rooms are what the times look at; without them the times may need two rooms at once.
    monkeypatch.setattr(module, "times_only", lambda problem: _without_rooms(problem))
    problem = _lessons(6, rooms="hall")
    solution, step = construct(problem, Clock(30), Settings(1), 20)
    assert step == "times, then resources"
    assert evaluate(problem, solution) == Cost(3, 0)


def _without_rooms(problem: Problem) -> Problem:
    events = tuple(
        replace(
            event,
            roles=tuple(
                replace(role, candidates=()) if role.preassigned is None else role for role in event.roles
            ),
        )
        for event in problem.events
    )
    return replace(problem, events=events, constraints=(problem.constraints[0], problem.constraints[2]))


def test_what_another_search_has_is_taken_when_no_model_gives_times() -> None:
    problem = _lessons(8)
    mine, step = construct(problem, Clock(30), Settings(1), 20)
    assert (evaluate(problem, mine), step) == (Cost(2, 0), "times, then resources")
    other = empty_solution(problem)
    assert construct(problem, Clock(30), Settings(1), 20, lambda: other) == (other, "local search")
