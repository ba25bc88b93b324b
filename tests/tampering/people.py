"""Tamperings with staff: seats, break duties, days at school."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.tampering.case import Case, Tampering, changed, removed, seated
from vlecht.models.roster import Session
from vlecht.models.words import Function

_MAIN = (Function.LEAD, Function.SUPERVISE, Function.SUPPORT)


def _others(case: Case) -> Iterator[tuple[Session, Function, str]]:
    """Sessions, the function of the first seat, and people who have no seat there."""
    for session in case.roster.sessions:
        if session.staff and session.staff[0].function in _MAIN:
            seats = {assignment.staff for assignment in session.staff}
            for person in case.index.staff:
                if person not in seats:
                    yield session, session.staff[0].function, person


def nobody(case: Case) -> Iterator[Tampering]:
    """A session has nobody."""
    for session in case.roster.sessions:
        yield changed(f"{session.id} ", session, staff=())


def no_supervisor(case: Case) -> Iterator[Tampering]:
    """Independent work has no supervisor."""
    for session in case.roster.sessions:
        if session.kind == "independent" and case.view.attendees(session):
            yield changed(f"{session.id} ", session, staff=())


def by_who_may_not(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody whose roles do not allow what is done there."""
    for session, function, person in _others(case):
        if case.index.permission(person, function) is None:
            yield seated(f"{person} is to ", session, person, function)


def duty_by_who_may_not(case: Case) -> Iterator[Tampering]:
    """A break duty goes to somebody whose roles do not allow it."""
    for duty, person in product(case.roster.duties, case.index.staff):
        if case.index.permission(person, Function.BREAK_DUTY) is None:
            yield changed(f"{person} has break duty", duty, staff=person)


def alone(case: Case) -> Iterator[Tampering]:
    """What somebody may only do with a colleague in reach is moved to after the last lesson."""
    for session in case.roster.sessions:
        if any(case.index.end_responsible(assignment.staff) for assignment in session.staff):
            continue
        for assignment in session.staff:
            if case.index.permission(assignment.staff, assignment.function) == "in_reach":
                yield changed(f"{assignment.staff} has no end-responsible", session, start=16 * 60)


def two_things_at_once(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody who has something else on."""
    for session, function, person in _others(case):
        if not case.slots(session).isdisjoint(case.view.busy[person]):
            yield seated(f"{person} does ", session, person, function)


def who_cannot(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody who cannot then."""
    for session, function, person in _others(case):
        if case.slots(session) & case.index.availability(person, "cannot"):
            yield seated(f"{person} works ", session, person, function)


def on_a_day_off(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody who is not at school that day."""
    for session, function, person in _others(case):
        if session.day not in case.roster.workdays.get(person, ()):
            yield seated(f"{person} works ", session, person, function)


def a_day_too_many(case: Case) -> Iterator[Tampering]:
    """Somebody is at school one day more than agreed."""
    for person, days in case.roster.workdays.items():
        if len(days) == case.index.staff[person].max_days:
            for day in case.index.grid.days:
                if day not in days:
                    yield Tampering(f"{person} is at school on ", days=((person, (*days, day)),))


def a_day_not_at_school(case: Case) -> Iterator[Tampering]:
    """Somebody is not at school on a day with work."""
    for person, days in case.roster.workdays.items():
        for day in days:
            if any(case.index.grid.days[case.index.grid.day(slot)] == day for slot in case.view.busy[person]):
                left = tuple(other for other in days if other != day)
                yield Tampering(f"{person} works ", days=((person, left),))


def more_than_the_contract(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody who has too few minutes left for it."""
    for session, function, person in _others(case):
        if case.view.contact_minutes[person] + session.minutes > case.index.contact_limit(person):
            yield seated(f"{person} has ", session, person, function)


def lunch_on_duty(case: Case) -> Iterator[Tampering]:
    """Lunch duty goes to somebody who teaches until it begins, and on from when it ends, on a long day."""
    lunches = {pause.id for pause in case.school.calendar.breaks if pause.start == 12 * 60}
    for duty, person in product(case.roster.duties, case.index.staff):
        if duty.pause not in lunches:
            continue
        lunch = case.view.break_slots(duty.pause, duty.day)
        day = case.span(duty.day, 0, 24 * 60)
        around = case.span(duty.day, 10 * 60 + 30, 210) - set(lunch)
        busy = case.view.busy[person].keys()
        if around <= busy and len(busy & day) * case.index.grid.step > 240 - 30:
            yield changed(f"{person} works ", duty, staff=person)


def duty_lapses(case: Case) -> Iterator[Tampering]:
    """Somebody does not come to break duty."""
    for duty in case.roster.duties:
        yield removed(f"Break {duty.pause} on {duty.day} ", duty)


def none_of_them_there(case: Case) -> Iterator[Tampering]:
    """One of those of whom somebody must be there is not, on a day on which the others are not either."""
    workdays = case.roster.workdays
    for line in case.school.presence:
        for day in case.index.grid.days:
            there = [person for person in line.staff if day in workdays.get(person, ())]
            if len(there) == line.at_least:
                for person in there:
                    left = tuple(other for other in workdays[person] if other != day)
                    yield Tampering(person, days=((person, left),))


def freed_at_work(case: Case) -> Iterator[Tampering]:
    """A seat goes to somebody who is listed as freed at that moment."""
    for entry in case.roster.freed:
        slots = case.span(entry.day, entry.start, entry.minutes)
        for session in case.roster.sessions:
            if session.staff and session.staff[0].function in _MAIN and case.slots(session) & slots:
                named = f"{entry.staff} is listed as freed"
                yield seated(named, session, entry.staff, session.staff[0].function)


def not_the_pinned_person(case: Case) -> Iterator[Tampering]:
    """A seat pinned to somebody goes to another."""
    pinned = {pin.session: pin.function for pin in case.school.pins if pin.what == "staff"}
    for session, function, person in _others(case):
        if pinned.get(session.id) == function:
            yield seated(session.id, session, person, function)
