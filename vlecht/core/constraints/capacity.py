"""How many pupils fit in a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Meetings
from vlecht.core.constraints.posting import excess, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class Capacity(Constraint):
    """Per place: over all times, the sum of the pupils in it beyond its capacity at that time.

    ``capacities`` lists (resource, pupils). A pupil is in a place while a group that the pupil is
    enrolled in attends a sub-event there, and counts once per time however many such sub-events there
    are. A released pupil keeps the seat. Unit: pupil times.
    """

    capacities: tuple[tuple[int, int], ...]
    kind = "Capacity"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per place."""
        for place, capacity in self.capacities:
            present: dict[int, set[int]] = {}
            for position in {position for position, _ in view.attended.get(place, ())}:
                pupils = view.attendees(position)
                for time in view.solution.sub_events[position].times:
                    if time < len(view.problem.times):
                        present.setdefault(time, set()).update(pupils)
            if over := sum(max(len(pupils) - capacity, 0) for pupils in present.values()):
                yield Deviation(view.problem.resources[place].id, over)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        meetings = Meetings(x)
        # Pupils who attend the same sub-events whatever is decided are counted by one of them.
        alike: dict[tuple[object, ...], list[int]] = {}
        for pupil in meetings.pupils:
            if likeness := meetings.likeness(pupil):
                alike.setdefault(likeness, []).append(pupil)
        for place, capacity in self.capacities:
            over: list[Expression] = []
            most = 0
            for time in range(len(x.problem.times)):
                present = [
                    (len(pupils), meetings.shares(pupils[0], (place,), time, direct=False))
                    for pupils in alike.values()
                ]
                upper = sum(count for count, here in present if here is not False) - capacity
                most += max(upper, 0)
                if upper > 0:
                    over.append(
                        excess(x, self, total(count * here for count, here in present) - capacity, upper)
                    )
            x.charge(self, x.problem.resources[place].id, total(over), most)
