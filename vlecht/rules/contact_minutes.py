"""Staff teach no more than their contract says."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_workload import LimitWorkload
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class ContactMinutes(Rule):
    """Per staff member: contact minutes above their limit.

    Contact minutes are those of every seat in a session, for as long as it lasts, and of every break duty;
    meetings are none. The limit is what the school states, or FTE × the policy's minutes per FTE, less
    task minutes, per week of the cycle.
    """

    id = "contact_minutes"
    words = Phrase(
        "Staff have no more minutes with pupils than their contract allows.",
        "Niemand heeft meer minuten met leerlingen dan de aanstelling toestaat.",
    )
    unit = Phrase("minutes", "minuten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person."""
        for person, minutes in roster.contact_minutes.items():
            limit = index.contact_limit(person)
            if minutes > limit:
                sentence = Phrase(
                    f"{person} has {minutes} contact minutes, {minutes - limit} above the limit of {limit}",
                    f"{person} heeft {minutes} minuten met leerlingen, {minutes - limit} boven de "
                    f"grens van {limit}",
                )
                yield self.breach(minutes - limit, (person,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A limit on the workload: in the frame, the minutes of a person's seats and duties."""
        for person, resource in frame.staff.items():
            limit = index.contact_limit(person)
            yield LimitWorkload(
                **self.common(setting, (person,), f"{person} has at most {limit} contact minutes"),
                resources=(resource,),
                minimum=0,
                maximum=limit,
            )
