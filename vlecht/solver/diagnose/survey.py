"""Supply against demand, before any search: who could be where, and what will hurt first.

Counts, not proofs: a load of 100 % can still fit, and one below can fail for other reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vlecht.models.diagnosis import Load, Moment, Survey
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function
from vlecht.rules.phrases import listed
from vlecht.solver.diagnose.assumed import Assumed, hard_rules
from vlecht.solver.diagnose.budget import Budget
from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.meetings import meeting_starts
from vlecht.solver.diagnose.peaks import fewest_at_once
from vlecht.solver.diagnose.wording import DOING, when

MINUTES = Phrase("minutes", "minuten")
PEOPLE = Phrase("people", "mensen")
TIMES = Phrase("moments", "momenten")
AT_WORK = (Function.LEAD, Function.CO_TEACH, Function.SUPERVISE, Function.SUPPORT)
"""What staff do in lesson time."""


def survey(book: FactBook) -> Survey:
    """The supply and demand of a school under all its facts."""
    assumed = Assumed(book, [fact.id for fact in book.facts], hard_rules(book.index))
    x = Budget(assumed, times_only=True)
    moments = tuple(_moments(x))
    loads = [
        *_tightest_moments(x.index, moments),
        *_minutes(x),
        *_rooms(x),
        *_equipment(x),
        *_breaks(x.index),
        *_meetings(assumed),
    ]
    return Survey(moments, tuple(sorted(loads, key=lambda load: -load.share)))


def _moments(x: Budget) -> Iterator[Moment]:
    index, grid = x.index, x.index.grid
    fewest = fewest_at_once(x, proven=False)
    taught = {
        cluster: grid.teaching_slots(cluster) for cluster in index.clusters if index.home_groups_of[cluster]
    }
    for slot in sorted(frozenset[int]().union(*taught.values())):
        there = [person for person in index.staff if slot not in index.availability(person, "cannot")]
        could = {
            function: sum(index.permission(person, function) is not None for person in there)
            for function in Function
        }
        anybody = sum(any(index.permission(person, f) is not None for f in AT_WORK) for person in there)
        least = sum(
            number
            for groups, number in fewest
            if any(slot in taught[index.cluster_of(group)] for group in groups)
        )
        yield Moment(grid.days[grid.day(slot)], grid.clock(slot), could, anybody, least)


def _tightest_moments(index: SchoolIndex, moments: tuple[Moment, ...]) -> Iterator[Load]:
    """Per day the moment with the fewest people to spare."""
    for day in index.grid.days:
        mine = [moment for moment in moments if moment.day == day]
        if mine:
            worst = min(mine, key=lambda moment: (moment.spare, moment.start))
            at = when((day,), worst.start)
            yield Load(
                "moment",
                Phrase(f"people with a class {at}", f"mensen voor de groep {at:nl}"),
                worst.least,
                worst.anybody,
                PEOPLE,
                Phrase(f"have one more person there {at}", f"zorg voor nog iemand {at:nl}"),
            )


def _minutes(x: Budget) -> Iterator[Load]:
    """For every set of people who alone may take some seats: the minutes of those seats, and their own."""
    index, grid = x.index, x.index.grid
    asked: dict[tuple[str, ...], int] = defaultdict(int)
    subjects: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for alike in x.sessions:
        for act in alike.acts:
            for able in act.candidates:
                asked[able] += alike.number * act.length * grid.step
                subjects[able][alike.block.subject] = None
    duties = sum(
        pause.supervisors * (pause.end - pause.start) * len(grid.days_of(pause.days))
        for pause in index.school.calendar.breaks
    )
    if duties:
        asked[tuple(sorted(x.assumed.on_duty()))] += duties
    for people in sorted(asked):
        inside = [able for able in asked if set(able) <= set(people)]
        total = sum(asked[able] for able in inside)
        limit = sum(index.contact_limit(person) for person in people)
        if not total:
            continue
        names = listed(people, 4)
        what = listed(dict.fromkeys(s for able in inside for s in subjects[able]), 3)
        yield Load(
            "minutes",
            Phrase(f"minutes for {what} by {names}", f"minuten voor {what:nl} door {names:nl}"),
            total,
            limit,
            MINUTES,
            _more(what, total - limit),
        )


def _more(what: Phrase, short: int) -> Phrase:
    if short <= 0:
        return Phrase(f"let one more person do {what}", f"laat nog iemand {what:nl} doen")
    return Phrase(
        f"let one more person do {what}, or raise contracts by {short} minutes",
        f"laat nog iemand {what:nl} doen, of verhoog contracten met {short} minuten",
    )


def _rooms(x: Budget) -> Iterator[Load]:
    """For every set of rooms that alone suit some activities: their minutes, and the rooms' own."""
    index, grid = x.index, x.index.grid
    asked: dict[tuple[str, ...], int] = defaultdict(int)
    for alike in x.sessions:
        for act in alike.acts:
            asked[act.rooms] += alike.number * act.length
    lessons = grid.lesson_slots
    for rooms in sorted(asked):
        inside = [suits for suits in asked if set(suits) <= set(rooms)]
        total = sum(asked[suits] for suits in inside)
        there = sum(index.rooms[room].concurrent * len(lessons - x.assumed.closed[room]) for room in rooms)
        kinds = listed(dict.fromkeys(index.rooms[room].kind for room in rooms))
        sites = dict.fromkeys(site for room in rooms if (site := index.rooms[room].site) is not None)
        at = f" ({', '.join(sites)})" if sites else ""
        shown = listed(rooms)
        if total:
            yield Load(
                "rooms",
                Phrase(f"rooms: {kinds}{at}: {shown}", f"ruimtes: {kinds:nl}{at}: {shown:nl}"),
                total * grid.step,
                there * grid.step,
                MINUTES,
                Phrase(
                    f"let another room serve as {kinds}, or open one longer",
                    f"laat nog een ruimte dienen als {kinds:nl}, of stel er een langer open",
                ),
            )


def _equipment(x: Budget) -> Iterator[Load]:
    """A pool against the most that one moment of one session takes."""
    for pool in x.index.school.equipment:
        most = 0
        for alike in x.sessions:
            used: dict[int, int] = defaultdict(int)
            for act in alike.acts:
                for name, pieces in act.equipment:
                    for slot in range(act.offset, act.offset + act.length):
                        used[slot] += pieces if name == pool.id else 0
            most = max(most, *used.values(), 0)
        if most:
            yield Load(
                "equipment",
                Phrase(f"{pool.id} in one session", f"{pool.id} in een les"),
                most,
                pool.count,
                Phrase("pieces", "stuks"),
                Phrase(f"have more {pool.id}", f"zorg voor meer {pool.id}"),
            )


def _breaks(index: SchoolIndex) -> Iterator[Load]:
    """Per break and day: supervisors asked, and people who may and can."""
    grid = index.grid
    able = [p for p in index.staff if index.permission(p, Function.BREAK_DUTY) is not None]
    for pause in index.school.calendar.breaks:
        for day in grid.days_of(pause.days) if pause.supervisors else ():
            slots = grid.span(day, pause.start, pause.end)
            there = sum(index.availability(person, "cannot").isdisjoint(slots) for person in able)
            at, do = when((grid.days[day],)), DOING[Function.BREAK_DUTY]
            yield Load(
                "break",
                Phrase(f"supervisors of break {pause.id} {at}", f"toezicht bij pauze {pause.id} {at:nl}"),
                pause.supervisors,
                there,
                PEOPLE,
                Phrase(f"let one more person {do}", f"laat nog iemand {do:nl}"),
            )


def _meetings(assumed: Assumed) -> Iterator[Load]:
    """Per meeting: how often it is held, and the days on which everybody who must come can."""
    index, grid = assumed.index, assumed.index.grid
    weeks = max(1, len(index.school.calendar.weeks))
    for meeting in index.school.meetings:
        days: set[int] = set()
        length = grid.slots(meeting.minutes)
        members = index.meeting_members(meeting.id) if meeting.attendance == "all" else ()
        for start in meeting_starts(index, meeting):
            span = range(start, start + length)
            if all(assumed.blocked[member].isdisjoint(span) for member in members):
                days.add(grid.day(start))
        yield Load(
            "meeting",
            Phrase(f"days for meeting {meeting.id}", f"dagen voor overleg {meeting.id}"),
            meeting.per_week * weeks,
            len(days),
            Phrase("days", "dagen"),
            Phrase(
                f"widen the windows of {meeting.id}, or let those come who are at school",
                f"verruim de tijden van {meeting.id}, of laat komen wie op school is",
            ),
        )
