"""From the base week to dates: which weeks of a term have lessons, and which week of a cycle each is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vlecht.models.grid import Grid
from vlecht.models.school import School
from vlecht.models.words import WEEKDAYS

REGIONS = ("noord", "midden", "zuid")

_SCHOOL_HOLIDAYS: tuple[tuple[str, str, str, str], ...] = (
    # name, regions, first day, last day: as the ministry announced them; pre-filled, for people to check
    ("herfstvakantie", "noord midden", "2025-10-18", "2025-10-26"),
    ("herfstvakantie", "zuid", "2025-10-11", "2025-10-19"),
    ("kerstvakantie", "noord midden zuid", "2025-12-20", "2026-01-04"),
    ("voorjaarsvakantie", "noord", "2026-02-21", "2026-03-01"),
    ("voorjaarsvakantie", "midden zuid", "2026-02-14", "2026-02-22"),
    ("meivakantie", "noord midden zuid", "2026-04-25", "2026-05-03"),
    ("zomervakantie", "noord", "2026-07-04", "2026-08-16"),
    ("zomervakantie", "midden", "2026-07-18", "2026-08-30"),
    ("zomervakantie", "zuid", "2026-07-11", "2026-08-23"),
    ("herfstvakantie", "noord", "2026-10-10", "2026-10-18"),
    ("herfstvakantie", "midden zuid", "2026-10-17", "2026-10-25"),
    ("kerstvakantie", "noord midden zuid", "2026-12-19", "2027-01-03"),
    ("voorjaarsvakantie", "noord midden", "2027-02-20", "2027-02-28"),
    ("voorjaarsvakantie", "zuid", "2027-02-13", "2027-02-21"),
    ("meivakantie", "noord midden zuid", "2027-04-24", "2027-05-02"),
    ("zomervakantie", "noord", "2027-07-10", "2027-08-22"),
    ("zomervakantie", "midden", "2027-07-17", "2027-08-29"),
    ("zomervakantie", "zuid", "2027-07-24", "2027-09-05"),
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days without lessons, ``first`` and ``last`` included."""

    first: date
    last: date
    name: str


def holidays_of(region: str, first: date, last: date) -> tuple[Holiday, ...]:
    """School holidays of a Dutch region and the public holidays between two dates.

    Raises ``ValueError`` for another region. School years that are not known have no school holidays here:
    fill them in.
    """
    if region not in REGIONS:
        raise ValueError(f"there is no region {region!r}; there are {', '.join(REGIONS)}")
    import holidays

    found = [
        Holiday(date.fromisoformat(start), date.fromisoformat(end), name)
        for name, regions, start, end in _SCHOOL_HOLIDAYS
        if region in regions.split()
    ]
    years = range(first.year, last.year + 1)
    public = holidays.country_holidays("NL", years=years, language="nl")
    found += [Holiday(day, day, str(name)) for day, name in public.items()]
    return tuple(
        sorted((h for h in found if h.last >= first and h.first <= last), key=lambda h: (h.first, h.name))
    )


def as_csv(found: tuple[Holiday, ...]) -> str:
    """Holidays as a file that people edit: first day, last day, name."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(("first", "last", "name"))
    writer.writerows((h.first.isoformat(), h.last.isoformat(), h.name) for h in found)
    return stream.getvalue()


def from_csv(text: str) -> tuple[Holiday, ...]:
    """Holidays from such a file. Raises ``ValueError`` that names the line and what is wrong with it."""
    found: list[Holiday] = []
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=";"), 1):
        if number == 1 or not any(cell.strip() for cell in row):
            continue
        try:
            first, last = date.fromisoformat(row[0].strip()), date.fromisoformat(row[1].strip())
        except (ValueError, IndexError):
            raise ValueError(
                f"line {number}: write first day;last day;name, with days as 2026-10-17"
            ) from None
        if last < first:
            raise ValueError(f"line {number}: the last day ({last}) is before the first ({first})")
        found.append(Holiday(first, last, row[2].strip() if len(row) > 2 else ""))
    return tuple(found)


def school_days(
    school: School, first: date, last: date, free: tuple[Holiday, ...]
) -> Iterator[tuple[date, int]]:
    """(date, day of the base week) of every day with lessons from ``first`` to ``last`` (included).

    Days on which the school is closed, or has a project day, are left out. The weeks of a cycle take turns
    from the week of ``first`` on.
    """
    grid = Grid(school)
    weeks = school.calendar.weeks or ("",)
    monday = first - timedelta(days=first.weekday())
    other = {exception.date for exception in school.calendar.exceptions}
    day = first
    while day <= last:
        week = weeks[(day - monday).days // 7 % len(weeks)]
        name = f"{week}-{WEEKDAYS[day.weekday()]}" if week else WEEKDAYS[day.weekday()]
        closed = day in other or any(holiday.first <= day <= holiday.last for holiday in free)
        if name in grid.day_index and not closed:
            yield day, grid.day_index[name]
        day += timedelta(days=1)
