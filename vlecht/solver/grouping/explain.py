"""Why a pupil is in a group and not in another: what each rule would say, and the swap it would take."""

from __future__ import annotations

from collections import Counter

import numpy as np

from vlecht.models.why import Effect, Elsewhere
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Division, Groups


def alternatives(task: Task, groups: Groups, pupil: str) -> tuple[Elsewhere, ...]:
    """Every other group for a pupil of a task, cheapest first."""
    p = task.position[pupil]
    here = next(g for g, pupils in enumerate(groups) if p in pupils)
    before = _amounts(task, groups)
    found: list[Elsewhere] = []
    for g, name in enumerate(task.groups):
        if g == here:
            continue
        effects = _effects(task, before, _amounts(task, _moved(groups, {p: g})))
        closed = g not in task.allowed.get(p, frozenset((g,)))
        swaps = [
            (q, _effects(task, before, _amounts(task, _moved(groups, {p: g, q: here}))))
            for q in _partners(task, groups, p, here, g)
        ]
        fair = [
            (sum(e.cost for e in made), q, made)
            for q, made in swaps
            if not any(e.hard and e.amount > 0 for e in made)
        ]
        best = min(fair, default=None, key=lambda item: item[:2])
        found.append(
            Elsewhere(
                pupil,
                name,
                effects,
                closed,
                None if best is None else task.pupils[best[1]],
                () if best is None else best[2],
            )
        )
    return tuple(sorted(found, key=lambda elsewhere: (elsewhere.forbidden, elsewhere.cost)))


LIKELY = 12
"""So many partners at most are tried for a swap: those whose own move back costs least."""


def _partners(task: Task, groups: Groups, p: int, here: int, there: int) -> list[int]:
    """Who of another group had better come back, once the pupil is there."""
    where = np.zeros(len(task.pupils), dtype=np.int64)
    for g, pupils in enumerate(groups):
        where[list(pupils)] = g
    division = Division(where, len(groups))
    division.move(p, there)
    change = np.zeros(len(task.pupils), dtype=np.int64)
    for term in task.terms:
        weight = 10_000 if term.hard else term.weight
        change += weight * term.changes(division)[:, here]
    able = [q for q in groups[there] if here in task.allowed.get(q, frozenset((here,)))]
    return sorted(able, key=lambda q: (int(change[q]), q))[:LIKELY]


def _moved(groups: Groups, to: dict[int, int]) -> list[list[int]]:
    found = [[q for q in pupils if q not in to] for pupils in groups]
    for q, g in to.items():
        found[g].append(q)
    return found


def _amounts(task: Task, groups: Groups) -> list[int]:
    return [term.amount(groups) for term in task.terms]


def _effects(task: Task, before: list[int], after: list[int]) -> tuple[Effect, ...]:
    """Per rule: terms of one rule together."""
    amounts: Counter[str] = Counter()
    costs: Counter[str] = Counter()
    hard: dict[str, bool] = {}
    for term, old, new in zip(task.terms, before, after, strict=True):
        amounts[term.rule] += new - old
        costs[term.rule] += 0 if term.hard else term.weight * (new - old)
        hard[term.rule] = term.hard
    return tuple(Effect(rule, amount, costs[rule], hard[rule]) for rule, amount in amounts.items() if amount)
