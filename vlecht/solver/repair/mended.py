"""From a solved cover model to a roster, with a sentence for each thing that is done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession, Roster, Session, Visit
from vlecht.models.school import School
from vlecht.models.words import Function
from vlecht.rules.phrases import listed, moment, on
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.cover import CoverModel
from vlecht.solver.run import Outcome
from vlecht.solver.week.assemble import with_freed


@dataclass
class Mended:
    """A roster made from another, what was done, and who stood in."""

    case: Case
    """With the school in which who parts from a colleague may do so."""
    roster: Roster
    reasons: list[Phrase] = field(default_factory=list)
    covers: list[tuple[str, str, int]] = field(default_factory=list)
    ways: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """cover, release, swap, supervise, merge, distribute -> number of sessions so mended."""
    empty: list[tuple[str, int]] = field(default_factory=list)
    """Seats that nobody could be found for."""
    parted: frozenset[tuple[str, int]] = frozenset()
    """Seats of somebody second that the session goes on without."""


def mended(x: CoverModel, outcome: Outcome) -> Mended:
    """The roster that was found."""
    case = x.case
    parted = {seat for seat, literal in x.released.items() if outcome.value(literal)}
    if parted:
        school = _alone(case.index.school, {name: case.activity[name].delivery for name, _ in parted})
        case = replace(case, index=SchoolIndex(school))
        case.judgement = x.case.judgement
    found = Mended(case, case.roster, parted=frozenset(parted))
    visits = _visits(x, outcome, found)
    sessions = tuple(_session(x, outcome, session, found) for session in case.roster.sessions)
    duties = _duties(x, outcome, found)
    roster = case.roster.model_copy(
        update={
            "sessions": sessions,
            "duties": duties,
            "meetings": tuple(
                meeting.model_copy(
                    update={
                        "staff": tuple(
                            person
                            for person in meeting.staff
                            if not case.cannot(person, _meeting_slots(case, meeting))
                        )
                    }
                )
                for meeting in case.roster.meetings
            ),
            "workdays": {person: case.workdays(person) for person in case.roster.workdays},
            "visits": (*case.roster.visits, *visits),
        }
    )
    days = {case.index.grid.days[case.index.grid.day(slot)] for slot in case.lost_slots}
    days |= {s.day for s, old in zip(sessions, case.roster.sessions, strict=True) if s != old}
    again = with_freed(case.index, roster).freed
    kept = tuple(entry for entry in roster.freed if entry.day not in days)
    found.roster = roster.model_copy(
        update={"freed": (*kept, *(entry for entry in again if entry.day in days))}
    )
    found.empty = [seat for seat, literal in x.empty.items() if outcome.value(literal)]
    return found


def _meeting_slots(case: Case, meeting: MeetingSession) -> range:
    day = case.index.grid.day_index[meeting.day]
    return case.index.grid.span(day, meeting.start, meeting.start + meeting.minutes)


def _session(x: CoverModel, outcome: Outcome, session: Session, found: Mended) -> Session:
    """A session with its seats as found."""
    case, name = x.case, session.id
    when = moment(case.index.grid, case.slots[name].start) if name in case.slots else Phrase("", "")
    if name in x.gone and outcome.value(x.gone[name]):
        return session.model_copy(update={"staff": (), "room": None})
    for guide, literal in x.guides.get(name, {}).items():
        if outcome.value(literal):
            found.ways["supervise"] += 1
            found.covers.append((name, guide, session.minutes))
            found.reasons.append(_supervised(x, session, guide, when))
            first = case.activity[name].seats[0].function
            rest = tuple(a for a in session.staff if a.function != first)
            staff = (Assignment(staff=guide, function=Function.SUPERVISE), *rest)
            return session.model_copy(update={"kind": "independent", "staff": staff})
    activity = case.activity.get(name)
    if activity is None or (activity.seats and (name, 0) not in x.seat):
        return session  # of another day
    staff_now: list[Assignment] = []
    changed = False
    for number, seat in enumerate(activity.seats):
        taken = x.seat.get((name, number), {})
        person = next((p for p, literal in taken.items() if outcome.value(literal)), None)
        present = case.layout.staff.get((name, number))
        if person is not None:
            staff_now.append(Assignment(staff=person, function=seat.function))
        if person != present:
            changed = True
            if person is None and (name, number) in found.parted:
                found.reasons.append(_goes_on(session, str(present), when))
            elif person is not None:
                found.covers.append((name, person, session.minutes))
                way = "swap" if present not in case.absent or _had_one(x, name, person) else "cover"
                if _parts(x, found, name, person):
                    way = "release"
                found.ways[way] += 1
                found.reasons.append(_covered(x, session, person, present, when))
    return session.model_copy(update={"staff": tuple(staff_now)}) if changed else session


def _had_one(x: CoverModel, name: str, person: str) -> bool:
    """Whether the person had another seat at that time."""
    case = x.case
    return any(
        who == person and not set(case.slots.get(seat[0], ())).isdisjoint(case.slots[name])
        for seat, who in case.layout.staff.items()
    )


def _parts(x: CoverModel, found: Mended, name: str, person: str) -> bool:
    """Whether the person parts from a colleague at that time."""
    case = x.case
    return any(
        case.layout.staff.get(seat) == person and not set(case.slots[seat[0]]).isdisjoint(case.slots[name])
        for seat in found.parted
    )


def _alone(school: School, sessions: dict[str, str]) -> School:
    """The school with sessions (and their deliveries) that do without somebody second."""
    return school.model_copy(
        update={
            "deliveries": tuple(
                delivery.model_copy(update={"alone": (*delivery.alone, *mine)}) if mine else delivery
                for delivery in school.deliveries
                for mine in [tuple(name for name, of in sessions.items() if of == delivery.id)]
            )
        }
    )


def _goes_on(session: Session, without: str, when: Phrase) -> Phrase:
    of = listed(session.groups)
    return Phrase(
        f"{when} {session.subject} of {of} goes on without {without} as the second",
        f"{when:nl} {session.subject} van {of:nl} gaat door zonder {without} als tweede",
    )


def _covered(x: CoverModel, session: Session, person: str, present: str | None, when: Phrase) -> Phrase:
    why = _why(x, session, person)
    of = listed(session.groups)
    instead, plaats = (f" instead of {present}", f" in plaats van {present}") if present else ("", "")
    return Phrase(
        f"{when} {session.subject} of {of}: {person}{instead} ({why})",
        f"{when:nl} {session.subject} van {of:nl}: {person}{plaats} ({why:nl})",
    )


def _supervised(x: CoverModel, session: Session, person: str, when: Phrase) -> Phrase:
    why, of = _why(x, session, person), listed(session.groups)
    return Phrase(
        f"{when} {session.subject} of {of} becomes independent work, supervised by {person} ({why})",
        f"{when:nl} {session.subject} van {of:nl} wordt zelfstandig werken, begeleid door {person}"
        f" ({why:nl})",
    )


def _why(x: CoverModel, session: Session, person: str) -> Phrase:
    """Why this person: what they are to the group, and what they had."""
    index = x.index
    homes = {
        home
        for group in session.groups
        for home in (
            [group]
            if group in index.home_groups
            else [index.pupils[p].home_group for p in x.week.attending(group)]
        )
    }
    if any(person in index.own_teachers(home) for home in homes):
        known = Phrase("own teacher of the group", "eigen leerkracht van de groep")
    elif any(person in index.clusters[index.cluster_of(home)].team for home in homes):
        known = Phrase("of the group's team", "uit het team van de groep")
    elif any(
        set(x.case.activity[seat[0]].groups) & set(session.groups)
        for seat, who in x.case.layout.staff.items()
        if who == person
    ):
        known = Phrase("sees the group at other moments", "ziet de groep op andere momenten")
    else:
        known = Phrase("does not know the group", "kent de groep niet")
    had = (
        Phrase("had a seat elsewhere then", "stond dan ergens anders")
        if _had_one(x, session.id, person)
        else Phrase("had nothing then", "had dan niets")
    )
    return Phrase(f"{known}, {had}", f"{known:nl}, {had:nl}")


def _visits(x: CoverModel, outcome: Outcome, found: Mended) -> list[Visit]:
    """Who goes where, of what has nobody."""
    case = x.case
    visits: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, chosen in x.places.whole.items():
        for stream, literal in chosen.items():
            if outcome.value(literal):
                pupils = x.places.pupils(case.activity[name])
                for host in stream.activities:
                    visits[name, host] += pupils
                found.ways["merge"] += 1
                when = moment(case.index.grid, case.slots[name].start)
                of, subject = listed(case.activity[name].groups), case.activity[name].subject
                found.reasons.append(
                    Phrase(
                        f"{when} {subject} of {of}: all {len(pupils)} pupils join {stream.name}",
                        f"{when:nl} {subject} van {of:nl}: alle {len(pupils)} leerlingen gaan naar"
                        f" {stream.name}",
                    )
                )
    for name, single in x.places.single.items():
        to: dict[str, int] = defaultdict(int)
        for (pupil, stream), literal in single.items():
            if outcome.value(literal):
                to[stream.name] += 1
                for host in stream.activities:
                    visits[name, host].append(pupil)
        if to:
            found.ways["distribute"] += 1
            when = moment(case.index.grid, case.slots[name].start)
            of, subject = listed(case.activity[name].groups), case.activity[name].subject
            places = listed((f"{number} > {group}" for group, number in to.items()), 12)
            found.reasons.append(
                Phrase(
                    f"{when} {subject} of {of}: pupils distributed ({places})",
                    f"{when:nl} {subject} van {of:nl}: leerlingen verdeeld ({places:nl})",
                )
            )
    return [Visit(session=name, host=host, pupils=tuple(pupils)) for (name, host), pupils in visits.items()]


def _duties(x: CoverModel, outcome: Outcome, found: Mended) -> tuple[BreakDuty, ...]:
    """Break duties, with others for who cannot."""
    grid = x.index.grid
    kept: list[BreakDuty] = []
    taken: dict[tuple[str, int], list[str]] = {
        key: [p for p, literal in literals.items() if outcome.value(literal)]
        for key, literals in x.duty.items()
    }
    for duty in x.case.roster.duties:
        key = (duty.pause, grid.day_index[duty.day])
        present = {d.staff for d in x.case.roster.duties if (d.pause, d.day) == (duty.pause, duty.day)}
        if key not in taken or duty.staff in taken[key]:
            kept.append(duty)
            continue
        done = {d.staff for d in kept if (d.pause, d.day) == (duty.pause, duty.day)}
        new = next(p for p in taken[key] if p not in present and p not in done)
        kept.append(duty.model_copy(update={"staff": new}))
        found.reasons.append(
            Phrase(
                f"{duty.day} break duty {duty.pause}: {new} instead of {duty.staff}",
                f"{on(duty.day):nl} pleinwacht {duty.pause}: {new} in plaats van {duty.staff}",
            )
        )
        pause = next(b for b in x.index.school.calendar.breaks if b.id == duty.pause)
        found.covers.append((f"{duty.pause} {duty.day}", new, pause.end - pause.start))
    return tuple(kept)
