"""A subject is spread over the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.spread_events import SpreadEvents
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, on
from vlecht.rules.view import RosterView


class SpreadOverDays(Rule):
    """Per home group, subject and day: blocks that start that day above the line's ``max_per_day``.

    Rounds of a block are one block; workshops count once per moment. Support is extra and does not count.
    """

    id = "spread_over_days"
    words = Phrase(
        "A home group has a subject at most so many times a day as the curriculum line says.",
        "Een stamgroep heeft een vak hoogstens zoveel keer per dag als de lessentabel zegt.",
    )
    unit = Phrase("sessions", "activiteiten")
    mode = "soft"
    weight = 10

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per home group, subject and day."""
        starts = Counter(
            (group, block.subject, index.grid.day(roster.block_start[block.id]))
            for block in roster.plan.blocks
            if block.id in roster.block_start
            for group in block.home_groups
        )
        for (group, subject, day), number in starts.items():
            line = index.curriculum.get((group, subject))
            if line is not None and number > line.max_per_day:
                name = index.grid.days[day]
                times, over = counted(number, "time"), number - line.max_per_day
                sentence = Phrase(
                    f"Home group {group} has {subject} {times} on {name}, {over} above {line.max_per_day}",
                    f"Stamgroep {group} heeft {subject} {on(name):nl} {times:nl}, {over} boven "
                    f"{line.max_per_day}",
                )
                yield self.breach(number - line.max_per_day, (group, subject, name), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """So many starts a day at most, per home group and subject."""
        for (group, subject), lessons in frame.lessons.items():
            line = index.curriculum.get((group, subject))
            if line is not None:
                days = range(len(index.grid.days))
                sentence = (
                    f"Home group {group} has {subject} at most {counted(line.max_per_day, 'time')} a day"
                )
                yield SpreadEvents(
                    **self.common(setting, (group, subject), sentence),
                    event_groups=(lessons,),
                    spans=tuple((day, 0, line.max_per_day) for day in days),
                )
