"""How many pupils a group may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import excess, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class GroupSize(Constraint):
    """Per group: the number of enrolled pupils outside [minimum, maximum].

    With ``empty_allowed`` a group without pupils is fine. A preferred size is a soft constraint with
    ``minimum == maximum``. Unit: pupils.
    """

    groups: tuple[int, ...]
    minimum: int = 0
    maximum: int | None = None
    empty_allowed: bool = False
    kind = "GroupSize"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per group."""
        for group in self.groups:
            size = len(view.enrolled.get(group, ()))
            if size == 0 and self.empty_allowed:
                continue
            short = max(self.minimum - size, 0)
            over = 0 if self.maximum is None else max(size - self.maximum, 0)
            if short or over:
                yield Deviation(view.problem.resources[group].id, short + over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        possible: dict[int, list[int]] = {}
        for pupil in range(len(x.problem.resources)):
            for group in x.groups(pupil):
                possible.setdefault(group, []).append(pupil)
        for group in self.groups:
            joins = [x.joins(pupil, group) for pupil in possible.get(group, ())]
            size = total(joins)
            needed: Expression = self.minimum
            if self.empty_allowed:
                needed = self.minimum * x.any_of(joins)
            short = excess(x, self, needed - size, self.minimum)
            spare = 0 if self.maximum is None else max(len(joins) - self.maximum, 0)
            over = 0 if self.maximum is None else excess(x, self, size - self.maximum, spare)
            x.charge(self, x.problem.resources[group].id, short + over, self.minimum + spare)
