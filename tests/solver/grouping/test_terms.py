"""Every kind of term says the same three times: on finished groups, as changes by moves, and in a model."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from tests.solver.grouping.drawing import MAKERS, Draw, drawn_task, random_groups
from vlecht.solver.grouping.compose import state
from vlecht.solver.grouping.terms.base import Division


@pytest.mark.parametrize("kind", MAKERS)
def test_changes_by_moves_are_differences_of_amounts(kind: str) -> None:
    rng = random.Random(kind)
    moved = 0
    for _ in range(40):
        number, groups = rng.randint(3, 9), rng.randint(2, 4)
        term = MAKERS[kind](Draw(rng, number, groups, ("rule", 1, False)))
        division = Division(np.array([rng.randrange(groups) for _ in range(number)]), groups)
        for _ in range(2):
            found = [[p for p in range(number) if division.group[p] == g] for g in range(groups)]
            changes = term.changes(division)
            for p in range(number):
                for g in range(groups):
                    after = [[q for q in pupils if q != p] for pupils in found]
                    after[g].append(p)
                    difference = term.amount(after) - term.amount(found)
                    assert changes[p, g] == difference, (term, found, p, g)
                    moved += difference != 0
            division.move(rng.randrange(number), rng.randrange(groups))
    assert moved


@pytest.mark.parametrize("kind", MAKERS)
def test_models_charge_what_groups_cost(kind: str) -> None:
    """With every pupil held to a group, the least that the model charges is the amount."""
    rng = random.Random(kind)
    amounts = set()
    for _ in range(12):
        number, groups = rng.randint(3, 8), rng.randint(2, 3)
        term = MAKERS[kind](Draw(rng, number, groups, ("rule", 3, False)))
        found = random_groups(rng, number, groups)
        task = drawn_task(rng, number, groups, (term,))
        where = {p: frozenset((g,)) for g, pupils in enumerate(found) for p in pupils}
        held = type(task)(task.name, task.groups, task.pupils, task.terms, where)
        model = cp_model.CpModel()
        counts = state(held, model)
        model.minimize(cp_model.LinearExpr.sum(counts.objective))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        assert round(solver.objective_value) == 3 * term.amount(found) == held.cost(found)
        amounts.add(term.amount(found))
        hard = replace(term, hard=True)
        model = cp_model.CpModel()
        state(type(task)(task.name, task.groups, task.pupils, (hard,), where), model)
        fits = solver.solve(model) == cp_model.OPTIMAL
        assert fits == (term.amount(found) == 0), (term, found)
    assert len(amounts) > 1
