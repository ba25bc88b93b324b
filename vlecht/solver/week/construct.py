"""From groups to a laid-out week: parts of days first, then day by day, undoing what cannot be laid out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vlecht.models.grid import Part
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.dayparts import DayParts, assign_parts
from vlecht.solver.week.layout import Layout, lay_out
from vlecht.solver.week.likely import Circle, likely_rooms, likely_staff
from vlecht.solver.week.relaxation import staff_costs
from vlecht.solver.week.timetable import is_given, timetable
from vlecht.solver.week.units import LARGE_WEEK, Week

LARGE_DAY = 200
"""Days of more units are laid out one cluster after the other: as one model 245 units had none in 6 s."""
LARGE_PARTS = 0.01
"""Further seconds for the parts of days per unit above a large week's."""
TRANSPORT_SECONDS = 4.0
"""For making parts of days suit the staff: they are good without, and what it gains comes soon."""
FIT_SECONDS = 2.0
"""For a cluster that is laid out around others."""
WITH_OTHERS = 3
"""So many clusters at most are laid out anew together with one that does not fit around them."""
ATTEMPTS = 12
"""How often the parts are assigned anew after days that cannot be laid out."""


@dataclass(frozen=True)
class Patience:
    """Seconds for the parts of days, for a day's lay-out and per unit for the week's staffing, and how far
    staffing looks.

    What is hard to find may take longer. ``with_staff``: the parts of days weigh unwelcome moments and full
    workloads too (a transport relaxation, see ``relaxation``), which takes longer and suits the staff better.
    """

    parts: float
    day: float
    staff: float
    circle: Circle
    with_staff: bool


QUICK = Patience(parts=0.3, day=0.02, staff=0.0005, circle=Circle.CLOSE, with_staff=False)
"""For a first roster: whatever is found soon."""
CAREFUL = Patience(parts=2.0, day=0.1, staff=0.005, circle=Circle.CLOSE, with_staff=True)
"""For a first roster where staff are few: parts of days that suit their contracts."""
THOROUGH = Patience(parts=15.0, day=1.5, staff=0.01, circle=Circle.CLOSE, with_staff=True)
"""For a better roster: close to the best in every step."""


@dataclass(frozen=True)
class Construction:
    """A laid-out week and the parts it was made from."""

    layout: Layout
    parts: DayParts


def construct(
    week: Week,
    clock: Clock,
    settings: Settings,
    patience: Patience = QUICK,
    start: Construction | None = None,
) -> Construction | None:
    """Lay out the whole week; ``start`` is what to go on from.

    A day that fails is freed, then freed with a second day, then barred. Where everybody's place is given
    only times are asked, of the whole week (``timetable``).
    """
    if is_given(week):
        begun = None if start is None else start.layout.starts
        given = timetable(week, clock, settings, patience.parts, begun)
        return None if given is None else Construction(given, _parts_of(week, given))
    before = None if start is None else start.parts
    forbidden: list[dict[int, Part]] = []
    for attempt in range(ATTEMPTS):
        if clock.left <= 0:
            break
        again = replace(settings, seed=settings.seed + attempt)
        # Bad parts of days are hard to lay out and slow to mend: a large week is given more time for them.
        seconds = patience.parts + LARGE_PARTS * max(0, len(week.units) - LARGE_WEEK)
        parts = assign_parts(week, clock, again, seconds, forbidden, before)
        if parts is None or parts.proven_none:
            break
        if patience.with_staff and len(week.units) <= LARGE_WEEK:
            further, seconds = (staff_costs,), min(TRANSPORT_SECONDS, patience.parts)
            suited = assign_parts(week, clock, again, seconds, forbidden, parts, further, limit=seconds)
            parts = suited if suited is not None and suited.part else parts
        found, failed = _lay_out_days(week, parts, clock, again, patience)
        if found is not None:
            return Construction(found, parts)
        forbidden.extend(
            {u: p for u, p in parts.part.items() if p.day == day and len(week.parts[u]) > 1} for day in failed
        )
    return None


def _parts_of(week: Week, layout: Layout) -> DayParts:
    """The parts of days that a lay-out has every unit in."""
    part = {
        u: next(p for p in week.parts[u] if p.first <= slot < p.first + p.length)
        for u, slot in layout.starts.items()
    }
    return DayParts(part, 0, 0)


def _lay_out_days(
    week: Week, parts: DayParts, clock: Clock, settings: Settings, patience: Patience
) -> tuple[Layout | None, list[int]]:
    """(lay-out, []) or (None, days that could not be laid out)."""
    of_day: dict[int, list[int]] = defaultdict(list)
    for u, part in parts.part.items():
        of_day[part.day].append(u)
    whole = Layout()
    failed: list[int] = []
    first = Layout({u: part.first for u, part in parts.part.items()})
    for day in sorted(of_day):
        if len(of_day[day]) > LARGE_DAY:
            large = _cluster_by_cluster(week, of_day[day], day, clock, settings, patience, first)
            if large is None:
                failed.append(day)
            else:
                whole.update(large)
            continue
        fixed: dict[int, tuple[Part, ...]] = {u: (parts.part[u],) for u in of_day[day]}
        free = _free(week, of_day[day], {day})
        found: Layout | None = None
        for choices, circle in (
            (fixed, Circle.OWN),
            (free, Circle.OWN),
            (fixed, Circle.ALL),
            (free, Circle.ALL),
        ):
            found = found or lay_out(
                week, choices, frozenset((day,)), clock, settings, patience.day, circle, first
            )
        if found is None:
            failed.append(day)
        else:
            whole.update(found)
    for day in list(failed):
        if len(of_day[day]) > LARGE_DAY:
            continue
        for other in _neighbours(day, sorted(of_day)):
            both = {day, other}
            # Days laid out as pairs before hold what ended up there, not what the parts said.
            units = [u for u, start in whole.starts.items() if week.index.grid.day(start) in both]
            units += [u for d in both for u in of_day[d] if u not in whole.starts]
            days = frozenset(both)
            found = lay_out(week, _free(week, units, both), days, clock, settings, patience.day, hints=first)
            if found is not None:
                whole.update(found)
                failed.remove(day)
                break
            if clock.left <= 0:
                break
    return (None, failed) if failed else (whole, [])


def _cluster_by_cluster(
    week: Week,
    units: list[int],
    day: int,
    clock: Clock,
    settings: Settings,
    patience: Patience,
    first: Layout,
) -> Layout | None:
    """A large day, one cluster after the other around what is laid out.

    A cluster that does not fit is laid out together with the clusters that use most of what it needs; when
    that does not help it goes first the next time.
    """
    of_cluster: dict[str, list[int]] = defaultdict(list)
    for u in units:
        of_cluster[week.cluster_of(week.units[u])].append(u)
    slack = {cluster: _slack(week, cluster, found, day) for cluster, found in of_cluster.items()}
    order = sorted(of_cluster, key=lambda cluster: (slack[cluster], cluster))
    for _ in range(ATTEMPTS):
        whole = Layout()
        for cluster in order:
            found = _fit_in(week, cluster, of_cluster, whole, day, clock, settings, patience, first)
            if found is None:
                order = [cluster, *(other for other in order if other != cluster)]
                break
            whole.update(found)
        else:
            return whole
        if clock.left <= 0:
            break
    return None


def _fit_in(
    week: Week,
    cluster: str,
    of_cluster: dict[str, list[int]],
    whole: Layout,
    day: int,
    clock: Clock,
    settings: Settings,
    patience: Patience,
    first: Layout,
) -> Layout | None:
    """A cluster laid out around the others, or else anew together with a few of them."""
    days = frozenset((day,))
    needs = _needs(week, of_cluster[cluster], days)
    others = {
        other: sum(
            (a.id, 0) in whole.staff and (whole.staff[a.id, 0] in needs or whole.rooms[a.id] in needs)
            for u in found
            for a in week.units[u].activities
        )
        for other, found in of_cluster.items()
    }
    rivals = sorted((o for o, uses in others.items() if uses), key=lambda o: (-others[o], o))
    for number in range(min(len(rivals), WITH_OTHERS) + 1):
        mine = [u for name in (cluster, *rivals[:number]) for u in of_cluster[name]]
        around = whole.without(mine, [a.id for u in mine for a in week.units[u].activities])
        for circle in (Circle.OWN, Circle.CLOSE):
            choices = _free(week, mine, {day})
            seconds = patience.day
            found = lay_out(week, choices, days, clock, settings, seconds, circle, first, around, FIT_SECONDS)
            if found is not None or clock.left <= 0:
                return found
    return None


def _slack(week: Week, cluster: str, units: list[int], day: int) -> float:
    """Slots that the team can be there for each that the units ask of somebody: the least goes first."""
    index = week.index
    asked = sum(a.length * len(a.seats) for u in units for a in week.units[u].activities)
    slots = [slot for slot in index.grid.teaching_slots(cluster) if index.grid.day(slot) == day]
    able = sum(
        slot not in index.availability(person, "cannot")
        for person in index.clusters[cluster].team
        for slot in slots
    )
    return able / max(1, asked)


def _needs(week: Week, units: list[int], days: frozenset[int]) -> frozenset[str]:
    """Staff and rooms that the units may take."""
    found: set[str] = set()
    for u in units:
        unit = week.units[u]
        for activity in unit.activities:
            found.update(likely_rooms(week, unit, activity, Circle.CLOSE))
            for number in range(len(activity.seats)):
                found.update(likely_staff(week, unit, activity, number, days, Circle.CLOSE))
    return frozenset(found)


def _neighbours(day: int, days: list[int]) -> Iterator[int]:
    """Other days, two at most, the nearest first."""
    yield from sorted((d for d in days if d != day), key=lambda d: abs(d - day))[:2]


def _free(week: Week, units: list[int], days: set[int]) -> dict[int, tuple[Part, ...]]:
    """All parts of the given days for each unit."""
    return {u: tuple(part for part in week.parts[u] if part.day in days) for u in units}
