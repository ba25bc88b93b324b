"""A long day has a break in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.require_gap import RequireGap
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import format_clock
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import on
from vlecht.rules.view import RosterView


class StaffBreak(Rule):
    """Per staff member and day with more work than so many minutes: slots their longest break falls short.

    Work is sessions, meetings and break duties; time that two of them overlap counts once. The break is
    the longest run of slots without work that lie wholly between the hours given, on the school's grid.
    What is asked is rounded up to whole slots.
    """

    id = "staff_break"
    words = Phrase(
        "Staff with a long day have a break around noon.",
        "Medewerkers met een lange dag hebben pauze rond het middaguur.",
    )
    unit = Phrase("slots", "tijdvakken")
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "minutes": Parameter(20, "Length of the break, in minutes"),
        "window_start": Parameter(630, "Earliest start of the break, in minutes since midnight"),
        "window_end": Parameter(840, "Latest end of the break, in minutes since midnight"),
        "when_longer_than": Parameter(240, "A day with more minutes of work than this asks for a break"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person and day."""
        grid, params = index.grid, setting.params
        start, end = int(params["window_start"]), int(params["window_end"])
        asked = grid.slots(int(params["minutes"]))
        for person in index.staff:
            worked: dict[int, set[int]] = {}
            for slot in roster.busy[person]:
                worked.setdefault(grid.day(slot), set()).add(slot)
            for day, slots in sorted(worked.items()):
                minutes = len(slots) * grid.step
                if minutes <= params["when_longer_than"]:
                    continue
                longest = _longest_break(index, day, slots, start, end)
                if longest < asked:
                    name = grid.days[day]
                    pause, needed = longest * grid.step, asked * grid.step
                    since, until = format_clock(start), format_clock(end)
                    sentence = Phrase(
                        f"{person} works {minutes} minutes on {name} with a break of {pause} "
                        f"minutes between {since} and {until}; {needed} are needed",
                        f"{person} werkt {on(name):nl} {minutes} minuten met {pause} minuten "
                        f"pauze tussen {since} en {until}; {needed} is nodig",
                    )
                    yield self.breach(asked - longest, (person, name), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A gap in the window of every long day."""
        grid, params = index.grid, setting.params
        days = tuple(frame.day_slots(day) for day in range(len(grid.days)))
        first, last = int(params["window_start"]), int(params["window_end"]) - grid.step
        windows = tuple(tuple(slot for slot in day if first <= grid.clock(slot) <= last) for day in days)
        for person, resource in frame.staff.items():
            yield RequireGap(
                **self.common(setting, (person,), f"{person} has a break on every long day"),
                resources=(resource,),
                days=days,
                windows=windows,
                length=grid.slots(int(params["minutes"])),
                threshold=int(params["when_longer_than"]) // grid.step + 1,
            )


def _longest_break(index: SchoolIndex, day: int, busy: set[int], start: int, end: int) -> int:
    """Most slots in a row without work that lie wholly between two clock times of a day."""
    grid = index.grid
    longest = run = 0
    for slot in grid.span(day, start, end):
        inside = grid.clock(slot) >= start and grid.clock(slot) + grid.step <= end
        run = run + 1 if inside and slot not in busy else 0
        longest = max(longest, run)
    return longest
