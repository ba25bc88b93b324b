"""All groups of a school for a week: quickly, as the search for times, staff and rooms is still to come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.grouping.guests import seat_guests
from vlecht.solver.grouping.parts import Enrolled, Part, parts_of
from vlecht.solver.grouping.turns import promising
from vlecht.solver.run import Clock, Settings

LEAST, MOST, PART = 0.12, 4.0, 0.06
"""Seconds for one set of groups: at least, at most, and the part of the time left that all sets share."""


@dataclass
class SchoolGroups:
    """The groups of a plan, which can be bettered as long as something may be gained.

    ``missing``: the delivery for which no groups were found (empty: all have some). ``fitting``: groups were
    held to the rooms at hand, so that what is proven of them says nothing of other groups.
    """

    index: SchoolIndex
    plan: Plan
    parts: list[Part]
    fitting: bool = False
    missing: str = ""
    spent: dict[str, float] = field(default_factory=dict)

    @property
    def grouping(self) -> Grouping:
        """The best groups found."""
        members = {name: pupils for part in self.parts for name, pupils in part.members.items()}
        moments = {name: moment for part in self.parts for name, moment in part.moments.items()}
        bound = sum(part.bound for part in self.parts)
        return Grouping(members, seat_guests(self.index, self.plan, members), moments, bound)

    @property
    def cost(self) -> int:
        """What rules about groups charge for them."""
        return sum(part.cost for part in self.parts)

    @property
    def settled(self) -> dict[tuple[str, int], int]:
        """(delivery, its number of groups) -> least cost, of sets that are proven best on their own."""
        return {
            (part.name, len(part.members)): part.cost
            for part in self.parts
            if part.size == 1 and part.members and not part.gap and not self.fitting
        }

    def better(self, clock: Clock, settings: Settings, seconds: float) -> bool:
        """Go on with enrolment in workshops, turns twice as long each time; whether it became cheaper.

        Other groups are as good as best at once; time that they got was missed elsewhere (275 pupils, 60 s:
        272 with it, 256 without).
        """
        before, until = self.cost, clock.used + seconds
        while (left := min(clock.left, until - clock.used)) > LEAST:
            part = promising((p for p in self.parts if isinstance(p, Enrolled)), self.spent)
            if part is None:
                break
            self.spent[part.name] = min(2 * self.spent[part.name], left)
            part.compose(clock, settings, self.spent[part.name])
            settings = replace(settings, seed=settings.seed + 1)
        return self.cost < before


def compose_school(
    index: SchoolIndex, plan: Plan, clock: Clock, settings: Settings, fitting: bool = False
) -> SchoolGroups:
    """First groups for every set of a plan, as far as there are some; ``fitting`` as in ``parts_of``."""
    found = SchoolGroups(index, plan, list(parts_of(index, plan, evenly=True, fitting=fitting)), fitting)
    each = max(LEAST, min(MOST, PART * clock.left / max(1, sum(part.size for part in found.parts))))
    for part in found.parts:
        found.spent[part.name] = each * part.size
        part.compose(clock, settings, found.spent[part.name])
        if not part.members:
            found.missing = part.name
            break
    return found
