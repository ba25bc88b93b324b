"""Everything that goes on in a week as one list: who is where at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlecht.models.words import format_clock
from vlecht.report.weeks import Weeks


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that goes on: a session, a meeting, a break duty, or staff freed by a round."""

    day: str
    start: int
    end: int
    kind: str
    title: str
    groups: tuple[str, ...] = ()
    heads: int | str = ""
    staff: tuple[str, ...] = ()
    room: str | None = None
    clusters: tuple[str, ...] = ()

    @property
    def times(self) -> str:
        """``08:30-09:15``."""
        return f"{format_clock(self.start)}–{format_clock(self.end)}"

    @property
    def clocks(self) -> str:
        """Every five minutes within it, for the filter on time."""
        return " ".join(format_clock(clock) for clock in range(self.start, self.end, 5))


def activities(weeks: Weeks) -> tuple[Activity, ...]:
    """Everything that goes on, by day and time."""
    days = weeks.grid.day_index
    return tuple(sorted(_all(weeks), key=lambda a: (days[a.day], a.start, a.title, a.groups)))


def _all(weeks: Weeks) -> Iterator[Activity]:
    index = weeks.index
    for session in weeks.roster.sessions:
        present = [p for p in weeks.view.attendees(session) if p not in session.without]
        homes = dict.fromkeys(index.pupils[pupil].home_group for pupil in present)
        line = weeks.line(session)
        yield Activity(
            session.day,
            session.start,
            session.end,
            session.kind,
            line.title,
            session.groups,
            len(present),
            tuple(a.staff for a in session.staff),
            session.room,
            tuple(dict.fromkeys(index.cluster_of(home) for home in homes)),
        )
    for meeting in weeks.roster.meetings:
        stated = index.meetings[meeting.meeting]
        end = meeting.start + meeting.minutes
        title = stated.name or stated.id
        yield Activity(
            meeting.day, meeting.start, end, "meeting", title, staff=meeting.staff, clusters=stated.clusters
        )
    breaks = {pause.id: pause for pause in index.school.calendar.breaks}
    for duty in weeks.roster.duties:
        pause = breaks[duty.pause]
        yield Activity(
            duty.day,
            pause.start,
            pause.end,
            "break_duty",
            pause.name or pause.id,
            staff=(duty.staff,),
            room=duty.place,
            clusters=pause.clusters or tuple(index.clusters),
        )
    for entry in weeks.roster.freed:
        end = entry.start + entry.minutes
        teams = index.teams_of[entry.staff]
        yield Activity(
            entry.day, entry.start, end, "freed", entry.block, staff=(entry.staff,), clusters=teams
        )
