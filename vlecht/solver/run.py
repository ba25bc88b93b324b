"""Running CP-SAT: in a thread, so that Ctrl-C works, with a deadline, a stop question and a seed."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

DETERMINISTIC_PER_SECOND = 0.5
"""CP-SAT's deterministic time units granted per second of time limit in reproducible mode."""


HURRY = 0.5
"""With less patience than so many seconds any solution will do, and presolve is light."""


@dataclass
class Clock:
    """How much time a solve has. ``should_stop`` is asked often; true ends everything as soon as can be.

    A ``deterministic`` clock counts the work of CP-SAT instead of the time on the wall, so that every
    decision that hangs on the time left is the same in every run.
    """

    limit: float
    should_stop: Callable[[], bool] = field(default=lambda: False)
    deterministic: bool = False
    began: float = field(default_factory=time.monotonic)
    spent: float = 0.0

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that remain (of deterministic work for a deterministic clock); 0 when stopped."""
        return 0.0 if self.should_stop() else max(0.0, self.limit - self.used)

    @property
    def used(self) -> float:
        """Seconds used: on the wall, or of deterministic work."""
        return self.spent if self.deterministic else self.elapsed


@dataclass(frozen=True, slots=True)
class Settings:
    """How CP-SAT runs: number of workers, seed, whether it presolves, how much of the model it puts into its
    linear relaxation (0 to 2), which subsolvers it uses (none named: its own choice), and whether it
    presolves lightly: most of the time of a small model goes into probing."""

    workers: int = 8
    seed: int = 0
    presolve: bool = True
    linearization: int = 1
    subsolvers: tuple[str, ...] = ()
    light: bool = False

    def only(self, *subsolvers: str) -> Settings:
        """The same with just these subsolvers, a worker each; with one worker nothing changes."""
        if self.workers == 1:
            return self
        return replace(self, workers=len(subsolvers), subsolvers=subsolvers)

    @property
    def other(self) -> Settings:
        """A second configuration, to confirm a claimed infeasibility: one worker, no presolve."""
        return Settings(1, self.seed + 1, presolve=False)


@dataclass(frozen=True)
class Outcome:
    """What came of a run. ``value`` reads a variable of the best solution (only when ``found``)."""

    status: str
    found: bool
    objective: int | None
    bound: int | None
    value: Callable[[cp_model.LinearExprT], int]

    @property
    def optimal(self) -> bool:
        """Whether the solution is proven best."""
        return self.status == "OPTIMAL"

    @property
    def infeasible(self) -> bool:
        """Whether the model is proven to have no solution."""
        return self.status == "INFEASIBLE"


COMPLETE = 2.0
"""Seconds to complete a known part of a solution to a whole one."""


def hint_wholly(
    model: cp_model.CpModel,
    known: Iterable[tuple[cp_model.IntVar, int]],
    clock: Clock,
    settings: Settings,
) -> Outcome | None:
    """Hint every variable, from the best solution in which the known ones have their values.

    CP-SAT gives a hint up after a few conflicts, and half a hint leads to them; a whole one is its first
    solution. Returns it; without one the model keeps no hint.
    """
    fixed = model.clone()
    for variable, value in known:
        fixed.add(variable == value)
    outcome = run(fixed, clock, settings, COMPLETE)
    model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools does not annotate it
    if outcome.found:
        for number in range(len(model.proto.variables)):
            variable = model.get_int_var_from_proto_index(number)
            model.add_hint(variable, outcome.value(variable))
    return outcome if outcome.found else None


def run(
    model: cp_model.CpModel, clock: Clock, settings: Settings, seconds: float, patience: float | None = None
) -> Outcome:
    """Solve a model for at most ``seconds`` (and never beyond the clock's limit).

    With ``patience`` it takes the best it has after so many seconds, or the first that it finds later.

    Under a deterministic clock the limit is deterministic work, so that two runs are identical whatever
    else the machine does.
    """
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = settings.workers
    parameters.random_seed = settings.seed
    parameters.catch_sigint_signal = False
    parameters.cp_model_presolve = settings.presolve
    parameters.subsolvers.extend(settings.subsolvers)
    parameters.linearization_level = settings.linearization
    if settings.light:
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.max_presolve_iterations = 1
    limit = max(0.01, min(seconds, clock.left))
    if clock.deterministic and patience is not None and patience < limit:
        outcome = run(model, clock, settings, patience)
        return outcome if outcome.found or outcome.infeasible else run(model, clock, settings, seconds)
    if clock.deterministic:
        parameters.interleave_search = True
        parameters.max_deterministic_time = limit * DETERMINISTIC_PER_SECOND
    else:
        parameters.max_time_in_seconds = limit
    statuses: list[cp_model.CpSolverStatus] = []
    found_one = threading.Event()

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found_one.set()

    watch = Watch()
    began = time.monotonic()
    thread = threading.Thread(target=lambda: statuses.append(solver.solve(model, watch)), daemon=True)
    thread.start()
    while thread.is_alive():
        # Short runs are asked after often: a first roster is made of many.
        thread.join(0.01 if time.monotonic() - began < HURRY else 0.05)
        impatient = (
            not clock.deterministic
            and patience is not None
            and found_one.is_set()
            and time.monotonic() - began > patience
        )
        if clock.should_stop() or impatient:
            solver.stop_search()
    status = statuses[0] if statuses else cp_model.UNKNOWN
    clock.spent += solver.response_proto.deterministic_time / DETERMINISTIC_PER_SECOND
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"the model is invalid: {model.validate()}")
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    objective = round(solver.objective_value) if found and model.has_objective() else None
    bound = None
    if model.has_objective() and (found or status == cp_model.UNKNOWN):
        bound = _ceiling(solver.best_objective_bound)
    return Outcome(solver.status_name(status), found, objective, bound, solver.value)


def _ceiling(value: float) -> int | None:
    """The smallest whole number that a bound proves (costs are whole); ``None`` for no bound."""
    return None if abs(value) > 1e15 else math.ceil(value - 1e-6)
