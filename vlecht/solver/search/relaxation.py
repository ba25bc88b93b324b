"""A problem without its open roles: times only, with pools in place of who fills what."""

from __future__ import annotations

from dataclasses import replace

from vlecht.core.constraints.base import Constraint, common
from vlecht.core.constraints.limit_pool import LimitPool
from vlecht.core.problem import Problem
from vlecht.solver.cpsat.domains import narrowed

_ABOUT_ROLES = frozenset(
    {
        "AssignResourceConstraint",
        "PreferResourcesConstraint",
        "AvoidSplitAssignmentsConstraint",
        "LimitWorkloadConstraint",
    }
)
"""Constraints that say nothing while nobody is chosen for the open roles."""


def has_open_roles(problem: Problem) -> bool:
    """Whether anybody is to be chosen for a role."""
    return any(role.preassigned is None for event in problem.events for role in event.roles)


def times_only(problem: Problem) -> Problem:
    """The hard part of the problem with open roles left empty, and a pool for each set of candidates.

    The events and their roles stay in place, so that a solution of the one is a solution of the other.
    """
    events = tuple(
        replace(
            event,
            roles=tuple(
                role if role.preassigned is not None else replace(role, candidates=()) for role in event.roles
            ),
        )
        for event in problem.events
    )
    kept = [each for each in problem.constraints if each.hard and each.kind not in _ABOUT_ROLES]
    return replace(problem, events=events, constraints=(*kept, *_pools(problem)))


def _pools(problem: Problem) -> list[Constraint]:
    """At every time, no more roles to fill from a set of resources than the set has.

    Only roles that must be filled count. Necessary, not sufficient: unavailable times and workloads are
    left to the choice of resources.
    """
    domains = narrowed(problem, lambda constraint: constraint.hard)
    claims: dict[frozenset[int], list[int]] = {}
    for event, role in sorted(domains.staffed):
        if problem.events[event].roles[role].preassigned is None:
            claims.setdefault(frozenset(domains.candidates(event, role)), []).append(event)
    found: list[Constraint] = []
    for number, pool in enumerate(claims):
        demands = [event for other, events in claims.items() if other <= pool for event in events]
        demands += [
            index
            for index, event in enumerate(problem.events)
            for role in event.roles
            if role.preassigned in pool
        ]
        found.append(
            LimitPool(
                **common(id=f"pool {number}"),
                pool=f"pool {number}",
                demands=tuple((event, 1) for event in demands),
                maximum=len(pool),
            )
        )
    return found
