"""Better rosters from a good one: other staff for some seats, or a day laid out anew, the rest kept."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from vlecht.models.roster import Roster
from vlecht.models.words import Window
from vlecht.solver.run import Clock, Settings, hint_wholly, run
from vlecht.solver.week.assemble import from_staffing
from vlecht.solver.week.layout import Layout, lay_out
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.seat_costs import add_costs
from vlecht.solver.week.seats import SeatModel, Staffing
from vlecht.solver.week.units import VAST_WEEK, Week

STAFF_SECONDS = 4.0
"""For the staff of a part of the week."""
DAY_SECONDS = 3.0
"""For laying out one day anew."""


SMALL = 60
"""So many units are laid out anew in a second or so."""
SIDEWAYS = 0.3
"""How often a lay-out that costs no less is staffed all the same: staff may gain, and it is elsewhere."""


@dataclass(frozen=True)
class Refinement:
    """A way to change a part of a roster. ``scales``: a small part of a large week takes seconds only."""

    name: str
    change: Callable[[Week, Roster, random.Random, Clock, Settings], Roster | None]
    scales: bool = False


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
    return restaff(week, layout, open_units, Circle.ALL, clock, settings)


def restaff_cluster(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """Whoever may, for all seats of one cluster; in a large school only people near to it."""
    cluster = rng.choice(list(week.index.clusters))
    layout = layout_of(week, roster)
    open_units = {u for u in layout.starts if week.cluster_of(week.units[u]) == cluster}
    circle = Circle.CLOSE if len(week.units) > VAST_WEEK else Circle.ALL
    return restaff(week, layout, open_units, circle, clock, settings)


def restaff_week(
    week: Week, roster: Roster, _rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """The team and who has no class of their own, for all seats of the week."""
    layout = layout_of(week, roster)
    return restaff(week, layout, set(layout.starts), Circle.CLOSE, clock, settings)


def relay_day(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """One day laid out anew, with its rooms and staff; in a large school that of one cluster."""
    day = rng.randrange(len(week.index.grid.days))
    clusters = list(week.index.clusters)
    mine = rng.sample(clusters, 1) if len(week.units) > VAST_WEEK else clusters
    return _relay(week, roster, frozenset((day,)), frozenset(mine), rng, clock, settings)


def relay_two_days(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """Two days laid out anew, lessons changing days where that helps."""
    days = frozenset(rng.sample(range(len(week.index.grid.days)), min(2, len(week.index.grid.days))))
    return _relay(week, roster, days, frozenset(week.index.clusters), rng, clock, settings)


def relay_cluster(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """The whole week of a cluster laid out anew around the others, with the support its pupils get."""
    cluster = rng.choice(list(week.index.clusters))
    days = frozenset(range(len(week.index.grid.days)))
    return _relay(week, roster, days, frozenset((cluster,)), rng, clock, settings)


def restaff_parts(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """Whoever may, for the seats of a few parts of days, one of them with somebody who would rather not."""
    layout = layout_of(week, roster)
    spans = _spans(week)
    chosen = set(rng.sample(spans, min(3, len(spans))))
    costly = sorted(_unwelcome_slots(week, roster))
    if costly:
        slot = rng.choice(costly)
        chosen.update(span for span in spans if span[0] <= slot < span[0] + span[1])
    inside = {s for first, length in chosen for s in range(first, first + length)}
    open_units = {u for u, start in layout.starts.items() if start in inside}
    return restaff(week, layout, open_units, Circle.ALL, clock, settings)


def relay_parts(
    week: Week, roster: Roster, rng: random.Random, clock: Clock, settings: Settings
) -> Roster | None:
    """A part of a day in which lessons are missed or badly placed, and one or two others, laid out anew.

    In a large school only for the clusters that it is about, and others as far as it stays small.
    """
    grid, layout = week.index.grid, layout_of(week, roster)
    spans = _spans(week)
    causes = _costly_units(week, roster, layout) or sorted(layout.starts)
    cause = rng.choice(causes)
    chosen = {span for span in spans if span[0] <= layout.starts[cause] < span[0] + span[1]}
    chosen.update(rng.sample(spans, min(len(spans), rng.choice((1, 1, 2)))))
    windows = frozenset(s for start, length in chosen for s in range(start, start + length))
    days = frozenset(grid.day(s) for s in windows)
    block = week.units[cause].block
    clusters = {week.index.cluster_of(group) for group in (*block.home_groups, *block.pulls)}
    sizes: dict[str, int] = defaultdict(int)
    for u, start in layout.starts.items():
        if start in windows:
            sizes[week.cluster_of(week.units[u])] += 1
    others = [cluster for cluster in week.index.clusters if cluster not in clusters]
    for cluster in rng.sample(others, len(others)):
        if sum(sizes[found] for found in clusters) + sizes[cluster] <= SMALL:
            clusters.add(cluster)
    return _relay(week, roster, days, frozenset(clusters), rng, clock, settings, windows)


def _spans(week: Week) -> list[tuple[int, int]]:
    """(first slot, length) of every part of a day."""
    return sorted({(part.first, part.length) for parts in week.parts for part in parts})


def _unwelcome_slots(week: Week, roster: Roster) -> set[int]:
    """Slots at which somebody works who would rather not."""
    grid = week.index.grid
    found: set[int] = set()
    for session in roster.sessions:
        slots = grid.within([Window(days=(session.day,), start=session.start, end=session.end)])
        for person in session.staff:
            found |= slots & week.unwelcome(person.staff).keys()
    return found


def _costly_units(week: Week, roster: Roster, layout: Layout) -> list[int]:
    """Units whose time costs something: support for which lessons are missed, the wrong part of the day,
    moments at which somebody would rather not work."""
    grid = week.index.grid
    missed: dict[str, list[range]] = defaultdict(list)
    for session in roster.sessions:
        if session.kind != "independent":
            for pupil in session.without:
                if not week.index.learns_elsewhere(pupil, session.subject):
                    first = grid.slot(grid.day_index[session.day], session.start)
                    missed[pupil].append(range(first, first + grid.slots(session.minutes)))
    unwelcome = _unwelcome_slots(week, roster)
    found: list[int] = []
    for u, start in layout.starts.items():
        unit = week.units[u]
        slots = range(start, start + unit.length)
        late = start in week.wrong_part(unit)
        taken_out = any(
            gone.start < slots.stop and slots.start < gone.stop
            for pupil in week.pulled(unit)
            for gone in missed.get(pupil, ())
        )
        if late or taken_out or unwelcome.intersection(slots):
            found.append(u)
    return found


def _relay(
    week: Week,
    roster: Roster,
    days: frozenset[int],
    clusters: frozenset[str],
    rng: random.Random,
    clock: Clock,
    settings: Settings,
    windows: frozenset[int] | None = None,
) -> Roster | None:
    """Some clusters' units of some days laid out anew among those days; staff and rooms follow.

    ``windows``: only the units that lie within these slots, among these slots.
    """
    layout = layout_of(week, roster)
    mine: dict[int, int] = {}
    settled = Layout(staff=layout.staff, rooms=layout.rooms)
    for u, start in layout.starts.items():
        unit = week.units[u]
        touched = {week.index.cluster_of(g) for g in (*unit.block.home_groups, *unit.block.pulls)}
        inside = windows is None or start in windows
        if week.index.grid.day(start) in days and clusters & touched and inside:
            mine[u] = start
        elif week.index.grid.day(start) in days:
            settled.starts[u] = start
    choices = {
        u: tuple(
            part for part in week.parts[u] if part.day in days and (windows is None or part.first in windows)
        )
        for u in mine
    }
    found = lay_out(week, choices, days, clock, settings, DAY_SECONDS, hints=layout, settled=settled)
    if found is None or found.starts == mine or (found.gain <= 0 and rng.random() > SIDEWAYS):
        return None
    layout.update(found)
    layout = room_week(week, layout, clock, settings, 1.0, days)
    # Around people who are all kept a week's limits on somebody may not be met: then the whole days are open.
    whole = set(mine) | settled.starts.keys()
    return restaff(week, layout, set(mine), Circle.CLOSE, clock, settings) or restaff(
        week, layout, whole, Circle.CLOSE, clock, settings
    )


def restaff(
    week: Week, layout: Layout, open_units: set[int], circle: Circle, clock: Clock, settings: Settings
) -> Roster | None:
    """Staff for the seats of some units anew, from so wide a circle; the other seats keep their people."""
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
    add_costs(x, {held.activity.id for held in x.held if (held.activity.id, 0) not in keep} if keep else None)
    hint_wholly(x.model, x.known(layout.staff), clock, settings)
    outcome = run(x.model, clock, settings.only("core", "max_lp_sym"), STAFF_SECONDS)
    return x.read(outcome, layout) if outcome.found else None


REFINEMENTS: tuple[Refinement, ...] = (
    Refinement("parts of days anew", relay_parts, scales=True),
    Refinement("staff of parts of days", restaff_parts),
    Refinement("staff of two days", restaff_days),
    Refinement("staff of the week", restaff_week),
    Refinement("a day anew", relay_day, scales=True),
    Refinement("staff of a cluster", restaff_cluster, scales=True),
    Refinement("two days anew", relay_two_days),
    Refinement("a cluster anew", relay_cluster),
)
"""All refinements; adding one is adding its line."""
