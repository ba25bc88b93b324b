"""What the start page shows: how pupils spend their week, how staff and rooms are used, who is free when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from vlecht.models.words import format_clock
from vlecht.report.weeks import Weeks

IN_CLASS, IN_GROUPS, ALONE, OTHER = range(4)
_SERIES = {
    "class": IN_CLASS,
    "level_group": IN_GROUPS,
    "instruction": IN_GROUPS,
    "station": IN_GROUPS,
    "workshop": IN_GROUPS,
    "independent": ALONE,
    "support": OTHER,
    "fixed": OTHER,
}


@dataclass(frozen=True, slots=True)
class Free:
    """Staff at school without a task in a stretch of a day. ``freed``: those freed by a round of a block."""

    day: int
    start: int
    end: int
    staff: tuple[str, ...]
    freed: frozenset[str]

    @property
    def times(self) -> str:
        """``10:15-10:45``."""
        return f"{format_clock(self.start)}–{format_clock(self.end)}"

    @property
    def clocks(self) -> str:
        """Every quarter of an hour (and start) within, for the filter on time."""
        return " ".join(format_clock(clock) for clock in range(self.start, self.end, 5))


def time_use(weeks: Weeks) -> list[dict[str, Any]]:
    """Per home group: mean minutes a week of a pupil in class, in groups, at independent work, and other."""
    index, step = weeks.index, weeks.grid.step
    rows: list[dict[str, Any]] = []
    for home in index.school.home_groups:
        pupils = index.pupils_of[home.id]
        minutes = [0, 0, 0, 0]
        for pupil in pupils:
            for sessions in weeks.view.sessions_at(pupil).values():
                if sessions:
                    minutes[_SERIES[sessions[0].kind]] += step
        rows.append(
            {
                "label": home.name or home.id,
                "href": weeks.href("group", home.id),
                "values": [round(total / max(1, len(pupils))) for total in minutes],
            }
        )
    return rows


def workload(weeks: Weeks) -> list[dict[str, Any]]:
    """Per staff member: contact minutes against the limit of the contract."""
    return [
        {
            "label": weeks.short("staff", person),
            "href": weeks.href("staff", person),
            "value": minutes,
            "limit": weeks.index.contact_limit(person),
            "text": f"{minutes} / {weeks.index.contact_limit(person)}",
        }
        for person, minutes in weeks.view.contact_minutes.items()
    ]


def room_use(weeks: Weeks) -> list[dict[str, Any]]:
    """Per room: percentage of the lesson slots of the week in which it is used."""
    lessons = {slot for cluster in weeks.index.clusters for slot in weeks.grid.teaching_slots(cluster)}
    return [
        {
            "label": weeks.short("room", room),
            "href": weeks.href("room", room),
            "value": round(100 * len(lessons & at.keys()) / max(1, len(lessons))),
        }
        for room, at in weeks.view.in_room.items()
    ]


def free_staff(weeks: Weeks) -> tuple[Free, ...]:
    """Who is at school and has nothing to do, per stretch of lesson time in which that does not change."""
    index, grid, view = weeks.index, weeks.grid, weeks.view
    lessons = sorted({slot for cluster in index.clusters for slot in grid.teaching_slots(cluster)})
    freed: dict[int, set[str]] = defaultdict(set)
    for entry in weeks.roster.freed:
        day = grid.day_index[entry.day]
        for slot in grid.span(day, entry.start, entry.start + entry.minutes):
            freed[slot].add(entry.staff)
    found: list[Free] = []
    for slot in lessons:
        day, start = grid.day(slot), grid.clock(slot)
        there = tuple(
            person
            for person in index.staff
            if grid.days[day] in weeks.roster.workdays.get(person, ())
            and not view.busy[person].get(slot)
            and slot not in index.availability(person, "cannot")
        )
        mine = frozenset(freed[slot] & set(there))
        last = found[-1] if found else None
        if last and (last.day, last.end, last.staff, last.freed) == (day, start, there, mine):
            found[-1] = Free(day, last.start, start + grid.step, there, mine)
        else:
            found.append(Free(day, start, start + grid.step, there, mine))
    return tuple(found)


def free_heat(weeks: Weeks, free: tuple[Free, ...]) -> list[dict[str, Any]]:
    """The same as rows for a heat map: a row per moment at which something changes, a column per day."""
    clocks = sorted({moment.start for moment in free})
    rows: list[dict[str, Any]] = []
    for clock in clocks:
        cells: list[dict[str, Any] | None] = []
        for day in range(len(weeks.grid.days)):
            on = next((f for f in free if f.day == day and f.start <= clock < f.end), None)
            names = ", ".join(weeks.short("staff", person) for person in on.staff) if on else ""
            cells.append(
                None if on is None else {"value": len(on.staff), "zero": not on.staff, "title": names}
            )
        rows.append({"label": format_clock(clock), "cells": cells})
    return rows
