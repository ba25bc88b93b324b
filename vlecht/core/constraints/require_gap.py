"""A long day needs a break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.naming import point
from vlecht.core.constraints.posting import excess, negation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class RequireGap(Constraint):
    """Per resource and day: how much its longest break is short of ``length``, if the day is long.

    ``days`` lists the times of each day and ``windows``, in the same order, the times within which the
    break must fall. A day is long for a resource that is busy at ``threshold`` of its times or more. A
    break is a run of times, adjacent in the window, at which the resource attends nothing. Unit: times.
    """

    resources: tuple[int, ...]
    days: tuple[tuple[int, ...], ...]
    windows: tuple[tuple[int, ...], ...]
    length: int
    threshold: int
    kind = "RequireGap"

    def __post_init__(self) -> None:
        if len(self.windows) != len(self.days):
            raise ValueError(f"{self.id}: windows needs one entry per day")

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource and day (named after the day's first time)."""
        for resource in self.resources:
            load = view.load(resource)
            for day, window in zip(self.days, self.windows, strict=True):
                if not day or sum(load[time] > 0 for time in day) < self.threshold:
                    continue
                longest = run = 0
                for time in window:
                    run = 0 if load[time] else run + 1
                    longest = max(longest, run)
                if longest < self.length:
                    name = point((view.problem.resources[resource].id, view.problem.times[day[0]].id))
                    yield Deviation(name, self.length - longest)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for resource in self.resources:
            for day, window in zip(self.days, self.windows, strict=True):
                if not day or not x.can_change_resource(resource):
                    continue
                long = self._long(x, [x.busy(resource, time) for time in day])
                free = [negation(x.busy(resource, time)) for time in window]
                # reached[k]: somewhere in the window k + 1 times in a row are free.
                reached: list[Literal] = []
                runs = free
                for size in range(1, self.length + 1):
                    reached.append(x.any_of(runs))
                    runs = [x.all_of([run, more]) for run, more in zip(runs, free[size:], strict=False)]
                short = excess(x, self, self.length * long - x.total(reached), self.length)
                name = point((x.problem.resources[resource].id, x.problem.times[day[0]].id))
                x.charge(self, name, short, self.length)

    def _long(self, x: Variables, busy: list[Literal]) -> Literal:
        """Whether the day is long; may be true otherwise as well, at the cost of a needless break."""
        count = x.total(busy)
        spare = len(busy) - self.threshold + 1
        if isinstance(count, int) or spare <= 0 or self.threshold <= 0:
            return spare > 0 and (self.threshold <= 0 or (isinstance(count, int) and count >= self.threshold))
        found = x.model.new_bool_var("long_day")
        x.model.add(count <= self.threshold - 1 + spare * found)
        return found
