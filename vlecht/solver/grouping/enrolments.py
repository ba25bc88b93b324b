"""What comes of enrolling pupils in workshops, and when a bound on its cost holds."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.solver.grouping.workshop_task import WorkshopTask

Linear = cp_model.LinearExpr | cp_model.IntVar | int
MET = ("group_size", "pins", "group_membership", "prerequisites", "sections_per_moment", "workshop_once")
"""Rules that enrolments meet whatever they cost: when one of them is not hard, nothing is proven."""


@dataclass(frozen=True)
class Enrolments:
    """Section -> pupils, section -> moment (block id), what rules charge, and a proven bound on that."""

    members: dict[str, tuple[str, ...]]
    moments: dict[str, str]
    cost: int
    bound: int


def is_proven(task: WorkshopTask) -> bool:
    """Whether a bound on the cost of a model of the task holds for whatever the checker allows."""
    return all(task.setting(rule).mode == "hard" for rule in MET)
