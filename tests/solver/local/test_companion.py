"""The process of its own: it tells solutions, takes others', and ends with its parent."""

from __future__ import annotations

import time

from tests.core.drawing import Drawing
from vlecht.core.constraints.assign_time import AssignTime
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, evaluate
from vlecht.solver.local.companion import Companion


def _problem() -> Problem:
    drawn = Drawing(6)
    anna = drawn.resource("anna", "teacher")
    for number in range(6):
        drawn.event(f"e{number}", anna)
    return drawn.problem().with_constraints(
        [
            AssignTime(**common(id="time"), events=tuple(range(6))),
            AvoidClashes(**common(id="clash"), resources=(anna,)),
        ]
    )


def test_it_finds_and_tells_a_solution() -> None:
    problem = _problem()
    with Companion(problem, seed=1, seconds=60) as companion:
        found = None
        while found is None and companion.alive:
            time.sleep(0.1)
            found = companion.better(Cost(1, 0))
        assert found is not None
        assert evaluate(problem, found) == Cost()
        assert companion.better(Cost()) is None
    assert not companion.alive


def test_a_problem_that_it_does_not_know_ends_it_quietly() -> None:
    problem = _problem()
    limit = LimitLoad(**common(id="load"), resources=(0,), maximum=9)
    with Companion(problem.with_constraints([*problem.constraints, limit]), seed=1, seconds=60) as companion:
        while companion.alive:
            time.sleep(0.1)
        assert companion.better(Cost(2**62, 0)) is None
