"""How many pupils fit in a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.meetings import Crowd, Meetings
from vlecht.core.constraints.posting import caused, clause, excess, key, negation, total

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Expression, Literal, Variables
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
        for place, capacity in self.capacities:
            over: list[Expression] = []
            most = 0
            beyond: dict[tuple[object, ...], Expression] = {}
            for time in range(len(x.problem.times)):
                crowds = meetings.crowds(place, time)
                if len(crowds) == 1 or x.attends_one(place):
                    found = [self._apart(x, crowd, capacity, beyond) for crowd in crowds]
                    over.extend(amount for amount, _ in found)
                    most += max((upper for _, upper in found), default=0)
                elif crowds:
                    amount, upper = self._joint(x, crowds, capacity)
                    over.append(amount)
                    most += upper
            x.charge(self, x.problem.resources[place].id, total(over), most)

    def _apart(
        self,
        x: Variables,
        crowd: Crowd,
        capacity: int,
        beyond: dict[tuple[object, ...], Expression],
    ) -> tuple[Expression, int]:
        """Pupils beyond the capacity while the crowd is there and no other is, and the most it can be.

        ``beyond`` keeps, per crowd, by how much it is too large wherever it is.
        """
        upper = len(crowd.members) - capacity
        if upper <= 0:
            return 0, 0
        size = x.total([literal for _, literal in crowd.members])
        if x.is_strict(self) and not isinstance(size, int):
            x.model.add(size <= capacity).only_enforce_if(crowd.here)
            return 0, upper
        if crowd.name not in beyond:
            beyond[crowd.name] = excess(x, self, size - capacity, upper)
        excessive = beyond[crowd.name]
        if isinstance(excessive, int) and excessive and x.is_strict(self) and crowd.here is not True:
            clause(x, [negation(crowd.here)])
            return 0, upper
        if crowd.here is True:
            return excessive, upper
        if isinstance(excessive, int):
            return excessive * crowd.here, upper
        found = x.model.new_int_var(0, upper, "over_capacity")
        x.model.add(found >= excessive).only_enforce_if(crowd.here)
        return found, upper

    def _joint(self, x: Variables, crowds: list[Crowd], capacity: int) -> tuple[Expression, int]:
        """Pupils beyond the capacity when the crowds may be there at once, and the most it can be."""
        causes: dict[int, list[list[Literal]]] = {}
        for crowd in crowds:
            for pupil, literal in crowd.members:
                causes.setdefault(pupil, []).append([crowd.here, literal])
        upper = len(causes) - capacity
        if upper <= 0:
            return 0, 0
        # Pupils who come with the same crowds on the same conditions are counted by one of them.
        alike: dict[tuple[object, ...], list[int]] = {}
        for pupil, reasons in causes.items():
            name = tuple((key(here), key(literal)) for here, literal in reasons)
            alike.setdefault(name, []).append(pupil)
        present = total(len(pupils) * caused(x, causes[pupils[0]]) for pupils in alike.values())
        return excess(x, self, present - capacity, upper), upper
