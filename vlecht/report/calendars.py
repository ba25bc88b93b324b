"""Weeks as iCalendar: one dated event for every lesson of a term, for a group, staff member, room or pupil.

No recurrence: calendars disagree about exceptions to it, and weeks of a cycle that skip holidays have none.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

import vlecht
from vlecht.report.dates import Holiday, school_days
from vlecht.report.weeks import Cell, Line, Weeks

ZONE = "Europe/Amsterdam"
_SPACE = UUID("6f2b1c1e-5a0e-5d1c-9d53-0d8a5f6a7e11")


def calendar(weeks: Weeks, kind: str, key: str, first: date, last: date, free: tuple[Holiday, ...]) -> bytes:
    """The calendar of something (``group``, ``staff``, ``room``, ``pupil``) between two dates, as a file."""
    made = Calendar()
    made.add("prodid", f"-//vlecht {vlecht.__version__}//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", weeks.name(kind, key))
    made.add_component(_zone())
    cells = weeks.cells(kind, key)
    school = weeks.index.school
    for day, position in school_days(school, first, last, free):
        for cell in cells:
            if cell.day == position:
                for line in cell.lines:
                    if line.kind != "break":
                        made.add_component(_event(weeks, (kind, key), day, cell, line))
    return bytes(made.to_ical())


def _event(weeks: Weeks, whose: tuple[str, str], day: date, cell: Cell, line: Line) -> Event:
    event = Event()
    # A pupil's cell may be a part of a session: the time of the cell counts where the line goes further.
    start, end = max(line.start, cell.start), min(line.end, cell.end)
    stable = "/".join(
        (weeks.index.school.id, *whose, day.isoformat(), str(start), line.kind, line.title, line.detail)
    )
    event.add("uid", f"{uuid5(_SPACE, stable)}@vlecht")
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    for name, clock in (("dtstart", start), ("dtend", end)):
        moment = datetime.combine(day, time()) + timedelta(minutes=clock)
        event.add(name, moment, parameters={"TZID": ZONE})
    said = "" if line.kind == "class" else f" ({weeks.say(line.kind)})"
    event.add("summary", line.title + said)
    if line.where:
        event.add("location", line.where)
    if about := " · ".join(part for part in (line.who, line.detail) if part):
        event.add("description", about)
    return event


def _zone() -> Timezone:
    """Amsterdam's clock since 1996, in the two rules that every calendar understands."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for kind, name, month, before, after in (
        (TimezoneDaylight, "CEST", 3, 1, 2),
        (TimezoneStandard, "CET", 10, 2, 1),
    ):
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone
