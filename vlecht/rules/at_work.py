"""What somebody does at certain slots, per day, for the sentences of rules about availability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from vlecht.models.phrases import Phrase
from vlecht.rules.phrases import listed, spells
from vlecht.rules.view import RosterView


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody's slots at work on one day: when, and the ids of what they do."""

    slots: tuple[int, ...]
    tasks: tuple[str, ...]
    moment: Phrase

    @property
    def text(self) -> Phrase:
        """``mon 10:15-10:45 (math-a#1.g1)``."""
        tasks = listed(self.tasks)
        return Phrase(f"{self.moment} ({tasks})", f"{self.moment:nl} ({tasks:nl})")


def work_at(roster: RosterView, person: str, slots: Container[int]) -> Iterator[Work]:
    """Per day: at which of the slots somebody is busy, and with what. Each slot once, days in order."""
    days: dict[int, list[int]] = defaultdict(list)
    for slot in sorted(roster.busy[person]):
        if slot in slots:
            days[roster.grid.day(slot)].append(slot)
    for found in days.values():
        tasks = [name for name, span in roster.tasks[person] if any(slot in span for slot in found)]
        yield Work(tuple(found), tuple(dict.fromkeys(tasks)), spells(roster.grid, found))
