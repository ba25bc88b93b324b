"""Staff who say when they prefer to work do so then."""

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


class Prefers(Rule):
    """Per staff member who prefers certain times: slots at work that none of those times touches.

    Work is sessions, meetings and break duties. Who states no preference has none.
    """

    id = "prefers"
    words = Phrase(
        "Staff work when they prefer to.",
        "Medewerkers werken wanneer zij dat het liefst doen.",
    )
    unit = Phrase("slots", "tijdvakken")
    mode: ClassVar[Mode] = "soft"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and day."""
        for person in index.staff:
            if any(stated.level == "prefers" for stated in index.staff[person].availability):
                wanted = index.availability(person, "prefers")
                other = roster.busy[person].keys() - wanted
                for work in work_at(roster, person, other):
                    sentence = Phrase(
                        f"{person} works at {work.text}, outside the times they prefer",
                        f"{person} werkt {work.text:nl}, buiten de tijden die de voorkeur hebben",
                    )
                    yield self.breach(len(work.slots), (person, *work.tasks), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Who prefers certain times is not busy at others."""
        for person, resource in frame.staff.items():
            levels = {stated.level for stated in index.staff[person].availability}
            if "prefers" in levels:
                wanted = index.availability(person, "prefers")
                yield AvoidUnavailableTimes(
                    **self.common(setting, (person,), f"{person} prefers to work at certain times"),
                    resources=(resource,),
                    times=tuple(slot for slot in range(index.grid.size) if slot not in wanted),
                )
