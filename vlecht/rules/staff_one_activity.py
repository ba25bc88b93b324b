"""A staff member cannot be in two places at once."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.at_work import work_at
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class StaffOneActivity(Rule):
    """Per staff member: over all slots, the number of things they are at, less one.

    Things are seats in sessions (two seats in one session are two things), meetings and break duties.
    """

    id = "staff_one_activity"
    words = Phrase(
        "A staff member does one thing at a time.",
        "Een medewerker doet een ding tegelijk.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and day."""
        for person in index.staff:
            load = roster.busy[person]
            clashes = {slot for slot, number in load.items() if number > 1}
            for work in work_at(roster, person, clashes) if clashes else ():
                amount = sum(load[slot] - 1 for slot in work.slots)
                sentence = Phrase(
                    f"{person} does more than one thing at {work.text}",
                    f"{person} doet meer dan een ding tegelijk op {work.text:nl}",
                )
                yield self.breach(amount, (person, *work.tasks), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """No clashes of anybody."""
        for person, resource in frame.staff.items():
            yield AvoidClashes(
                **self.common(setting, (person,), f"{person} does one thing at a time"),
                resources=(resource,),
            )
