"""A roster under other groups: everything stays when it is, rooms and staff follow where groups changed."""

from __future__ import annotations

from vlecht.models.roster import Roster
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.refine import layout_of, restaff
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.units import Week

ROOM_SECONDS = 1.0
"""For the rooms of a day."""


def under_groups(
    before: Week, after: Week, roster: Roster, clock: Clock, settings: Settings
) -> Roster | None:
    """A roster of one week as one of another, which is of the same plan under other groups.

    ``None``: no staff were found for what changed. Whether the roster is a good one is for the checker.
    """
    layout = layout_of(before, roster)
    changed = {u for u in layout.starts if _met(before, u) != _met(after, u)}
    anew = {activity.id for u in changed for activity in after.units[u].activities}
    layout.rooms = {activity: room for activity, room in layout.rooms.items() if activity not in anew}
    days = frozenset(before.index.grid.day(layout.starts[u]) for u in changed)
    layout = room_week(after, layout, clock, settings, ROOM_SECONDS, days)
    return restaff(after, layout, changed, Circle.CLOSE, clock, settings)


def _met(week: Week, unit: int) -> dict[str, list[frozenset[str]]]:
    """Activity of a unit -> the pupils of each of its groups."""
    return {
        activity.id: [frozenset(week.attending(group)) for group in activity.groups]
        for activity in week.units[unit].activities
    }
