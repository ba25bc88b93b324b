"""Nobody works when they cannot."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.at_work import work_at
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class StaffAvailability(Rule):
    """Per staff member: slots at work (sessions, meetings, break duties) that touch a *cannot*."""

    id = "availability"
    words = Phrase(
        "Nobody works when they cannot.",
        "Niemand werkt wanneer dat niet kan.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and day."""
        for person in index.staff:
            cannot = index.availability(person, "cannot")
            for work in work_at(roster, person, cannot) if cannot else ():
                sentence = Phrase(
                    f"{person} works at {work.text}, when they cannot",
                    f"{person} werkt {work.text:nl}, terwijl dat dan niet kan",
                )
                yield self.breach(len(work.slots), (person, *work.tasks), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Nobody is busy when they cannot."""
        for person, resource in frame.staff.items():
            if cannot := index.availability(person, "cannot"):
                yield AvoidUnavailableTimes(
                    **self.common(setting, (person,), f"{person} cannot work at certain times"),
                    resources=(resource,),
                    times=tuple(sorted(cannot)),
                )
