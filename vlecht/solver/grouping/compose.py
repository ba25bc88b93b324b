"""Composing one set of groups: the model of a task, solved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.solver.grouping.counts import Counts
from vlecht.solver.grouping.cuts import cut, plain
from vlecht.solver.grouping.descent import descend
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.run import Clock, Outcome, Settings, run

SEARCHED = 0.5
"""Part of the time that goes into the search move by move."""
APART = ("no_lp", "objective_lb_search_no_lp")
"""Subsolvers where friends, and no levels, make every pupil a class of its own: a relaxation puts a third of
everybody into each of three groups and finds nobody lonely, while clauses about who is where are learnt by
the thousand."""
REACHING = "objective_lb_search_max_lp"
"""The subsolver that proves where friends have levels too (``reach``), from below and by a full relaxation.
Other workers look for better groups in neighbourhoods of the best. One set of 87 pupils with every rule,
one worker: 74 of 75 after 11 s, a tree search 71 after 9 s, a usual search 65 after 18 s."""
HIGH = 10**9
"""More than any groups cost."""
PROMISING = 0.2
"""In less than so many seconds CP-SAT does not get beyond its presolve."""


@dataclass(frozen=True)
class Composed:
    """What came of a task: groups as positions (``None``: none found), their cost, and a proven bound on it.

    ``impossible``: proven that no groups meet the hard terms.
    """

    groups: list[list[int]] | None
    cost: int = 0
    bound: int = 0
    impossible: bool = False


def compose_task(
    task: Task, clock: Clock, settings: Settings, seconds: float, hint: Groups | None = None, least: int = 0
) -> Composed:
    """The best groups found in about so many seconds, or the first ones found later. ``least``: what any
    groups are known to cost.

    Where only sizes and levels count the best cut is the answer. Otherwise a search move by move comes first,
    from the ``hint`` when there is one. What costs nothing is done then; otherwise CP-SAT goes on from it in
    the time that is left, and proves. What the best cut costs bounds that from below.
    """
    alone = plain(task)
    known = cut(task) if alone else None
    if known is not None:
        if known.settled:
            none = known.groups is None
            return Composed(known.groups, 0 if none else known.cost, 0 if none else known.bound, none)
        least, hint = max(least, known.bound), known.groups if hint is None else hint
    begun = clock.used
    first = descend(task, clock, settings.seed, seconds * SEARCHED, hint)
    fits = task.faults(first) == 0
    if fits and task.steered(first) == 0:
        return Composed(first)
    if fits and not least and not alone and (known := cut(task)) is not None:
        least = known.bound
    left = seconds - (clock.used - begun)
    if fits and (left < PROMISING or (task.cost(first) <= least and not task.guides)):
        return Composed(first, task.cost(first), least)
    outcome, counts, scale = _solve(task, clock, settings, max(left, PROMISING), first, fits, least)
    bound = max(least, -(-((outcome.bound or 0) - scale + 1) // scale))
    if not outcome.found:
        if fits:
            return Composed(first, task.cost(first), bound)
        return Composed(None, impossible=outcome.infeasible)
    groups = counts.read(outcome)
    if fits and task.steered(first) < task.steered(groups):
        groups = first
    return Composed(groups, task.cost(groups), bound)


def _solve(
    task: Task, clock: Clock, settings: Settings, seconds: float, hint: Groups, enough: bool, least: int
) -> tuple[Outcome, Counts, int]:
    """CP-SAT on a task: what came of it, and what one point of the cost weighs in its objective.

    ``enough``: no need to go on for a first solution when time is up.
    """
    model = cp_model.CpModel()
    counts = state(task, model)
    counts.hint(hint)
    # A bound as the domain of the objective is where a search for a better one begins; as a constraint on
    # the same sum it is not seen as one (12 where 60 was known).
    objective: cp_model.LinearExpr = model.new_int_var(least, task.cost(hint) if enough else HIGH, "")
    model.add(objective == cp_model.LinearExpr.sum(counts.objective))
    if counts.company and counts.ladders:
        settings = replace(settings, subsolvers=(REACHING,))
    elif len(task.classes) == len(task.pupils) and counts.company:
        names = APART[: settings.workers]
        settings = replace(settings, workers=len(names), subsolvers=names, linearization=0)
    scale = task.scale
    if task.guides:
        counts.objective = []
        for guide in task.guides:
            guide.post(counts)
        objective = scale * objective + cp_model.LinearExpr.sum(counts.objective)
    model.minimize(objective)
    limit = min(seconds, clock.left) if enough else clock.left
    return run(model, clock, settings, limit, patience=seconds), counts, scale


def state(task: Task, model: cp_model.CpModel, ordered: bool = True) -> Counts:
    """A task's counts and terms in a model, interchangeable groups in order unless not ``ordered``."""
    counts = Counts(task, model)
    for term in task.terms:
        term.post(counts)
    counts.close()
    if ordered:
        order(counts)
    return counts


def order(counts: Counts) -> None:
    """Interchangeable groups in one order of many: by lowest level where levels lie close, else by size."""
    spread = next((term for term in counts.task.terms if isinstance(term, Spread)), None)
    for groups in counts.task.alike:
        for one, two in pairwise(groups):
            if spread is not None:
                spread.in_order(counts, one, two)
            else:
                counts.model.add(counts.size(one) >= counts.size(two))
