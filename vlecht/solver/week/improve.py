"""Large-neighbourhood search through the core: ways to free a part of a judged roster."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from vlecht.core.solution import Solution
from vlecht.rules.frame import Frame
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.week.core_steps import staff_freedom


@dataclass(frozen=True)
class Neighbourhood:
    """A way to choose a free part. ``choose`` returns ``None`` when there is nothing to free."""

    name: str
    choose: Callable[[Frame, Solution, random.Random], Freedom | None]


def week_staff(frame: Frame, solution: Solution, _rng: random.Random) -> Freedom | None:
    """Every seat of the week, all duties, meetings and days at school."""
    return staff_freedom(frame, solution)


def day_staff(frame: Frame, solution: Solution, rng: random.Random) -> Freedom | None:
    """Every seat of one day."""
    grid = frame.index.grid
    day = rng.randrange(len(grid.days))
    events = [s.event for s in solution.sub_events if s.start is not None and grid.day(s.start) == day]
    return staff_freedom(frame, solution, events)


def week_rooms(frame: Frame, solution: Solution, _rng: random.Random) -> Freedom | None:
    """Every room of the week."""
    roles = frozenset(
        (position, number)
        for position, sub in enumerate(solution.sub_events)
        for number, role in enumerate(frame.events[sub.event].roles)
        if role.resource_type == "room"
    )
    return Freedom(solution, roles=roles) if roles else None


def cluster_day(frame: Frame, solution: Solution, rng: random.Random) -> Freedom | None:
    """Starts, staff and rooms of one cluster on one day."""
    return _cluster_days(frame, solution, rng, 1)


def cluster_two_days(frame: Frame, solution: Solution, rng: random.Random) -> Freedom | None:
    """Starts, staff and rooms of one cluster on two days."""
    return _cluster_days(frame, solution, rng, 2)


def _cluster_days(frame: Frame, solution: Solution, rng: random.Random, number: int) -> Freedom | None:
    index, grid = frame.index, frame.index.grid
    cluster = rng.choice([c.id for c in index.school.clusters])
    days = set(rng.sample(range(len(grid.days)), min(number, len(grid.days))))
    groups = set(index.home_groups_of[cluster])
    mine = {
        frame.event[activity.id]
        for block in frame.plan.blocks
        if block.fixed is None and not block.hosts and groups & {*block.home_groups, *block.pulls}
        for activity in block.activities
    }
    positions = {
        position
        for position, sub in enumerate(solution.sub_events)
        if sub.event in mine and sub.start is not None and grid.day(sub.start) in days
    }
    if not positions:
        return None
    roles = frozenset(
        (position, seat)
        for position in positions
        for seat, role in enumerate(frame.events[solution.sub_events[position].event].roles)
        if role.preassigned is None
    )
    times = frozenset(slot for day in days for slot in frame.day_slots(day))
    leavers = frozenset(pupil for pupil, event in frame.releases if event in mine)
    people = frozenset(frame.staff.values())
    return Freedom(solution, frozenset(positions), roles, leavers | people, times)


NEIGHBOURHOODS: tuple[Neighbourhood, ...] = (
    Neighbourhood("staff of the week", week_staff),
    Neighbourhood("rooms of the week", week_rooms),
    Neighbourhood("staff of a day", day_staff),
    Neighbourhood("cluster on a day", cluster_day),
    Neighbourhood("cluster on two days", cluster_two_days),
)
"""All ways to free a part of a school's roster; adding one is adding its line."""
