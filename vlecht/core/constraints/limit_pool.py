"""How much of a pool of interchangeable things may be in use at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import excess, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LimitPool(Constraint):
    """Over all times: the sum of the units in use beyond ``maximum`` at that time.

    ``demands`` lists (event, units): each sub-event of the event uses that many units while it runs.
    ``pool`` names the point of application. Unit: pool units x times.
    """

    pool: str
    demands: tuple[tuple[int, int], ...]
    maximum: int
    kind = "LimitPool"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point, the pool."""
        use = [0] * len(view.problem.times)
        for event, units in self.demands:
            for sub in view.subs(event):
                for time in sub.times:
                    if time < len(use):
                        use[time] += units
        if over := sum(max(used - self.maximum, 0) for used in use):
            yield Deviation(self.pool, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        times = range(len(x.problem.times))
        upper = sum(units * x.problem.events[event].duration for event, units in self.demands)
        if upper <= self.maximum:
            return
        if not any(x.can_change_event(event) for event, _ in self.demands):
            return
        use: list[list[tuple[int, Literal]]] = [[] for _ in times]
        for event, units in self.demands:
            for placement in x.placements(event):
                for time in placement.times:
                    use[time].append((units, placement.literal))
        over = total(
            excess(x, self, x.weighted(pairs) - self.maximum, upper - self.maximum)
            for pairs in use
            if sum(units for units, _ in pairs) > self.maximum
        )
        x.charge(self, self.pool, over, (upper - self.maximum) * len(times))
