"""The week as slots: which moments exist, which are lesson time for whom, and the parts between breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vlecht.models.calendar import Break
from vlecht.models.school import School
from vlecht.models.words import Window, format_clock


@dataclass(frozen=True, slots=True)
class Part:
    """An uninterrupted run of lesson slots on one day for one cluster (between breaks)."""

    day: int
    first: int
    length: int
    morning: bool

    @property
    def slots(self) -> range:
        """The slots it consists of."""
        return range(self.first, self.first + self.length)


class Grid:
    """Slots of ``slot_minutes`` over the opening hours, the same number each day, days after each other.

    A slot index is ``day * per_day + offset``. Days are ids as used in files (``mon``, or ``A-mon`` where
    the calendar has several weeks).
    """

    def __init__(self, school: School) -> None:
        calendar = school.calendar
        self.school = school
        self.step = calendar.slot_minutes
        self.days: tuple[str, ...] = tuple(
            f"{week}-{day}" if week else day for week in calendar.weeks or ("",) for day in calendar.days
        )
        self.day_index = {day: index for index, day in enumerate(self.days)}
        windows = [*calendar.lessons, *calendar.opening, *(w for m in school.meetings for w in m.windows)]
        self.opens = min(w.start for w in windows) // self.step * self.step
        self.closes = -(-max(w.end for w in windows) // self.step) * self.step
        self.per_day = (self.closes - self.opens) // self.step
        self.size = self.per_day * len(self.days)

    def matches(self, day: int, refs: Iterable[str]) -> bool:
        """Whether a day is meant by day references (``mon`` means every Monday; none means every day)."""
        refs = tuple(refs)
        return not refs or self.days[day] in refs or self.days[day].rsplit("-", 1)[-1] in refs

    def days_of(self, refs: Iterable[str]) -> tuple[int, ...]:
        """Day indices meant by day references."""
        refs = tuple(refs)
        return tuple(day for day in range(len(self.days)) if self.matches(day, refs))

    def slot(self, day: int, clock: int) -> int:
        """The slot that covers a clock time (minutes since midnight) on a day."""
        return day * self.per_day + (clock - self.opens) // self.step

    def day(self, slot: int) -> int:
        """The day of a slot."""
        return slot // self.per_day

    def clock(self, slot: int) -> int:
        """Clock time (minutes since midnight) at which a slot starts."""
        return self.opens + slot % self.per_day * self.step

    def slots(self, minutes: int) -> int:
        """Number of slots that a length takes, rounded up."""
        return -(-minutes // self.step)

    def label(self, slot: int) -> str:
        """``"mon 10:15"``."""
        return f"{self.days[self.day(slot)]} {format_clock(self.clock(slot))}"

    def span(self, day: int, start: int, end: int) -> range:
        """Slots of a day that a clock interval touches, cut to the grid."""
        low = max(0, (start - self.opens) // self.step)
        high = min(self.per_day, -(-(end - self.opens) // self.step))
        base = day * self.per_day
        return range(base + low, base + max(low, high))

    def within(self, windows: Iterable[Window]) -> frozenset[int]:
        """All slots that some window touches."""
        return frozenset(
            slot
            for window in windows
            for day in self.days_of(window.days)
            for slot in self.span(day, window.start, window.end)
        )

    def inside(self, windows: Iterable[Window]) -> frozenset[int]:
        """All slots that lie wholly within the windows (taken together)."""
        found: set[int] = set()
        windows = tuple(windows)
        for day in range(len(self.days)):
            reach = -1
            start = -1
            for window in sorted((w for w in windows if self.matches(day, w.days)), key=lambda w: w.start):
                if window.start > reach:
                    start = window.start
                reach = max(reach, window.end)
                found.update(
                    slot
                    for slot in self.span(day, start, reach)
                    if self.clock(slot) >= start and self.clock(slot) + self.step <= reach
                )
        return frozenset(found)

    @cached_property
    def lesson_slots(self) -> frozenset[int]:
        """Slots inside the lesson windows, breaks still included."""
        return self.within(self.school.calendar.lessons)

    def breaks_of(self, cluster: str) -> tuple[Break, ...]:
        """The breaks that hold for a cluster."""
        return tuple(b for b in self.school.calendar.breaks if not b.clusters or cluster in b.clusters)

    def teaching_slots(self, cluster: str) -> frozenset[int]:
        """Lesson slots of a cluster: its lesson windows less its breaks."""
        known = self._teaching.get(cluster)
        if known is None:
            pauses = self.within(
                Window(days=b.days, start=b.start, end=b.end) for b in self.breaks_of(cluster)
            )
            known = self._teaching[cluster] = self.lesson_slots - pauses
        return known

    @cached_property
    def _teaching(self) -> dict[str, frozenset[int]]:
        return {}

    def parts(self, cluster: str) -> tuple[Part, ...]:
        """The runs of lesson slots of a cluster, in order: what blocks must be packed into."""
        known = self._parts.get(cluster)
        if known is None:
            known = self._parts[cluster] = self._runs(cluster)
        return known

    @cached_property
    def _parts(self) -> dict[str, tuple[Part, ...]]:
        return {}

    def _runs(self, cluster: str) -> tuple[Part, ...]:
        found: list[Part] = []
        run: list[int] = []
        slots = sorted(self.teaching_slots(cluster))
        for slot in slots:
            if run and (slot != run[-1] + 1 or self.day(slot) != self.day(run[-1])):
                found.append(self._part(run))
                run = []
            run.append(slot)
        if run:
            found.append(self._part(run))
        return tuple(found)

    def _part(self, run: list[int]) -> Part:
        morning = self.clock(run[0]) < self.school.calendar.noon
        return Part(self.day(run[0]), run[0], len(run), morning)
