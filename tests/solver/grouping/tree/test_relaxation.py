"""The linear relaxation bounds every division from below, exactly, and tells something."""

from __future__ import annotations

import random

import numpy as np
import pytest
from ortools.sat.python import cp_model

from tests.solver.grouping.tree.drawn import class_of, divisions, drawn
from vlecht.solver.grouping.compose import state
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.bits import bits_of
from vlecht.solver.grouping.tree.making import tables_of
from vlecht.solver.grouping.tree.relaxation import Relaxation


def relaxation(task: Task) -> Relaxation:
    return Relaxation(state(task, cp_model.CpModel(), ordered=False))


@pytest.mark.parametrize("seed", range(25))
def test_no_division_of_a_part_costs_less_than_its_bound(seed: int) -> None:
    task = drawn(seed)
    tables = tables_of(task)
    assert tables is not None
    relaxed, rng = relaxation(task), random.Random(seed)
    every = list(divisions(task))
    for _ in range(5):
        # Some pupils are where they are in one division, or nowhere else than in two.
        some = rng.sample(range(len(task.pupils)), 3)
        can = tables.open.copy()
        for p in some:
            keep = rng.sample(range(len(can)), rng.randint(1, 2))
            for g in range(len(can)):
                if g not in keep:
                    can[g] &= ~bits_of([p], can.shape[1])
        inside = [
            task.cost(groups)
            for groups in every
            if all(int(can[g, 0]) >> p & 1 for g, pupils in enumerate(groups) for p in pupils)
        ]
        bound = relaxed.bound(can)
        assert bound is None or all(bound <= cost for cost in inside)
        assert bound is not None or not inside


def test_a_class_of_its_own_size_is_bounded_above_nothing() -> None:
    task = class_of(24, 2)
    tables = tables_of(task)
    assert tables is not None
    relaxed = relaxation(task)
    whole = relaxed.bound(tables.open)
    assert whole is not None
    assert whole > 0
    # The lowest and the highest level in one group.
    values = np.array(next(term.values for term in task.terms if hasattr(term, "values")))
    ends = bits_of([int(values.argmin()), int(values.argmax())], tables.open.shape[1])
    can = tables.open.copy()
    can[1:] &= ~ends
    part = relaxed.bound(can)
    assert part is not None
    assert part >= int(values.max() - values.min())
    assert relaxed.bound(tables.open) == whole
