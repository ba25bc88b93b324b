"""Pupils who should share a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import negation, penalty

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class Together(Constraint):
    """Per pair of pupils: 1 when both join groups of the set and share none of them, else 0."""

    pairs: tuple[tuple[int, int], ...]
    groups: tuple[int, ...]
    kind = "Together"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per pair."""
        for pair in self.pairs:
            first, second = ({g for g in view.joined.get(pupil, ()) if g in self.groups} for pupil in pair)
            if first and second and first.isdisjoint(second):
                yield Deviation(point(view.problem.resources[pupil].id for pupil in pair), 1)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for pair in self.pairs:
            first, second = ([x.joins(pupil, group) for group in self.groups] for pupil in pair)
            shared = x.any_of([x.all_of([one, two]) for one, two in zip(first, second, strict=True)])
            apart = penalty(x, self, [x.any_of(first), x.any_of(second), negation(shared)])
            x.charge(self, point(x.problem.resources[pupil].id for pupil in pair), apart, 1)
