"""Better rosters from a good one: other staff for some seats, or a day laid out anew, the rest kept."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from vlecht.models.roster import Roster
from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.assemble import from_staffing
from vlecht.solver.week.layout import Layout, lay_out
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.seat_costs import add_costs
from vlecht.solver.week.seats import SeatModel, Staffing
from vlecht.solver.week.units import Week

STAFF_SECONDS = 4.0
"""For the staff of a part of the week."""
DAY_SECONDS = 5.0
"""For laying out one day anew."""


@dataclass(frozen=True)
class Refinement:
    """A way to change a part of a roster."""

    name: str
    change: Callable[[Week, Roster, random.Random, Clock, Settings], Roster | None]


def layout_of(week: Week, roster: Roster) -> Layout:
    """A roster's starts, staff and rooms, by unit and seat."""
    grid = week.index.grid
    sessions = {session.id: session for session in roster.sessions}
    layout = Layout()
    for u, unit in enumerate(week.units):
        for activity in unit.activities:
            session = sessions.get(activity.id)
            if session is None:
                continue
            layout.starts[u] = grid.slot(grid.day_index[session.day], session.start) - activity.offset
            if session.room is not None:
                layout.rooms[activity.id] = session.room
            people: dict[str, list[str]] = defaultdict(list)
            for assignment in session.staff:
                people[assignment.function].append(assignment.staff)
            for number, seat in enumerate(activity.seats):
                if people[seat.function]:
                    layout.staff[activity.id, number] = people[seat.function].pop(0)
    return layout


def restaff_days(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """Whoever may, for all seats of two days; the other seats keep their people."""
    days = rng.sample(range(len(week.index.grid.days)), min(2, len(week.index.grid.days)))
    layout = layout_of(week, roster)
    open_units = {u for u, start in layout.starts.items() if week.index.grid.day(start) in days}
    return _restaff(week, layout, open_units, Circle.ALL, clock, settings)


def restaff_cluster(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """Whoever may, for all seats of one cluster."""
    cluster = rng.choice(list(week.index.clusters))
    layout = layout_of(week, roster)
    open_units = {u for u in layout.starts if week.cluster_of(week.units[u]) == cluster}
    return _restaff(week, layout, open_units, Circle.ALL, clock, settings)


def relay_day(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """One day laid out anew, with its rooms and staff."""
    grid = week.index.grid
    day = rng.randrange(len(grid.days))
    layout = layout_of(week, roster)
    mine = {u: start for u, start in layout.starts.items() if grid.day(start) == day}
    choices = {u: tuple(part for part in week.parts[u] if part.day == day) for u in mine}
    found = lay_out(week, choices, frozenset((day,)), clock, settings, DAY_SECONDS, hints=mine)
    if found is None:
        return None
    layout.update(found)
    layout = room_week(week, layout, clock, settings, 1.0, frozenset((day,)))
    return _restaff(week, layout, set(mine), Circle.CLOSE, clock, settings)


def _restaff(
    week: Week, layout: Layout, open_units: set[int], circle: Circle, clock: Clock, settings: Settings
) -> Roster | None:
    opened = {activity.id for u in open_units for activity in week.units[u].activities}
    keep = {seat: person for seat, person in layout.staff.items() if seat[0] not in opened}
    staffing = _solve(week, layout, keep, circle, clock, settings)
    return None if staffing is None else from_staffing(week, staffing)


def _solve(
    week: Week,
    layout: Layout,
    keep: dict[tuple[str, int], str],
    circle: Circle,
    clock: Clock,
    settings: Settings,
) -> Staffing | None:
    if clock.left <= 0:
        return None
    x = SeatModel(week, layout, circle, keep)
    if not x.possible:
        return None
    add_costs(x)
    x.hint(layout.staff)
    outcome = run(x.model, clock, settings.only("core", "max_lp_sym"), STAFF_SECONDS)
    return x.read(outcome, layout) if outcome.found else None


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement("staff of two days", restaff_days),
    Refinement("a day anew", relay_day),
    Refinement("staff of a cluster", restaff_cluster),
)
"""All refinements; adding one is adding its line."""
