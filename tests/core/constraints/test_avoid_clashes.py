"""Nobody is in two places at once."""

from __future__ import annotations

from ortools.sat.python import cp_model

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import CostFunction, common
from vlecht.solver.cpsat.transfer import extract
from vlecht.solver.cpsat.variables import ModelVariables


def test_every_attendance_but_one_counts_at_every_time() -> None:
    drawn = Drawing(4)
    anna = drawn.resource("anna", "teacher")
    for name in "abc":
        drawn.event(name, anna, duration=2)
    twice = drawn.event("twice", anna, anna)
    problem = drawn.problem()
    constraint = AvoidClashes(**common(), resources=(anna,))
    assert found(problem, constraint, solution(problem, (0, 0), (1, 2))) == {}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 1))) == {"anna": 1}
    assert found(problem, constraint, solution(problem, (0, 0), (1, 0), (2, 0))) == {"anna": 4}
    # A resource in two roles of one event clashes with itself.
    assert found(problem, constraint, solution(problem, (twice, 3))) == {"anna": 1}


def test_parity() -> None:
    problem = crossing()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, AvoidClashes(**common(), resources=everyone))
    agree(problem, AvoidClashes(**common(hard=False, function=CostFunction.QUADRATIC), resources=everyone))


def test_parity_without_time_to_spare() -> None:
    drawn = Drawing(4)
    anna = drawn.resource("anna", "teacher")
    drawn.event("a", anna, duration=2)
    drawn.event("b", anna, duration=2)
    problem = drawn.problem()
    timed = AssignTime(**common(), events=(0, 1))
    clashes = AvoidClashes(**common(), resources=(anna,))
    x = ModelVariables(problem.with_constraints([timed, clashes]))
    x.post()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(x.model) == cp_model.OPTIMAL
    assert any(constraint.has_exactly_one() for constraint in x.model.proto.constraints)
    assert found(problem, clashes, extract(x, solver.boolean_value)) == {}
