"""Which part of the week a check looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Window
from vlecht.solver.diagnose.wording import when


@dataclass(frozen=True)
class Scope:
    """Some slots of some days. ``named``: everybody on their own, so that a person's day can be judged."""

    name: str
    title: Phrase
    slots: frozenset[int]
    days: tuple[int, ...]
    named: bool = False


def week(index: SchoolIndex) -> Scope:
    """The whole cycle, slot by slot."""
    days = tuple(range(len(index.grid.days)))
    title = Phrase("over the whole week", "in de hele week")
    return Scope("week: moments", title, frozenset(range(index.grid.size)), days)


def days(index: SchoolIndex, named: bool = False) -> Iterator[Scope]:
    """Every school day."""
    grid = index.grid
    for day, name in enumerate(grid.days):
        slots = frozenset(range(day * grid.per_day, (day + 1) * grid.per_day))
        yield Scope(f"day {name}", when((name,)), slots, (day,), named)


def stretches(index: SchoolIndex) -> Iterator[Scope]:
    """Every stretch of lesson time between moments at which all clusters have a break, or are at home."""
    grid = index.grid
    lessons: set[int] = set()
    for cluster in index.clusters:
        if index.home_groups_of[cluster]:
            lessons |= grid.teaching_slots(cluster)
    run: list[int] = []
    for slot in [*sorted(lessons), -1]:
        if run and (slot != run[-1] + 1 or grid.day(slot) != grid.day(run[-1])):
            day = grid.day(run[0])
            title = when((grid.days[day],), grid.clock(run[0]), grid.clock(run[-1]) + grid.step)
            # Breaks that lie beside it belong to it, so that whoever supervises them can be counted.
            pauses = grid.within(
                Window(days=(grid.days[day],), start=b.start, end=b.end) for b in index.school.calendar.breaks
            )
            slots = frozenset(run) | frozenset(s for s in pauses if run[0] <= s <= run[-1])
            yield Scope(f"stretch {grid.label(run[0])}", title, slots, (day,))
            run = []
        run.append(slot)
