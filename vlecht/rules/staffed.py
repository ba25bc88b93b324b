"""Nobody is left without the people who should be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from vlecht.core.constraints.assign_resource import AssignResource
from vlecht.core.constraints.base import Constraint
from vlecht.models.attending import session_lengths
from vlecht.models.deliveries import (
    AnyDelivery,
    CircuitDelivery,
    CoTaughtDelivery,
    Regrouped,
    SupportDelivery,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Session
from vlecht.models.words import Function
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame, seat_name
from vlecht.rules.phrases import doing, spells
from vlecht.rules.view import RosterView


class Staffed(Rule):
    """Per seat that nobody takes: the length of the session.

    A session has one lead; independent work has one supervisor instead, support somebody in support, a
    station what the circuit says; where the group has a helper somebody co-teaches too. Of a home group's
    n co-taught sessions in the curriculum the first ⌈share × n⌉, by number, have somebody in the second
    function too, less those that do ``alone``. A session of the plan that is not held has nobody, and counts
    for its planned length. One of which all pupils visit others needs nobody.
    """

    id = "staffed"
    words = Phrase(
        "Every session has the staff it needs.",
        "Elke activiteit heeft de medewerkers die nodig zijn.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per empty seat."""
        for session in roster.roster.sessions:
            if roster.deserted(session):
                continue
            slots = roster.slots(session)
            present = Counter(assignment.function for assignment in session.staff)
            for function in (Counter(_needed(index, roster, session)) - present).elements():
                when, task = spells(index.grid, slots), doing(function)
                sentence = Phrase(
                    f"{session.id} at {when} has nobody to {task}",
                    f"{session.id} op {when:nl} heeft niemand om {task:nl}",
                )
                yield self.breach(len(slots), (session.id, function.value), sentence)
        for activity in roster.plan.activities:
            if activity.id not in roster.session:
                for seat in activity.seats:
                    task = doing(seat.function)
                    sentence = Phrase(
                        f"{activity.id} is not held, so nobody is there to {task}",
                        f"{activity.id} valt uit, dus er is niemand om {task:nl}",
                    )
                    yield self.breach(activity.length, (activity.id, seat.function.value), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Every seat of the plan has a resource assigned."""
        for activity in frame.plan.activities:
            for number, seat in enumerate(activity.seats):
                yield AssignResource(
                    **self.common(
                        setting,
                        (activity.id, seat_name(number, seat.function)),
                        f"{activity.id} needs somebody to {doing(seat.function)}",
                    ),
                    events=(frame.event[activity.id],),
                    role=seat_name(number, seat.function),
                )


def _needed(index: SchoolIndex, roster: RosterView, session: Session) -> tuple[Function, ...]:
    delivery = index.deliveries[session.delivery]
    if isinstance(delivery, SupportDelivery):
        return (Function.SUPPORT,)
    alone = session.id in delivery.alone
    helper = (Function.CO_TEACH,) if not alone and _has_helper(roster, delivery, session) else ()
    if isinstance(delivery, CircuitDelivery):
        station = roster.station(session)
        return (Function.LEAD if station is None else station.function, *helper)
    if isinstance(delivery, CoTaughtDelivery) and not alone and _has_second(index, delivery, session):
        return (Function.LEAD, delivery.second)
    if session.kind == "independent":
        return (Function.SUPERVISE,)
    return (Function.LEAD, *helper)


def _has_helper(roster: RosterView, delivery: AnyDelivery, session: Session) -> bool:
    """Whether the session's group is one of the first of its set, which have a helper."""
    if not isinstance(delivery, Regrouped) or not delivery.helpers:
        return False
    helped = {group for names in roster.plan.sets_of[delivery.id] for group in names[: delivery.helpers]}
    return not helped.isdisjoint(session.groups)


def _has_second(index: SchoolIndex, delivery: CoTaughtDelivery, session: Session) -> bool:
    lines = (index.curriculum.get((group, delivery.subject)) for group in session.groups)
    weeks = max(1, len(index.school.calendar.weeks))
    asked = sum(len(session_lengths(line, index.grid.step, weeks)) for line in lines if line is not None)
    number = session.id.rpartition("#")[2]
    # The small amount takes away what a share such as 0.7 of 10 is above 7 in floating point.
    return number.isdecimal() and int(number) <= ceil(delivery.share * asked - 1e-9)
