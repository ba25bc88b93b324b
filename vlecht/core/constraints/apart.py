"""Pupils who should not share a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import penalty, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class Apart(Constraint):
    """Per pair of pupils: the number of groups of the set that both join."""

    pairs: tuple[tuple[int, int], ...]
    groups: tuple[int, ...]
    kind = "Apart"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per pair."""
        for pair in self.pairs:
            first, second = ({g for g in view.joined.get(pupil, ()) if g in self.groups} for pupil in pair)
            if shared := len(first & second):
                yield Deviation(point(view.problem.resources[pupil].id for pupil in pair), shared)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for one, two in self.pairs:
            shared = total(
                penalty(x, self, [x.joins(one, group), x.joins(two, group)]) for group in self.groups
            )
            name = point(x.problem.resources[pupil].id for pupil in (one, two))
            x.charge(self, name, shared, len(self.groups))
