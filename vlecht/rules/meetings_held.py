"""Meetings: often enough, at their times, with everyone who belongs there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vlecht.core.atoms import All, Assigned, Joins, Not, StartsWithin, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import MeetingSession
from vlecht.models.school import Meeting
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import moment, on
from vlecht.rules.view import RosterView


class MeetingsHeld(Rule):
    """Amount, one for each of: a meeting too few in a week of the cycle; a meeting held that is not
    wholly within its windows (slots that a window touches); a meeting beyond the first on a day; a
    member absent from a meeting held (``attendance`` ``working``: a member who is at school that day).
    Who is absent for once (availability ``absent``, in any of its slots) is excused.

    More meetings than asked are no breach as long as they are on different days.
    """

    id = "meetings_held"
    words = Phrase(
        "Every meeting is held as often as asked, within its windows, on different days, with all "
        "its members (or all who are at school that day).",
        "Elk overleg is er zo vaak als gevraagd, op zijn tijden, op verschillende dagen, met alle "
        "deelnemers (of allen die er die dag zijn).",
    )
    unit = Phrase("meetings and absences", "overleggen en afwezigen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per meeting and week, meeting held outside its windows, meeting and day, and meeting held."""
        held: dict[str, list[MeetingSession]] = defaultdict(list)
        for session in roster.roster.meetings:
            held[session.meeting].append(session)
        for meeting in index.school.meetings:
            yield from self._too_few(index, meeting, held[meeting.id])
            yield from self._misplaced(index, meeting, held[meeting.id])
            yield from self._absent(index, roster, meeting, held[meeting.id])

    def _too_few(
        self, index: SchoolIndex, meeting: Meeting, held: list[MeetingSession]
    ) -> Iterator[Violation]:
        for week in index.school.calendar.weeks or ("",):
            there = sum(not week or session.day.rpartition("-")[0] == week for session in held)
            if there < meeting.per_week:
                yield self.breach(
                    meeting.per_week - there,
                    (meeting.id, week) if week else (meeting.id,),
                    Phrase(
                        f"Meeting {meeting.id} is held {there} of its {meeting.per_week} times"
                        + (f" in week {week}" if week else ""),
                        f"Overleg {meeting.id} is er {there} van de {meeting.per_week} keer"
                        + (f" in week {week}" if week else ""),
                    ),
                )

    def _misplaced(
        self, index: SchoolIndex, meeting: Meeting, held: list[MeetingSession]
    ) -> Iterator[Violation]:
        grid = index.grid
        open_slots = grid.within(meeting.windows)
        on_day: dict[str, int] = defaultdict(int)
        for session in held:
            on_day[session.day] += 1
            slots = grid.span(grid.day_index[session.day], session.start, session.start + session.minutes)
            if not open_slots.issuperset(slots):
                when = moment(grid, slots.start)
                sentence = Phrase(
                    f"Meeting {meeting.id} at {when} is not within its windows",
                    f"Overleg {meeting.id} op {when:nl} is buiten zijn tijden",
                )
                yield self.breach(1, (meeting.id, session.day), sentence)
        for day, count in on_day.items():
            if count > 1:
                sentence = Phrase(
                    f"Meeting {meeting.id} is held {count} times on {day}, {count - 1} more than once a day",
                    f"Overleg {meeting.id} is {on(day):nl} {count} keer, {count - 1} meer dan eens per dag",
                )
                yield self.breach(count - 1, (meeting.id, day), sentence)

    def _absent(
        self, index: SchoolIndex, roster: RosterView, meeting: Meeting, held: list[MeetingSession]
    ) -> Iterator[Violation]:
        for session in held:
            absent = [
                person
                for person in index.meeting_members(meeting.id)
                if person not in session.staff
                and index.availability(person, "absent").isdisjoint(_slots(index, session))
                and (meeting.attendance == "all" or session.day in roster.roster.workdays.get(person, ()))
            ]
            if absent:
                names = ", ".join(absent)
                sentence = Phrase(
                    f"{names} missing at meeting {meeting.id} on {session.day}",
                    f"Bij overleg {meeting.id} op {on(session.day):nl} ontbreken: {names}",
                )
                yield self.breach(len(absent), (meeting.id, session.day, *absent), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per meeting one sum for each thing that is counted."""
        for meeting in index.school.meetings:
            events = frame.meeting_events[meeting.id]
            sums = (
                *_often_enough(index, frame, meeting, events),
                *_well_placed(index, frame, meeting, events),
                *_attended(index, frame, meeting, events),
            )
            yield LimitSum(
                **self.common(
                    setting, (meeting.id,), f"Meeting {meeting.id} is held {meeting.per_week} times a week"
                ),
                sums=sums,
            )


def _often_enough(
    index: SchoolIndex, frame: Frame, meeting: Meeting, events: tuple[int, ...]
) -> Iterator[Sum]:
    weeks = max(1, len(index.school.calendar.weeks))
    days = len(index.grid.days) // weeks
    for week in range(weeks):
        times = tuple(t for day in range(week * days, (week + 1) * days) for t in frame.day_slots(day))
        terms = tuple(Term(1, StartsWithin(event, times)) for event in events)
        yield Sum(f"{meeting.id} / week {week + 1}", terms, minimum=meeting.per_week)


def _well_placed(
    index: SchoolIndex, frame: Frame, meeting: Meeting, events: tuple[int, ...]
) -> Iterator[Sum]:
    grid = index.grid
    open_slots = grid.within(meeting.windows)
    length = grid.slots(meeting.minutes)
    bad = tuple(
        start
        for start in range(grid.size)
        if any(
            slot not in open_slots or grid.day(slot) != grid.day(start)
            for slot in range(start, start + length)
        )
    )
    for event in events:
        yield Sum(frame.events[event].id, (Term(1, StartsWithin(event, bad)),), maximum=0)
    for day, name in enumerate(grid.days):
        terms = tuple(Term(1, StartsWithin(event, frame.day_slots(day))) for event in events)
        yield Sum(f"{meeting.id} / {name}", terms, maximum=1)


def _attended(index: SchoolIndex, frame: Frame, meeting: Meeting, events: tuple[int, ...]) -> Iterator[Sum]:
    for event in events:
        for role, member in enumerate(index.meeting_members(meeting.id)):
            person = frame.staff[member]
            excused = index.availability(member, "absent")
            asked = [
                start
                for start in range(index.grid.size)
                if not excused or excused.isdisjoint(_length(index, meeting, start))
            ]
            missing = Not(Assigned(event, role, person))
            if meeting.attendance == "all":
                terms = [Term(1, All((StartsWithin(event, tuple(asked)), missing)))]
            else:
                terms = [
                    Term(
                        1,
                        All((StartsWithin(event, _on(frame, position, asked)), Joins(person, day), missing)),
                    )
                    for position, day in enumerate(frame.day.values())
                ]
            yield Sum(f"{frame.events[event].id} / {member}", tuple(terms), maximum=0)


def _length(index: SchoolIndex, meeting: Meeting, start: int) -> range:
    """The slots of a meeting that starts then."""
    return range(start, start + index.grid.slots(meeting.minutes))


def _on(frame: Frame, day: int, starts: list[int]) -> tuple[int, ...]:
    """The starts that are on a day."""
    slots = frame.day_slots(day)
    return tuple(start for start in starts if start in slots)


def _slots(index: SchoolIndex, session: MeetingSession) -> range:
    """The slots of a meeting that is held."""
    day = index.grid.day_index[session.day]
    return index.grid.span(day, session.start, session.start + session.minutes)
