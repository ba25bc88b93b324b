"""Whoever does something may do it."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import CircuitDelivery, SupportDelivery, WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Session
from vlecht.models.words import Function
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame, seat_name
from vlecht.rules.phrases import doing, listed, on, spells
from vlecht.rules.view import RosterView


class Qualified(Rule):
    """Per seat and break duty taken by somebody who may not: the length of the session or break.

    A role of theirs must allow the function. Leads and support need a qualification for the subject that
    covers all years of the session's home groups, or, where pupils are regrouped, of all of the
    delivery's home groups (support: of the home groups its pupils come from). Where the delivery, station
    or workshop names its leads, the first person in its main function is one of them; that does not
    hold for those who guide independent work in instruction rounds, or for the second in co-teaching.
    """

    id = "qualified"
    words = Phrase(
        "Staff only do what their role, qualifications and the school allow.",
        "Medewerkers doen alleen wat hun rol, hun bevoegdheid en de school toestaan.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and seat, or person and break."""
        pulled: dict[str, tuple[str, ...]] = {}
        for session in roster.roster.sessions:
            years = index.years_of(_home_groups(index, session, pulled))
            main, named = _named(index, roster, session)
            for assignment in session.staff:
                person, function = assignment.staff, assignment.function
                wanted: tuple[str, ...] = ()
                if function == main:
                    # Only the first in the main function takes the seat that the names are for.
                    wanted, main = named, None
                why = _objection(index, person, function, session.subject, years, wanted)
                if why is not None:
                    slots = roster.slots(session)
                    when, task = spells(index.grid, slots), doing(function)
                    sentence = Phrase(
                        f"{person} is to {task} in {session.id} at {when}, but {why}",
                        f"{person} staat in {session.id} op {when:nl} om {task:nl}, maar {why:nl}",
                    )
                    yield self.breach(len(slots), (person, session.id), sentence)
        for duty in roster.roster.duties:
            if index.permission(duty.staff, Function.BREAK_DUTY) is None:
                slots = roster.break_slots(duty.pause, duty.day)
                sentence = Phrase(
                    f"{duty.staff} has break duty in {duty.pause} on {duty.day}, but {_NO_ROLE}",
                    f"{duty.staff} heeft pleinwacht in {duty.pause} op {on(duty.day):nl}, maar {_NO_ROLE:nl}",
                )
                yield self.breach(len(slots), (duty.staff, duty.pause, duty.day), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Only candidates take seats and break duties."""
        for activity in frame.plan.activities:
            for number, seat in enumerate(activity.seats):
                role = seat_name(number, seat.function)
                sentence = f"Only somebody who may do so is to {doing(seat.function)} in {activity.id}"
                yield PreferResources(
                    **self.common(setting, (activity.id, role), sentence),
                    events=(frame.event[activity.id],),
                    role=role,
                    resources=tuple(frame.staff[person] for person in seat.candidates),
                )
        able = [p for p in index.staff if index.permission(p, Function.BREAK_DUTY) is not None]
        for (pause, day), events in frame.duty_events.items():
            yield PreferResources(
                **self.common(setting, (pause, day), f"Break {pause} on {day} needs staff who may do that"),
                events=events,
                role=seat_name(0, Function.BREAK_DUTY),
                resources=tuple(frame.staff[person] for person in able),
            )


_NO_ROLE = Phrase("no role of theirs allows that", "geen van de eigen rollen laat dat toe")


def _home_groups(index: SchoolIndex, session: Session, pulled: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    delivery = index.deliveries[session.delivery]
    if isinstance(delivery, SupportDelivery):
        if delivery.id not in pulled:
            homes = {index.pupils[pupil].home_group for pupil in support_pupils(index, delivery)}
            pulled[delivery.id] = tuple(homes)
        return pulled[delivery.id]
    if all(group in index.home_groups for group in session.groups):
        return session.groups
    return delivery.home_groups


def _named(
    index: SchoolIndex, roster: RosterView, session: Session
) -> tuple[Function | None, tuple[str, ...]]:
    """The session's main function, and who may have it when the school names people (none: anybody)."""
    delivery = index.deliveries[session.delivery]
    if isinstance(delivery, CircuitDelivery):
        station = roster.station(session)
        if station is None:
            return Function.LEAD, delivery.leads
        return station.function, station.leads or delivery.leads
    if isinstance(delivery, WorkshopsDelivery):
        offer = roster.offer(session)
        return Function.LEAD, (offer.leads if offer is not None else ()) or delivery.leads
    if delivery.form == "instruction_rounds" and session.kind == "independent":
        return Function.SUPERVISE, ()
    if delivery.form == "support":
        return Function.SUPPORT, delivery.leads
    return Function.SUPERVISE if session.kind == "independent" else Function.LEAD, delivery.leads


def _objection(
    index: SchoolIndex,
    person: str,
    function: Function,
    subject: str,
    years: frozenset[int],
    named: tuple[str, ...],
) -> Phrase | None:
    """Why a person may not have a function, or ``None`` when they may."""
    if index.permission(person, function) is None:
        return _NO_ROLE
    if function in (Function.LEAD, Function.SUPPORT) and not index.qualified(person, subject, years):
        named_years = listed(map(str, sorted(years)), 9)
        return Phrase(
            f"is not qualified for {subject} in years {named_years}",
            f"is niet bevoegd voor {subject} in leerjaar {named_years:nl}",
        )
    if named and person not in named:
        return Phrase(f"only {listed(named)} may", f"alleen {listed(named):nl} mag dat")
    return None
