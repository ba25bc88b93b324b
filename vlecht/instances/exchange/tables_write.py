"""The sessions of a roster as a plain table: CSV for any program, and GPU001 for Untis."""

from __future__ import annotations

import csv
import io

from vlecht.instances.workbook.cells import safe
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.words import format_clock
from vlecht.rules.view import RosterView

COLUMNS = (
    "session",
    "block",
    "delivery",
    "subject",
    "kind",
    "day",
    "start",
    "end",
    "groups",
    "pupils",
    "staff",
    "functions",
    "room",
)


def sessions_csv(index: SchoolIndex, roster: Roster, delimiter: str = ";") -> str:
    """A row for every session. Lists within a cell are separated by spaces (ids hold none)."""
    view = RosterView(index, roster)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    order = index.grid.day_index
    for s in sorted(roster.sessions, key=lambda s: (order[s.day], s.start, s.id)):
        pupils = [pupil for pupil in view.attendees(s) if pupil not in s.without]
        row = (
            s.id,
            s.block,
            s.delivery,
            s.subject,
            s.kind,
            s.day,
            format_clock(s.start),
            format_clock(s.end),
            " ".join(s.groups),
            len(pupils),
            " ".join(a.staff for a in s.staff),
            " ".join(a.function.value for a in s.staff),
            s.room or "",
        )
        writer.writerow([safe(cell) for cell in row])
    return "\ufeff" + stream.getvalue()


def gpu001(index: SchoolIndex, roster: Roster) -> str:
    """The timetable as Untis reads it: lesson number, class, teacher, subject, room, day (from 1), period.

    A period is a stretch of the day in which no session starts or ends anywhere in the week; a session takes
    as many as it covers, one line each for every one of its teachers. Days of a cycle count on.
    """
    bounds = sorted({mark for s in roster.sessions for mark in (s.start, s.end)})
    periods = [(number, start) for number, start in enumerate(bounds[:-1], 1)]
    stream = io.StringIO()
    blocks = {
        block: number for number, block in enumerate(dict.fromkeys(s.block for s in roster.sessions), 1)
    }
    writer = csv.writer(stream, delimiter=",", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    for s in roster.sessions:
        day = index.grid.day_index[s.day] + 1
        for number, start in periods:
            if s.start <= start < s.end:
                for person in [a.staff for a in s.staff] or [""]:
                    row = ("~".join(s.groups), person, s.subject, s.room or "")
                    writer.writerow((blocks[s.block], *(safe(cell) for cell in row), day, number, "", ""))
    return stream.getvalue()
