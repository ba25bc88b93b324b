"""The enrolment decisions: which groups each pupil joins, and from which events a pupil is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.core.problem import Problem
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.literals import total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal


class Enrolment:
    """Join and release literals of a model; the choices' minimum and maximum are part of the problem."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, freedom: Freedom | None) -> None:
        self.joins: dict[tuple[int, int], Literal] = {}
        """(pupil, group) -> whether the pupil attends with it; absent pairs never do."""
        self.groups: dict[int, list[int]] = {}
        """Pupil -> every group the pupil may attend with, fixed membership first."""
        self.releases: dict[tuple[int, int], Literal] = {}
        """(pupil, event) -> whether the pupil is released; absent pairs never are."""
        self.open: set[int] = set()
        """Pupils with an open join or release."""
        self._model = model
        self._freedom = freedom
        given = frozenset() if freedom is None else freedom.solution.joins
        released = frozenset() if freedom is None else freedom.solution.releases
        for group, pupils in problem.members.items():
            for pupil in pupils:
                self._note(pupil, group, True)
        for choice in problem.choices:
            for group in choice.options:
                if (choice.pupil, group) not in self.joins:
                    self._note(
                        choice.pupil, group, self._decision(choice.pupil, (choice.pupil, group) in given)
                    )
            count = total(self.joins[choice.pupil, group] for group in choice.options)
            if isinstance(count, cp_model.LinearExpr):
                model.add_linear_constraint(count, choice.minimum, choice.maximum)
        for pupil, group in sorted(given):
            # A given solution may hold joins outside every choice; they stay.
            if (pupil, group) not in self.joins:
                self._note(pupil, group, True)
        for pupil, event in sorted(problem.releases):
            self.releases[pupil, event] = self._decision(pupil, (pupil, event) in released)

    def _note(self, pupil: int, group: int, literal: Literal) -> None:
        self.joins[pupil, group] = literal
        self.groups.setdefault(pupil, []).append(group)

    def _decision(self, pupil: int, now: bool) -> Literal:
        if self._freedom is not None and pupil not in self._freedom.pupils:
            return now
        self.open.add(pupil)
        return self._model.new_bool_var("")
