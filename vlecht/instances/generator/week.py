"""Day structures of the generated schools, and the week templates that tile them without a gap.

The times are those of Dutch primary schools: mornings with a quarter of an hour outside, a lunch break and
either a free Wednesday afternoon (``classic``) or five equal days (``continuous``). Everything is in slots of
a quarter of an hour, counted from 08:00 with 36 slots a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vlecht.models.calendar import Break, Calendar, Period
from vlecht.models.words import Window

DAYS = ("mon", "tue", "wed", "thu", "fri")
OPENS, CLOSES, STEP = 8 * 60, 17 * 60, 15
PER_DAY = (CLOSES - OPENS) // STEP
WEDNESDAY = 2
THEME_DAYS = ((0, 3), (1, 4))
"""Days with a thematic afternoon, by the cluster's rhythm: two rhythms keep gym and halls from queueing."""
OTHER = "*"
"""A cell of three slots that the home groups fill in turn: one is in the gym while others have English."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of lesson time between breaks: its day, its number in the day, first slot and length."""

    day: int
    number: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of time in the week with its subject."""

    day: int
    start: int
    length: int
    subject: str

    @property
    def slots(self) -> range:
        """The slots it covers."""
        return range(self.start, self.start + self.length)


def slot(day: int, clock: int) -> int:
    """The slot that starts at a clock time (minutes since midnight) on a day."""
    return day * PER_DAY + (clock - OPENS) // STEP


def clock(position: int) -> int:
    """Clock time at which a slot starts."""
    return OPENS + position % PER_DAY * STEP


@dataclass(frozen=True)
class Shape:
    """A day structure. ``lunch``: ids and clock times of the lunch breaks, on ``lunch_days``.

    ``walk_in``: the day on which parents walk in at 08:15, so that lessons start a quarter of an hour early.
    """

    name: str
    ends: tuple[int, ...]
    lunch: tuple[tuple[str, int, int], ...]
    lunch_days: tuple[int, ...]
    walk_in: int | None = None

    def starts(self, day: int) -> int:
        """Clock time at which lessons start on a day."""
        return 8 * 60 + (15 if day == self.walk_in else 30)

    def stretches(self, day: int) -> tuple[Stretch, ...]:
        """Lesson time of a day between the breaks (the walk-in left out: it has its own cell)."""
        edges = [(8 * 60 + 30, 10 * 60 + 15)]
        if day in self.lunch_days:
            edges += [(10 * 60 + 30, self.lunch[0][1]), (self.lunch[-1][2], self.ends[day])]
        else:
            edges += [(10 * 60 + 30, self.ends[day])]
        return tuple(
            Stretch(day, number, slot(day, start), (end - start) // STEP)
            for number, (start, end) in enumerate(edges)
        )

    def calendar(
        self, supervisors: dict[str, int], places: tuple[str, ...], periods: tuple[Period, ...] = ()
    ) -> Calendar:
        """The calendar, with so many supervisors per break."""
        pauses = [("pause", 10 * 60 + 15, 10 * 60 + 30, tuple(range(5)))]
        pauses += [(name, start, end, self.lunch_days) for name, start, end in self.lunch]
        return Calendar(
            days=DAYS,
            slot_minutes=STEP,
            lessons=tuple(
                Window(days=(DAYS[day],), start=self.starts(day), end=self.ends[day]) for day in range(5)
            ),
            periods=periods,
            opening=(Window(start=OPENS, end=CLOSES),),
            breaks=tuple(
                Break(
                    id=name,
                    days=tuple(DAYS[day] for day in days) if len(days) < 5 else (),
                    start=start,
                    end=end,
                    supervisors=supervisors.get(name, 0),
                    places=places,
                )
                for name, start, end, days in pauses
            ),
        )


CLASSIC = Shape(
    "classic",
    ends=(900, 900, 750, 900, 900),
    lunch=(("eating", 720, 750), ("playing", 750, 780)),
    lunch_days=(0, 1, 3, 4),
)
"""08:30-15:00 with an hour for lunch, Wednesday until 12:30: 24.75 hours a week."""
CONTINUOUS = Shape("continuous", ends=(840,) * 5, lunch=(("lunch", 720, 750),), lunch_days=(0, 1, 2, 3, 4))
"""Five equal days 08:30-14:00 with half an hour for lunch: 23.75 hours a week."""


def shape(name: str, walk_in: bool = False) -> Shape:
    """The day structure of that name. Raises ``KeyError`` for an unknown one."""
    found = {"classic": CLASSIC, "continuous": CONTINUOUS}[name]
    return replace(found, walk_in=4) if walk_in else found


def themes(shape_name: str, form: str, groups: int) -> tuple[tuple[str, int], ...]:
    """What a thematic afternoon consists of. A circuit's length must divide by its stations."""
    classic = shape_name == "classic"
    if form == "workshops":
        return (("workshop", 4), ("workshop", 4)) if classic else (("workshop", 3), ("workshop", 3))
    if form == "circuit" and groups == 3:
        return (("world", 6), ("art", 2)) if classic else (("world", 6),)
    if form == "circuit" and groups == 2:
        return (("world", 8),) if classic else (("world", 6),)
    if form == "circuit":
        return (("world", 8),) if classic else (("world", 4), ("music", 2))
    return (("world", 4), ("art", 4)) if classic else (("world", 4), ("music", 2))


def upper_week(times: Shape, rhythm: int, form: str, groups: int) -> list[Cell]:
    """The week of home groups of years 3 and up: core subjects in the morning, the rest after lunch."""
    found: list[Cell] = []
    core = (("math", 4), ("language", 3)) if rhythm == 0 else (("language", 3), ("math", 4))
    late = (("reading", 2), ("spelling", 2), ("task", 2))
    middle = late if rhythm == 0 else (late[1], late[2], late[0])
    classic = times.name == "classic"
    free = ((OTHER, 3), (OTHER, 3))
    for day in range(5):
        rows: list[Sequence[tuple[str, int]]] = [core]
        if day == WEDNESDAY:
            rows.append((("reading", 2), *free) if classic else (("reading", 2), ("art", 4)))
        else:
            rows.append(middle)
        if day in THEME_DAYS[rhythm]:
            rows.append(themes(times.name, form, groups))
        elif day in times.lunch_days:
            rows.append((*free, ("music", 2)) if classic else free)
        found.extend(_lay(times, day, rows))
    return found


def young_week(times: Shape) -> list[Cell]:
    """The week of years 1 and 2: circle, play, work and being outside, every day alike."""
    found: list[Cell] = []
    free = ((OTHER, 3), (OTHER, 3))
    for day in range(5):
        rows: list[Sequence[tuple[str, int]]] = [(("language", 2), ("play", 3), ("outdoor", 2))]
        if day == WEDNESDAY and times.name == "classic":
            rows.append((("math", 2), *free))
        else:
            rows.append((("math", 2), ("work", 4)))
        if day in times.lunch_days:
            last = "music" if day in THEME_DAYS[0] else "story"
            rows.append((*free, (last, 2)) if times.name == "classic" else free)
        found.extend(_lay(times, day, rows))
    return found


def _lay(times: Shape, day: int, rows: Sequence[Sequence[tuple[str, int]]]) -> list[Cell]:
    found: list[Cell] = []
    for stretch, row in zip(times.stretches(day), rows, strict=True):
        if sum(length for _, length in row) != stretch.length:
            raise ValueError(f"{DAYS[day]}: {row} does not fill {stretch.length} slots")
        start = stretch.first
        for subject, length in row:
            found.append(Cell(day, start, length, subject))
            start += length
    if day == times.walk_in:
        found.append(Cell(day, slot(day, 8 * 60 + 15), 1, "walk"))
    return found
