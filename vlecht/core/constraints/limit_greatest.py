"""The greatest of several sums, kept small: nobody is served much worse than need be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import bounds, weighted

if TYPE_CHECKING:
    from vlecht.core.atoms import Term
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitGreatest(Constraint):
    """The greatest of the weighted sums, each less its offset, as far as it is above ``maximum``; one point.

    ``sums`` lists (terms, offset).
    """

    sums: tuple[tuple[tuple[Term, ...], int], ...]
    maximum: int = 0
    kind = "LimitGreatest"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point, named after the constraint."""
        values = [
            sum(term.coefficient for term in terms if term.atom.holds(view)) - offset
            for terms, offset in self.sums
        ]
        if values and (over := max(values) - self.maximum) > 0:
            yield Deviation(self.name or self.id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        name = self.name or self.id
        upper = max((bounds(terms)[1] - offset for terms, offset in self.sums), default=0) - self.maximum
        if upper <= 0:
            return
        values = [(weighted(x, terms), offset + self.maximum) for terms, offset in self.sums]
        known = max([0, *(value - limit for value, limit in values if isinstance(value, int))])
        open_values = [value - limit for value, limit in values if not isinstance(value, int)]
        if open_values and not x.is_strict(self):
            over = x.model.new_int_var(known, upper, "greatest")
            for value in open_values:
                x.model.add(over >= value)
            x.charge(self, name, over, upper)
            return
        for value in open_values:
            x.model.add(value <= 0)
        x.charge(self, name, known, upper)
