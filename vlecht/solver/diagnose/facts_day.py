"""Facts about the day: breaks, meetings, who must be at school."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Names, When


def day_facts(index: SchoolIndex) -> Iterator[Fact]:
    """When breaks are and what supervision they ask; meetings; presence."""
    for number, pause in enumerate(index.school.calendar.breaks):
        place = f"calendar.breaks[{number}]"
        when = When(pause.days, pause.start, pause.end)
        yield Fact(f"pause|{pause.id}", "pause", (pause.id,), place, {"pause": pause.id, "when": when})
        if pause.supervisors:
            data = {"pause": pause.id, "number": pause.supervisors}
            yield Fact(f"duty|{pause.id}", "duty", (pause.id,), f"{place}.supervisors", data)
    for number, meeting in enumerate(index.school.meetings):
        members = index.meeting_members(meeting.id)
        yield Fact(
            f"meeting|{meeting.id}",
            "meeting",
            (meeting.id, *members),
            f"meetings[{number}]",
            {
                "meeting": meeting.id,
                "times": meeting.per_week,
                "minutes": meeting.minutes,
                "when": Names(tuple(When(w.days, w.start, w.end) for w in meeting.windows)),
                "staff": Names(members, 8),
            },
        )
    for number, line in enumerate(index.school.presence):
        yield Fact(
            f"presence|{','.join(line.staff)}",
            "presence",
            line.staff,
            f"presence[{number}]",
            {"number": line.at_least, "staff": Names(line.staff)},
        )
