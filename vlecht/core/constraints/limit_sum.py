"""Weighted sums of statements that must stay within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import bounds, excess, weighted

if TYPE_CHECKING:
    from vlecht.core.atoms import Term
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, slots=True)
class Sum:
    """A weighted sum of atoms and its limits (``None``: no limit on that side)."""

    point: str
    terms: tuple[Term, ...]
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, kw_only=True)
class LimitSum(Constraint):
    """Per sum: the amount by which the weighted sum of the atoms that hold is outside [minimum, maximum].

    The work horse for rules that count: hours of a teacher, specialists per pupil, rooms in use.
    """

    sums: tuple[Sum, ...]
    kind = "LimitSum"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per sum."""
        for each in self.sums:
            value = sum(term.coefficient for term in each.terms if term.atom.holds(view))
            short = 0 if each.minimum is None else max(each.minimum - value, 0)
            over = 0 if each.maximum is None else max(value - each.maximum, 0)
            if short + over:
                yield Deviation(each.point, short + over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for each in self.sums:
            value = weighted(x, each.terms)
            least, greatest = bounds(each.terms)
            under = 0 if each.minimum is None else max(each.minimum - least, 0)
            over = 0 if each.maximum is None else max(greatest - each.maximum, 0)
            short = 0 if each.minimum is None else excess(x, self, each.minimum - value, under)
            long = 0 if each.maximum is None else excess(x, self, value - each.maximum, over)
            x.charge(self, each.point, short + long, under + over)
