"""Enough eyes on the pupils during every break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.atoms import Assigned, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import on
from vlecht.rules.view import RosterView


class BreakDuty(Rule):
    """Amount: supervisors missing, per break and day.

    Every duty in the roster counts as one supervisor; the same person twice in one break is in two
    places at once, which is a matter of ``staff_one_activity``.
    """

    id = "break_duty"
    words = Phrase(
        "Every break has, on each of its days, as many supervisors as it asks for.",
        "Elke pauze heeft op elk van haar dagen zoveel toezicht als gevraagd.",
    )
    unit = Phrase("duties", "beurten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per break and day with too few."""
        taken = Counter((duty.pause, duty.day) for duty in roster.roster.duties)
        for pause in index.school.calendar.breaks:
            for position in index.grid.days_of(pause.days):
                day = index.grid.days[position]
                there = taken[pause.id, day]
                if there < pause.supervisors:
                    yield self.breach(
                        pause.supervisors - there,
                        (pause.id, day),
                        Phrase(
                            f"Break {pause.id} on {day} has {there} of its {pause.supervisors} supervisors",
                            f"Pauze {pause.id} op {on(day):nl}: toezicht {there} van {pause.supervisors}",
                        ),
                    )

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per break: on each day so many duties with somebody in them."""
        for pause in index.school.calendar.breaks:
            sums = tuple(
                Sum(
                    f"{pause.id} / {day}",
                    tuple(Term(1, Assigned(event, 0, s)) for event in events for s in frame.staff.values()),
                    minimum=pause.supervisors,
                )
                for (name, day), events in frame.duty_events.items()
                if name == pause.id and events
            )
            if sums:
                yield LimitSum(
                    **self.common(
                        setting, (pause.id,), f"Break {pause.id} needs {pause.supervisors} supervisors"
                    ),
                    sums=sums,
                )
