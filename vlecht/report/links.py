"""From the things that a violation names to the views that show them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from vlecht.report.weeks import Weeks
from vlecht.rules.base import Judgement, Violation


class Links:
    """Where to read about something, and which violations concern it."""

    def __init__(self, weeks: Weeks, judgement: Judgement) -> None:
        self.weeks = weeks
        self.judgement = judgement

    @cached_property
    def _homes(self) -> dict[str, str]:
        """Id of a thing -> the address of the view that shows it; the first meaning of an id wins."""
        weeks, index = self.weeks, self.weeks.index
        found: dict[str, str] = {}
        for kind in ("staff", "pupil", "room", "group"):
            for name in weeks.known(kind):
                found.setdefault(name, weeks.href(kind, name))
        for delivery in index.deliveries:
            found.setdefault(delivery, weeks.href("delivery", delivery))
        for session in weeks.roster.sessions:
            if session.groups:
                for name in (session.id, session.block):
                    found.setdefault(name, weeks.href("group", session.groups[0]))
        for name in (*index.meetings, *(pause.id for pause in index.school.calendar.breaks)):
            found.setdefault(name, "#duties")
        return found

    def href(self, name: str) -> str:
        """The address of the view about something; empty when there is none (a day, say)."""
        return self._homes.get(name, "")

    @cached_property
    def _concerning(self) -> dict[str, list[Violation]]:
        found: dict[str, list[Violation]] = defaultdict(list)
        for violation in self.judgement.violations:
            for name in dict.fromkeys(violation.objects):
                found[name].append(violation)
        return found

    def concerning(self, name: str) -> list[Violation]:
        """The violations that name something."""
        return self._concerning.get(name, [])
