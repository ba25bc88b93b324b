"""All groups of a school for a week: quickly, as the search for times, staff and rooms is still to come."""

from __future__ import annotations

from collections.abc import Mapping

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.grouping.guests import seat_guests
from vlecht.solver.grouping.parts import Alone, Coupled, parts_of
from vlecht.solver.run import Clock, Settings

LEAST, MOST, PART = 0.12, 4.0, 0.06
"""Seconds for one set of groups: at least, at most, and the part of the time left that all sets share."""


def compose_school(
    index: SchoolIndex,
    plan: Plan,
    clock: Clock,
    settings: Settings,
    given: Mapping[str, tuple[str, ...]] | None = None,
) -> Grouping | str:
    """The grouping of a plan, or the id of a delivery for which no groups were found.

    ``given``: groups that are decided already. They are kept where they are whole and break no hard rule.
    """
    parts = list(parts_of(index, plan, evenly=True))
    each = max(LEAST, min(MOST, PART * clock.left / max(1, sum(part.size for part in parts))))
    members: dict[str, tuple[str, ...]] = {}
    moments: dict[str, str] = {}
    for part in parts:
        if given and isinstance(part, Alone | Coupled):
            part.begin(given)
        if not part.members:
            part.compose(clock, settings, each * part.size)
        if not part.members:
            return part.name
        members |= part.members
        moments |= part.moments
    return Grouping(members, seat_guests(index, plan, members), moments, sum(part.bound for part in parts))
