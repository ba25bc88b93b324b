"""Two sets of events that should not run at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import penalty, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sets of events; ``point`` names the pair."""

    point: str
    first: tuple[int, ...]
    second: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AvoidOverlap(Constraint):
    """Per pair: the number of times at which some event of the first and some of the second both run.

    An event that belongs to both sets overlaps with itself whenever it runs. Unit: times.
    """

    pairs: tuple[Overlap, ...]
    kind = "AvoidOverlap"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per pair of sets."""
        for pair in self.pairs:
            if both := len(_covered(view, pair.first) & _covered(view, pair.second)):
                yield Deviation(pair.point, both)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        times = range(len(x.problem.times))
        for pair in self.pairs:
            both = total(
                penalty(
                    x,
                    self,
                    [
                        x.any_of([x.runs(event, time) for event in pair.first]),
                        x.any_of([x.runs(event, time) for event in pair.second]),
                    ],
                )
                for time in times
            )
            x.charge(self, pair.point, both, len(times))


def _covered(view: View, events: tuple[int, ...]) -> set[int]:
    """The problem's times at which some of the events runs."""
    found = {time for event in events for sub in view.subs(event) for time in sub.times}
    return {time for time in found if time < len(view.problem.times)}
