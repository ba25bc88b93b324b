"""Sums that should be close to one another."""

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


@dataclass(frozen=True, kw_only=True)
class LimitRange(Constraint):
    """Greatest minus least of several weighted sums, as far as that is beyond ``tolerance``; one point.

    ``sums`` lists (name, terms). Sums that are to be compared relative to something (work against
    contract) carry the ratio in their coefficients. ``All(())`` makes a constant term.
    """

    sums: tuple[tuple[str, tuple[Term, ...]], ...]
    tolerance: int = 0
    kind = "LimitRange"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point, named after the constraint."""
        values = [sum(term.coefficient for term in terms if term.atom.holds(view)) for _, terms in self.sums]
        if values and (over := max(values) - min(values) - self.tolerance) > 0:
            yield Deviation(self.name or self.id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        if not self.sums:
            return
        name = self.name or self.id
        values = [weighted(x, terms) for _, terms in self.sums]
        known = [value for value in values if isinstance(value, int)]
        if len(known) == len(values):
            over = max(max(known) - min(known) - self.tolerance, 0)
            x.charge(self, name, over, over)
            return
        limits = [bounds(terms) for _, terms in self.sums]
        least, greatest = min(low for low, _ in limits), max(high for _, high in limits)
        bottom = x.model.new_int_var(least, greatest, "bottom")
        top = x.model.new_int_var(least, greatest, "top")
        for value in values:
            x.model.add(bottom <= value)
            x.model.add(top >= value)
        upper = max(greatest - least - self.tolerance, 0)
        x.charge(self, name, excess(x, self, top - bottom - self.tolerance, upper), upper)
