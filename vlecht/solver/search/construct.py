"""A first solution: all hard constraints in one model, or times first and then resources."""

from __future__ import annotations

from functools import partial

from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Problem
from vlecht.core.solution import Solution
from vlecht.solver.cpsat.domains import narrowed
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.solve import attempt
from vlecht.solver.search.state import State, empty_solution

WHOLE_LIMIT = 400_000
"""Decisions up to which times and resources are first tried in one model."""

_ABOUT_ROLES = frozenset(
    {
        "AssignResourceConstraint",
        "PreferResourcesConstraint",
        "AvoidSplitAssignmentsConstraint",
        "LimitWorkloadConstraint",
    }
)
"""Constraints that say nothing while nobody is chosen for the open roles."""


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


def construct(problem: Problem, clock: Clock, settings: Settings, seconds: float) -> tuple[Solution, str]:
    """A first solution within about so many seconds, and how it was made. It may break hard rules."""
    hard = [constraint for constraint in problem.constraints if constraint.hard]
    if decisions(problem) <= WHOLE_LIMIT:
        x = ModelVariables(problem)
        whole = attempt(x, clock, settings, seconds * 0.6, constraints=hard)
        if whole.solution is not None:
            return whole.solution, "whole model"
    timed = _times(problem, clock, settings, seconds * 0.5)
    return _resources(problem, timed, clock, settings, seconds * 0.3), "times, then resources"


def _times(problem: Problem, clock: Clock, settings: Settings, seconds: float) -> Solution:
    """Times for everything; should that not be found, for as much as can be."""
    start = empty_solution(problem)
    for optional, share in ((frozenset[str](), 0.6), (frozenset({"AssignTimeConstraint"}), 0.4)):
        left_out = _ABOUT_ROLES | optional
        x = ModelVariables(
            problem,
            partial(_strict, left_out),
            Freedom(
                start,
                frozenset(range(len(start.sub_events))),
                pupils=frozenset(choice.pupil for choice in problem.choices),
            ),
        )
        _limit_pools(x)
        found = attempt(
            x,
            clock,
            settings,
            seconds * share,
            constraints=[c for c in problem.constraints if c.hard and c.kind not in _ABOUT_ROLES],
            start=start if optional else None,
            goal=(lambda x: x.ledger.infeasibility()) if optional else None,
        )
        if found.solution is not None:
            return found.solution
    return start


def _strict(left_out: frozenset[str], constraint: Constraint) -> bool:
    return constraint.hard and constraint.kind not in left_out


def _limit_pools(x: ModelVariables) -> None:
    """At every time, no more roles to fill from a set of resources than the set has.

    Only roles that must be filled count; whatever the model cannot state (splits, workloads) is left to
    the second step.
    """
    problem = x.problem
    domains = narrowed(problem, lambda constraint: constraint.hard)
    pools: dict[frozenset[int], list[int]] = {}
    for event, role in sorted(domains.staffed):
        if problem.events[event].roles[role].preassigned is None:
            pools.setdefault(frozenset(domains.candidates(event, role)), []).append(event)
    for pool in pools:
        claiming = [event for other, events in pools.items() if other <= pool for event in events]
        claiming += [
            index
            for index, event in enumerate(problem.events)
            for role in event.roles
            if role.preassigned in pool
        ]
        for time in range(len(problem.times)):
            free = sum(domains.available(resource, range(time, time + 1)) for resource in pool)
            claims = [x.runs(event, time) for event in claiming]
            if len(claims) > free:
                x.model.add(x.total(claims) <= free)


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
    x = ModelVariables(problem, state.strict, Freedom(timed, roles=roles))
    hard = [constraint for constraint in problem.constraints if constraint.hard]
    found = attempt(
        x, clock, settings, seconds, constraints=hard, start=timed, goal=lambda x: x.ledger.infeasibility()
    )
    return timed if found.solution is None else found.solution
