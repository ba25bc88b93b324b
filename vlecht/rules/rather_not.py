"""What staff would rather not is avoided where possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.at_work import work_at
from vlecht.rules.base import Mode, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class RatherNot(Rule):
    """Per staff member: slots at work (sessions, meetings, break duties) that touch a *rather not*."""

    id = "rather_not"
    words = Phrase(
        "Staff do not work when they would rather not.",
        "Medewerkers werken niet wanneer zij liever niet werken.",
    )
    unit = Phrase("slots", "tijdvakken")
    mode: ClassVar[Mode] = "soft"
    weight = 3

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and day."""
        for person in index.staff:
            unwanted = index.availability(person, "rather_not")
            for work in work_at(roster, person, unwanted) if unwanted else ():
                sentence = Phrase(
                    f"{person} works at {work.text}, when they would rather not",
                    f"{person} werkt {work.text:nl}, en zou dat dan liever niet doen",
                )
                yield self.breach(len(work.slots), (person, *work.tasks), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Nobody is busy when they would rather not."""
        for person, resource in frame.staff.items():
            if unwanted := index.availability(person, "rather_not"):
                yield AvoidUnavailableTimes(
                    **self.common(setting, (person,), f"{person} would rather not work at certain times"),
                    resources=(resource,),
                    times=tuple(sorted(unwanted)),
                )
