"""Subjects fall in the part of the day that suits them."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Block
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import moment
from vlecht.rules.view import RosterView


class DayPart(Rule):
    """Per block that starts outside the part of the day its curriculum line prefers: its length, once.

    Morning is before the calendar's noon. Of a block for several home groups the first one's line counts.
    """

    id = "day_part"
    words = Phrase(
        "Subjects start in the part of the day that the curriculum line prefers.",
        "Vakken beginnen in het dagdeel dat de lessentabel wil.",
    )
    unit = Phrase("slots", "tijdvakken")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per block."""
        for block in roster.plan.blocks:
            start = roster.block_start.get(block.id)
            line = index.curriculum.get((block.home_groups[0], block.subject)) if block.home_groups else None
            if start is None or line is None or line.day_part == "any":
                continue
            morning = index.grid.clock(start) < index.school.calendar.noon
            if morning != (line.day_part == "morning"):
                length = max((a.offset + a.length for a in block.activities), default=block.length)
                when = moment(index.grid, start)
                half = "de ochtend" if line.day_part == "morning" else "de middag"
                sentence = Phrase(
                    f"Block {block.id} starts {when}, not in the {line.day_part}",
                    f"Blok {block.id} begint {when:nl}, niet in {half}",
                )
                yield self.breach(length, (block.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Preferred starts of what blocks start with, weighed for the rounds that follow."""
        grid, noon = index.grid, index.school.calendar.noon
        before = tuple(slot for slot in range(grid.size) if grid.clock(slot) < noon)
        after = tuple(slot for slot in range(grid.size) if grid.clock(slot) >= noon)
        found: dict[tuple[str, str, str, int], list[int]] = {}
        for block in frame.plan.blocks:
            line = index.curriculum.get((block.home_groups[0], block.subject)) if block.home_groups else None
            if line is not None and line.day_part != "any":
                key = (block.delivery, block.subject, line.day_part, _rounds(block))
                found.setdefault(key, []).append(frame.anchor[block.id])
        for (delivery, subject, part, rounds), events in found.items():
            given = self.common(setting, (delivery, part), f"{subject} of {delivery} starts in the {part}")
            yield PreferTimes(
                **given | {"weight": setting.weight * rounds},
                events=tuple(events),
                times=before if part == "morning" else after,
            )


def _rounds(block: Block) -> int:
    """How many times as long as what it starts with a block is."""
    return len({activity.offset for activity in block.activities}) or 1
