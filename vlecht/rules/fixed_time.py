"""What has a given time is held then."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import format_clock
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import on
from vlecht.rules.view import RosterView


class FixedTime(Rule):
    """Per session of a fixed delivery: 1 when it is not at its day and time.

    The delivery's first session (by the number that its block's id ends with) belongs to its first day and
    so on. A session that is missing is short in the curriculum, not here.
    """

    id = "fixed_time"
    words = Phrase(
        "What has a given time is held at that time.",
        "Wat een vaste tijd heeft, is op die tijd.",
    )
    unit = Phrase("sessions", "activiteiten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per session."""
        for delivery in index.school.deliveries:
            if delivery.form != "fixed":
                continue
            days = [index.grid.days[day] for day in index.grid.days_of(delivery.days)]
            for session in roster.by_delivery.get(delivery.id, ()):
                number = session.block.rpartition("#")[2]
                day = days[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(days) else None
                if session.day != day or session.start != delivery.start:
                    given = Phrase("no day", "geen dag") if day is None else on(day)
                    held, clock = format_clock(session.start), format_clock(delivery.start)
                    sentence = Phrase(
                        f"{session.id} is at {session.day} {held}, its given time is {given} {clock}",
                        f"{session.id} is {on(session.day):nl} {held}, de vaste tijd is {given:nl} {clock}",
                    )
                    yield self.breach(1, (session.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Fixed events start at their time; a step, as the amount is in sessions and not in slots."""
        for block in frame.plan.blocks:
            if block.fixed is not None:
                given = self.common(setting, (block.id,), f"{block.id} is at {index.grid.label(block.fixed)}")
                yield PreferTimes(
                    **given | {"function": CostFunction.STEP},
                    events=(frame.anchor[block.id],),
                    times=(block.fixed,),
                )
