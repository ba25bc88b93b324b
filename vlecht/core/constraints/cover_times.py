"""Presence: times at which a resource must be busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import negation

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class CoverTimes(Constraint):
    """Per resource: the number of its times at which it attends nothing.

    ``times`` holds for every resource; when ``times_of`` is given it takes its place, one tuple of
    times per resource in the same order. Unit: times.
    """

    resources: tuple[int, ...]
    times: tuple[int, ...] = ()
    times_of: tuple[tuple[int, ...], ...] | None = None
    kind = "CoverTimes"

    def __post_init__(self) -> None:
        if self.times_of is not None and len(self.times_of) != len(self.resources):
            raise ValueError(f"{self.id}: times_of needs one entry per resource")

    def _wanted(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        for position, resource in enumerate(self.resources):
            yield resource, self.times if self.times_of is None else self.times_of[position]

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per resource."""
        for resource, times in self._wanted():
            load = view.load(resource)
            if missing := sum(load[time] == 0 for time in times):
                yield Deviation(view.problem.resources[resource].id, missing)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        for resource, times in self._wanted():
            if x.can_change_resource(resource):
                missing = x.total([negation(x.busy(resource, time)) for time in times])
                x.charge(self, x.problem.resources[resource].id, missing, len(times))
