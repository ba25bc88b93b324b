"""A first solution: all hard constraints in one model, or times first and then resources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vlecht.core.problem import Problem
from vlecht.core.solution import Solution
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.improve import Improver
from vlecht.solver.search.relaxation import has_open_roles, times_only
from vlecht.solver.search.solve import attempt
from vlecht.solver.search.state import Landscape, State, empty_solution

WHOLE_LIMIT = 400_000
"""Decisions up to which times and resources are first tried in one model."""

_PATIENCE = 20.0
"""Seconds that one model gets at most: what was found was found within 2 s on an idle machine."""


_STAFFING = 16.0
"""Seconds that filling the open roles gets at least, where so many are left: AU-BG-98 lacks 2,635 after 5 s
and 49 after 8 s, and local search goes on from the latter to 18 where it gets to 62 without."""


def _quick(settings: Settings) -> Settings:
    """How any solution at all is found soonest: pure clause learning, next to no presolve.

    Feasible within 0.1 to 0.4 s on published instances of up to 750 events, against 0.5 to 10 s or more for
    CP-SAT's own choice (``benchmarks/xhstt-study.md``).
    """
    return replace(settings, workers=1, linearization=0, light=True)


def decisions(problem: Problem) -> int:
    """About how many literals the whole model would have."""
    count = 0
    for index, event in enumerate(problem.events):
        open_ = sum(
            len(problem.candidates(index, role))
            for role, stated in enumerate(event.roles)
            if stated.preassigned is None
        )
        count += len(problem.times) * (1 + open_)
    return count


def construct(
    problem: Problem,
    clock: Clock,
    settings: Settings,
    seconds: float,
    elsewhere: Callable[[], Solution | None] = lambda: None,
) -> tuple[Solution, str]:
    """A first solution within about so many seconds, and how it was made. It may break hard rules.

    When no model gives times for everything, what another search has by then (``elsewhere``) is taken.
    """
    deadline = clock.left - seconds
    settings = _quick(settings)
    if decisions(problem) <= WHOLE_LIMIT:
        hard = [constraint for constraint in problem.constraints if constraint.hard]
        limit = min(_PATIENCE, seconds * 0.5)
        whole = attempt(ModelVariables(problem), clock, settings, limit, constraints=hard)
        if whole.solution is not None:
            return whole.solution, "whole model"
    relaxed = times_only(problem)
    timed = None
    if has_open_roles(problem):
        timed = attempt(ModelVariables(relaxed), clock, settings, min(_PATIENCE, seconds * 0.4)).solution
    if timed is None:
        found = elsewhere()
        if found is not None:
            return found, "local search"
        timed = _most_times(relaxed, clock, settings, max(0.0, clock.left - deadline) * 0.7)
    if not has_open_roles(problem):
        return timed, "times"
    share = max(seconds * 0.3, min(_STAFFING, clock.left - deadline))
    return _resources(problem, timed, clock, settings, share), "times, then resources"


def _most_times(relaxed: Problem, clock: Clock, settings: Settings, seconds: float) -> Solution:
    """Times for as much as can be."""
    state = State(relaxed, empty_solution(relaxed))
    improver = Improver(Landscape(relaxed), state, clock, settings, lambda *_: None)
    improver.run(clock.left - seconds)
    return improver.state.solution


def _resources(
    problem: Problem, timed: Solution, clock: Clock, settings: Settings, seconds: float
) -> Solution:
    """Who fills the open roles, times as they are, breaking as little as possible."""
    state = State(problem, timed)
    roles = frozenset(
        (position, role)
        for position, sub in enumerate(timed.sub_events)
        for role, stated in enumerate(problem.events[sub.event].roles)
        if stated.preassigned is None
    )
    if not roles:
        return timed
    hard = [constraint for constraint in problem.constraints if constraint.hard]
    x = ModelVariables(problem, lambda constraint: constraint.hard, Freedom(timed, roles=roles))
    found = attempt(x, clock, settings, seconds * 0.4, constraints=hard)
    if found.solution is None:
        # The times do not let everything be met: as much as can be, and whatever is missing later.
        x = ModelVariables(problem, state.strict, Freedom(timed, roles=roles))
        found = attempt(
            x,
            clock,
            replace(settings, linearization=1),
            seconds * 0.6,
            constraints=hard,
            start=timed,
            goal=lambda x: x.ledger.infeasibility(),
        )
    return timed if found.solution is None else found.solution
