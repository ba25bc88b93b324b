"""Composing one set of groups: the model of a task, solved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.solver.grouping.counts import Counts
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.run import Clock, Settings, run


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
    task: Task, clock: Clock, settings: Settings, seconds: float, hint: Groups | None = None
) -> Composed:
    """The best groups found in about so many seconds, or the first ones found later."""
    model = cp_model.CpModel()
    counts = state(task, model)
    if hint is not None:
        counts.hint(hint)
    objective = cp_model.LinearExpr.sum(counts.objective)
    scale = 1
    if task.guides:
        # Guides choose between groups of equal cost: together they weigh less than one point of it.
        counts.objective = []
        for guide in task.guides:
            guide.post(counts)
        scale = 1 + sum(guide.weight * guide.greatest(counts) for guide in task.guides)
        objective = scale * objective + cp_model.LinearExpr.sum(counts.objective)
    model.minimize(objective)
    outcome = run(model, clock, settings, clock.left, patience=seconds)
    if not outcome.found:
        return Composed(None, impossible=outcome.infeasible)
    groups = counts.read(outcome)
    bound = -(-((outcome.bound or 0) - scale + 1) // scale)
    return Composed(groups, task.cost(groups), max(0, bound))


def state(task: Task, model: cp_model.CpModel) -> Counts:
    """A task's counts and terms in a model, interchangeable groups in order."""
    counts = Counts(task, model)
    for term in task.terms:
        term.post(counts)
    counts.close()
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
