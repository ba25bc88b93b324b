"""One CP-SAT solve in a search: build the (free part of the) model, run it, read the solution."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.core.constraints.base import Constraint
from vlecht.core.solution import Solution
from vlecht.solver.cpsat.transfer import NotRepresentableError, extract, hint
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.run import Clock, Settings, run


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one solve: the solution if any, whether the question is settled, and the bound."""

    solution: Solution | None
    settled: bool
    """Proven optimal, or proven infeasible when there is no solution."""
    bound: int | None = None


def attempt(
    x: ModelVariables,
    clock: Clock,
    settings: Settings,
    seconds: float,
    *,
    constraints: Iterable[Constraint] | None = None,
    start: Solution | None = None,
    goal: Callable[[ModelVariables], cp_model.LinearExpr | int] | None = None,
) -> Attempt:
    """Post the constraints (default: all), hint the start, minimise the goal (default: any solution)."""
    x.post(constraints)
    if start is not None:
        # A start that breaks something strict cannot be hinted; the model does without it then.
        with suppress(NotRepresentableError):
            hint(x, start)
    if goal is not None:
        found = goal(x)
        if isinstance(found, cp_model.LinearExpr):
            x.model.minimize(found)
    outcome = run(x.model, clock, settings, seconds)
    settled = outcome.optimal or outcome.infeasible
    if not outcome.found:
        return Attempt(None, settled, outcome.bound)
    return Attempt(extract(x, lambda variable: bool(outcome.value(variable))), settled, outcome.bound)
