"""The container's answers equal the view's, on random solutions, whole and with only a part free."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from ortools.sat.python import cp_model

from tests.core.parity import random_solution
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import common
from vlecht.core.problem import Choice, Event, Problem, Resource, Role, Time
from vlecht.core.solution import Solution, View
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.transfer import NotRepresentableError, assignment, extract, fix, hint
from vlecht.solver.cpsat.variables import ModelVariables

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal


def _problem() -> Problem:
    teachers = [Resource(f"T{k}", "Teacher") for k in range(3)]
    groups = [Resource(f"G{k}", "Group") for k in range(3)]
    pupils = [Resource(f"P{k}", "Pupil") for k in range(3)]
    return Problem(
        id="small",
        times=tuple(Time(f"t{k}") for k in range(6)),
        resources=(*teachers, *groups, *pupils),
        events=(
            Event("A", 3, (Role("lead", "Teacher"), Role("", "Group", preassigned=3))),
            Event("B", 2, (Role("lead", "Teacher"), Role("", "Group", preassigned=4))),
            Event("C", 2, (Role("", "Teacher", preassigned=0), Role("who", "Group", candidates=(4, 5)))),
            Event("D", 1, (Role("one", "Teacher"), Role("two", "Teacher")), time=2),
        ),
        members={3: (6, 7)},
        choices=(Choice("c6", 6, (4, 5)), Choice("c8", 8, (3, 4, 5), 1, 2)),
        releases=frozenset({(6, 0), (8, 1), (8, 0)}),
    )


def _solved(x: ModelVariables) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(x.model) == cp_model.OPTIMAL
    return solver


def _check_answers(x: ModelVariables, solution: Solution) -> None:
    """Ask everything, then fix, solve and compare with the view."""
    problem, view = x.problem, View(x.problem, solution)
    asked: list[tuple[str, Expression | Literal, int]] = []
    times = range(len(problem.times))
    for event, stated in enumerate(problem.events):
        subs = view.subs(event)
        asked.append(("unplaced", x.unplaced(event), sum(s.duration for s in subs if s.start is None)))
        for duration in range(1, stated.duration + 1):
            count = sum(sub.duration == duration for sub in subs)
            asked.append(("amount", x.amount(event, duration), count))
        for time in times:
            asked.append(("runs", x.runs(event, time), view.runs(event, time)))
            asked.append(("covering", x.covering(event, time), sum(time in sub.times for sub in subs)))
            begun = sum(sub.start == time for sub in subs)
            asked.append(("starts_any", x.starts_any(event, time), begun))
            long = sum(sub.start == time and sub.duration == 2 for sub in subs)
            asked.append(("starts", x.starts(event, 2, time), long))
        for role in range(len(stated.roles)):
            empty = sum(sub.duration for sub in subs if sub.resources[role] is None)
            asked.append(("unfilled", x.unfilled(event, role), empty))
            for resource in range(len(problem.resources)):
                mine = [sub for sub in subs if sub.resources[role] == resource]
                asked.append(("assigned", x.assigned(event, role, resource), bool(mine)))
                asked.extend(
                    ("at", x.assigned_at(event, role, resource, time), any(time in s.times for s in mine))
                    for time in times
                )
    for resource in range(len(problem.resources)):
        for time in times:
            asked.append(("load", x.load(resource, time), view.load(resource)[time]))
            asked.append(("busy", x.busy(resource, time), view.busy(resource, time)))
        for group in range(3, 6):
            joined = group in view.joined.get(resource, ())
            asked.append(("joins", x.joins(resource, group), joined))
    fix(x, solution)
    solver = _solved(x)
    for what, expression, expected in asked:
        assert solver.value(expression) == expected, what


@pytest.mark.parametrize("seed", range(25))
def test_whole_model_answers_as_the_view(seed: int) -> None:
    problem = _problem()
    solution = random_solution(problem, Random(seed))
    _check_answers(ModelVariables(problem), solution)


@pytest.mark.parametrize("seed", range(25))
def test_partial_model_answers_as_the_view(seed: int) -> None:
    problem = _problem()
    rng = Random(seed)
    solution = random_solution(problem, rng)
    freedom = Freedom(
        solution,
        frozenset(position for position in range(len(solution.sub_events)) if rng.random() < 0.5),
        frozenset(
            (position, role)
            for position, sub in enumerate(solution.sub_events)
            for role in range(len(sub.resources))
            if problem.events[sub.event].roles[role].preassigned is None and rng.random() < 0.5
        ),
        frozenset(pupil for pupil in (6, 8) if rng.random() < 0.5),
        None if rng.random() < 0.5 else frozenset({0, 1, 2}),
    )
    _check_answers(ModelVariables(problem, freedom=freedom), solution)


@pytest.mark.parametrize("seed", range(10))
def test_what_comes_out_goes_in(seed: int) -> None:
    x = ModelVariables(_problem())
    solution = random_solution(_problem(), Random(seed))
    fix(x, solution)
    found = extract(x, _solved(x).boolean_value)
    assert sorted(map(repr, found.sub_events)) == sorted(map(repr, solution.sub_events))
    assert (found.joins, found.releases) == (solution.joins, solution.releases)


def test_nothing_free_makes_an_empty_model() -> None:
    problem = _problem()
    solution = random_solution(problem, Random(1))
    x = ModelVariables(problem, freedom=Freedom(solution))
    assert assignment(x, solution) == []
    assert not x.model.proto.variables
    assert not any(x.can_change_resource(resource) for resource in range(len(problem.resources)))
    assert not any(x.can_change_event(event) for event in range(len(problem.events)))


def test_hints_are_complete_and_unique() -> None:
    problem = _problem()
    x = ModelVariables(problem)
    hint(x, random_solution(problem, Random(3)))
    hinted = list(x.model.proto.solution_hint.vars)
    assert len(hinted) == len(set(hinted)) == len(x.model.proto.variables)


def test_a_solution_outside_the_domains_is_refused() -> None:
    problem = _problem()
    solution = random_solution(problem, Random(4), unplaced=1.0)
    x = ModelVariables(problem)
    stray = Solution(solution.sub_events, solution.joins | {(7, 5)}, solution.releases)
    with pytest.raises(NotRepresentableError, match="join is excluded"):
        assignment(x, stray)


def test_a_model_without_overlapping_parts_is_complete_only_where_these_are_forbidden() -> None:
    problem = _problem()
    clashes = AvoidClashes(**common(), resources=(0, 3, 4))
    assert not ModelVariables(problem).complete
    assert ModelVariables(problem.with_constraints([clashes])).complete
