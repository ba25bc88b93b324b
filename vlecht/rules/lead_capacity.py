"""Nobody teaches a larger group than the own qualification allows."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_crowd import LimitCrowd
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class LeadCapacity(Rule):
    """Per session and lead: pupils beyond the most that the lead may have in front of the group.

    The most is what the lead's widest qualification for the subject and the pupils' years says
    (``qualifications.most``; none: no limit). Guests count. Who is not qualified at all is another rule's.
    """

    id = "lead_capacity"
    words = Phrase(
        "Nobody leads a larger group than the qualification allows.",
        "Niemand leidt een grotere groep dan de bevoegdheid toelaat.",
    )
    unit = Phrase("pupils", "leerlingen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per session and lead."""
        for session in roster.roster.sessions:
            for person in session.staff:
                if person.function not in (Function.LEAD, Function.SUPPORT):
                    continue
                homes = index.deliveries[session.delivery].home_groups
                most = _most(index, person.staff, session.subject, index.years_of(homes))
                heads = len(roster.attendees(session))
                if most is not None and heads > most:
                    pupils = counted(heads, "pupil")
                    sentence = Phrase(
                        f"{person.staff} has {pupils} in {session.id}, {heads - most} more than the "
                        f"qualification allows",
                        f"{person.staff} heeft {pupils:nl} in {session.id}, {heads - most} meer dan de "
                        f"bevoegdheid toelaat",
                    )
                    yield self.breach(heads - most, (session.id, person.staff), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per seat to lead or support: candidates with a limit, and their limit."""
        for delivery in index.school.deliveries:
            years = index.years_of(delivery.home_groups)
            limited = {
                person: most
                for person in index.staff
                if (most := index.group_limit(person, delivery.subject, years)) is not None
            }
            limits = tuple(
                (frame.event[activity.id], role, frame.staff[person], most)
                for activity in frame.plan.activities
                if activity.delivery == delivery.id
                for role, seat in enumerate(activity.seats)
                if seat.function in (Function.LEAD, Function.SUPPORT)
                for person, most in limited.items()
            )
            if limits:
                sentence = f"Leads of {delivery.id} have no larger groups than they may"
                yield LimitCrowd(**self.common(setting, (delivery.id,), sentence), limits=limits)


def _most(index: SchoolIndex, staff: str, subject: str, years: frozenset[int]) -> int | None:
    """The widest of the person's qualifications that cover the subject in the years; ``None``: no limit."""
    fitting = [
        qualification.most
        for qualification in index.staff[staff].qualifications
        if (not qualification.subjects or subject in qualification.subjects)
        and (not qualification.years or years <= set(qualification.years))
    ]
    limits = [most for most in fitting if most is not None]
    return max(limits) if limits and len(limits) == len(fitting) else None
