"""Beginning from a neighbour's roster: its times, groups and rooms kept, its staff where they still can.

Scenarios mostly differ in the staff. The times and groups of one are then good for the other, and only the
seats need other people: a small model compared with a whole week.
"""

from __future__ import annotations

from vlecht.models.expand import expand
from vlecht.models.formation import SolveOptions
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.assemble import from_staffing
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.refine import layout_of
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.staffing import staff_week
from vlecht.solver.week.units import Week

SHARE, MOST = 0.2, 8.0
"""Share of the time limit that adapting may take, and seconds at most: a start is worth no more."""
PATIENCE = 2.0
"""Seconds after which the best staffing so far is taken."""


def adapt(school: School, start: Roster, options: SolveOptions) -> Roster | None:
    """A roster of the school made from a neighbour's, accepted by the checker; ``None`` when it cannot be."""
    index = SchoolIndex(school)
    sizes: dict[str, int] = {}
    for group in start.groups:
        sizes[group.delivery] = sizes.get(group.delivery, 0) + 1
    level = {d.id for d in school.deliveries if d.form == "level_groups"}
    plan = expand(index, {name: size for name, size in sizes.items() if name in level})
    if not _same_week(plan, start):
        return None
    if _fits(index, start):
        return start
    clock = Clock(min(MOST, SHARE * options.time_limit), deterministic=options.reproducible)
    settings = Settings(options.workers, options.seed)
    week = Week(index, plan, _grouping(plan, start))
    layout = layout_of(week, start)
    layout.staff = {seat: who for seat, who in layout.staff.items() if who in index.staff}
    lost = any(room not in index.rooms for room in layout.rooms.values())
    if lost:
        layout.rooms = {name: room for name, room in layout.rooms.items() if room in index.rooms}
        layout = room_week(week, layout, clock, settings, PATIENCE)
    staffing = staff_week(week, layout, clock, settings, PATIENCE, Circle.CLOSE)
    if staffing is None:
        return None
    found = from_staffing(week, staffing)
    return None if judge(index, found).hard else found


def _same_week(plan: Plan, start: Roster) -> bool:
    """Whether the same sessions are asked of the same pupils in the same instruction groups."""
    if {session.id for session in start.sessions} != set(plan.activity):
        return False
    members = {group.id: (set(group.members), set(group.guests)) for group in start.groups}
    for choice in plan.choices:
        if not set(choice.groups) <= set(members):
            return False
        joined = [pupil for name in choice.groups for pupil in members[name][choice.guest]]
        if sorted(set(joined)) != sorted(choice.pupils):
            return False
    return True


def _fits(index: SchoolIndex, start: Roster) -> bool:
    """Whether the roster can stand as it is."""
    people = {a.staff for s in start.sessions for a in s.staff} | set(start.workdays)
    people |= {name for m in start.meetings for name in m.staff} | {d.staff for d in start.duties}
    rooms = {s.room for s in start.sessions if s.room is not None}
    return people <= set(index.staff) and rooms <= set(index.rooms) and not judge(index, start).hard


def _grouping(plan: Plan, start: Roster) -> Grouping:
    hosted = {block.id for block in plan.blocks if block.hosts}
    of_session = {activity.id: activity.block for activity in plan.activities}
    return Grouping(
        {group.id: group.members for group in start.groups},
        {group.id: group.guests for group in start.groups if group.guests},
        {of_session[s.id]: s.block for s in start.sessions if of_session[s.id] in hosted},
    )
