"""Who is where: per cluster and day, what each of its staff does and how many pupils are taught."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlecht.models.roster import Session
from vlecht.models.words import format_clock
from vlecht.report.weeks import Line, Weeks

INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of a day in which nothing changes: pupils taught, at independent work, and the staff."""

    start: int
    end: int
    taught: int
    independent: int
    staff: tuple[Line, ...]

    @property
    def times(self) -> str:
        """``08:30-09:15``."""
        return f"{format_clock(self.start)}–{format_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class ClusterDay:
    """One cluster on one day: a column per staff member, a row per moment."""

    cluster: str
    day: int
    staff: tuple[str, ...]
    moments: tuple[Moment, ...]


def cluster_days(weeks: Weeks, cluster: str) -> Iterator[ClusterDay]:
    """The days of a cluster. Staff: its team, and whoever else is at its pupils' activities that day."""
    index, grid = weeks.index, weeks.grid
    homes = set(index.home_groups_of[cluster])
    heads: dict[str, int] = {}
    for session in weeks.roster.sessions:
        pupils = set(weeks.view.attendees(session)) - set(session.without)
        heads[session.id] = sum(index.pupils[pupil].home_group in homes for pupil in pupils)
    teaching = grid.teaching_slots(cluster)
    for day, name in enumerate(grid.days):
        sessions = [s for s in weeks.roster.sessions if s.day == name]
        ours = [s for s in sessions if heads[s.id]]
        team = list(index.clusters[cluster].team)
        team += [a.staff for s in ours for a in s.staff if a.staff not in team]
        staff = tuple(dict.fromkeys(team))
        moments: list[Moment] = []
        for slot in sorted(s for s in teaching if grid.day(s) == day):
            start = grid.clock(slot)
            end = start + grid.step
            on = [s for s in sessions if s.start <= start < s.end]
            lines = tuple(_doing(weeks, person, name, start, on) for person in staff)
            here = [s for s in ours if s.start <= start < s.end]
            alone = sum(heads[s.id] for s in here if s.kind == INDEPENDENT)
            taught = sum(heads[s.id] for s in here) - alone
            last = moments[-1] if moments else None
            if last and (last.end, last.taught, last.independent, last.staff) == (
                start,
                taught,
                alone,
                lines,
            ):
                moments[-1] = Moment(last.start, end, taught, alone, lines)
            else:
                moments.append(Moment(start, end, taught, alone, lines))
        yield ClusterDay(cluster, day, staff, tuple(moments))


def _doing(weeks: Weeks, person: str, day: str, start: int, on: list[Session]) -> Line:
    """What somebody does at a moment. Times are left out of the line, so that equal moments compare equal."""
    for session in on:
        for assignment in session.staff:
            if assignment.staff == person:
                line = weeks.line(session)
                function = weeks.function(session, assignment)
                return Line(line.kind, 0, 0, line.title, function, line.where, line.detail)
    for meeting in weeks.roster.meetings:
        on_now = meeting.day == day and meeting.start <= start < meeting.start + meeting.minutes
        if on_now and person in meeting.staff:
            return Line("meeting", 0, 0, weeks.index.meetings[meeting.meeting].name or meeting.meeting)
    for free in weeks.roster.freed:
        if free.staff == person and free.day == day and free.start <= start < free.start + free.minutes:
            return Line("freed", 0, 0, weeks.say("freed"))
    days = weeks.roster.workdays.get(person)
    if days is not None and day not in days:
        return Line("away", 0, 0, weeks.say("at home"))
    return Line("idle", 0, 0, weeks.say("nothing on"))
