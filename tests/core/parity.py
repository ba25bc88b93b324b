"""Parity of the two statements of a constraint: random solutions, and both costs of each compared."""

from __future__ import annotations

from random import Random

from ortools.sat.python import cp_model

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, Solution, SubEvent, View
from vlecht.solver.cpsat.transfer import extract, fix
from vlecht.solver.cpsat.variables import ModelVariables


def random_solution(problem: Problem, rng: Random, unplaced: float = 0.15, empty: float = 0.15) -> Solution:
    """Random splits, starts, resources, joins and releases.

    Sub-events of one event never overlap (the model cannot state that); ``unplaced`` and ``empty`` are
    the odds of a sub-event without a time and of a role without a resource.
    """
    subs: list[SubEvent] = []
    for index, event in enumerate(problem.events):
        taken: set[int] = set()
        for duration in [event.duration] if event.time is not None else _split(event.duration, rng):
            last = len(problem.times) - duration
            known = range(last + 1) if event.time is None else [event.time]
            starts = [t for t in known if t <= last and taken.isdisjoint(range(t, t + duration))]
            start = None if not starts or rng.random() < unplaced else rng.choice(starts)
            start = start if event.time is None else event.time
            if start is not None:
                taken.update(range(start, start + duration))
            subs.append(SubEvent(index, duration, start, _resources(problem, index, rng, empty)))
    members = {(pupil, group) for group, pupils in problem.members.items() for pupil in pupils}
    joins: set[tuple[int, int]] = set()
    for choice in problem.choices:
        number = rng.randint(choice.minimum, min(choice.maximum, len(choice.options)))
        joins.update((choice.pupil, group) for group in rng.sample(choice.options, number))
    releases = frozenset(pair for pair in sorted(problem.releases) if rng.random() < 0.4)
    return Solution(tuple(subs), frozenset(joins - members), releases)


def model_cost(problem: Problem, constraint: Constraint, solution: Solution) -> Cost:
    """What the model charges for one constraint when all decisions are those of the solution.

    Posted as a soft charge whether hard or not, and minimised so that slack sinks to the deviation.
    """
    x = ModelVariables(problem.with_constraints([constraint]), strict=lambda _: False)
    x.post()
    fix(x, solution)
    x.model.minimize(x.ledger.infeasibility() + x.ledger.objective())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    status = solver.solve(x.model)
    assert status == cp_model.OPTIMAL, f"{solver.status_name(status)} for {solution}"
    assert sorted(extract(x, solver.boolean_value).sub_events, key=repr) == sorted(
        solution.sub_events, key=repr
    )
    return Cost(solver.value(x.ledger.infeasibility()), solver.value(x.ledger.objective()))


def assert_parity(problem: Problem, constraint: Constraint, solution: Solution) -> Cost:
    """Both statements of the constraint cost the same on the solution; returns that cost."""
    expected = constraint.cost(View(problem, solution))
    assert model_cost(problem, constraint, solution) == expected
    return expected


def assert_strict_parity(problem: Problem, constraint: Constraint, solution: Solution) -> None:
    """Posted strictly (domains narrowed too), the solution is allowed exactly when it costs nothing."""
    x = ModelVariables(problem.with_constraints([constraint]), strict=lambda _: True)
    x.post()
    allowed = False
    try:
        fix(x, solution)
    except ValueError:
        pass
    else:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        allowed = solver.solve(x.model) == cp_model.OPTIMAL
    assert allowed == (next(constraint.deviations(View(problem, solution)), None) is None)


def _split(duration: int, rng: Random) -> list[int]:
    parts: list[int] = []
    while duration:
        parts.append(rng.randint(1, duration))
        duration -= parts[-1]
    return parts


def _resources(problem: Problem, event: int, rng: Random, empty: float) -> tuple[int | None, ...]:
    found: list[int | None] = []
    for role, stated in enumerate(problem.events[event].roles):
        candidates = problem.candidates(event, role)
        if stated.preassigned is not None:
            found.append(stated.preassigned)
        else:
            found.append(None if not candidates or rng.random() < empty else rng.choice(candidates))
    return tuple(found)
