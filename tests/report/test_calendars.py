"""Calendars, read back by a second library: every lesson on its date, none in a holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from ics import Calendar  # type: ignore[import-untyped]  # it ships no types

from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.report.calendars import calendar
from vlecht.report.dates import REGIONS, Holiday, as_csv, from_csv, holidays_of, school_days
from vlecht.report.translations import Language
from vlecht.report.weeks import Weeks

MADE = sample("p4-87")
INDEX = SchoolIndex(MADE.school)
WEEKS = Weeks(INDEX, MADE.roster, Language("nl"))
FREE = (Holiday(date(2026, 10, 17), date(2026, 10, 25), "herfst"),)


def _read(kind: str, key: str, first: date, last: date) -> list[Any]:
    return sorted(Calendar(calendar(WEEKS, kind, key, first, last, FREE).decode()).events)


@pytest.mark.parametrize("kind", ["staff", "group", "pupil", "room"])
def test_a_week_of_events_is_the_week_of_the_roster(kind: str) -> None:
    key = next(name for name in WEEKS.known(kind) if WEEKS.cells(kind, name))
    events = _read(kind, key, date(2026, 8, 31), date(2026, 9, 4))
    lines = [line for cell in WEEKS.cells(kind, key) for line in cell.lines if line.kind != "break"]
    assert len(events) == len(lines) > 0
    assert len({event.uid for event in events}) == len(events)
    cells = [(cell.day, max(line.start, cell.start), min(line.end, cell.end), line.title)
             for cell in WEEKS.cells(kind, key) for line in cell.lines if line.kind != "break"]  # fmt: skip
    found = [
        (
            (e.begin.date() - date(2026, 8, 31)).days,
            e.begin.hour * 60 + e.begin.minute,
            e.end.hour * 60 + e.end.minute,
        )
        for e in events
    ]
    assert sorted(found) == sorted(cell[:3] for cell in cells)


def test_the_clock_is_amsterdams_in_summer_and_winter() -> None:
    key = WEEKS.known("group")[0]
    events = _read("group", key, date(2026, 10, 12), date(2026, 11, 6))
    offsets = {event.begin.date(): event.begin.utcoffset() for event in events}
    assert offsets[date(2026, 10, 12)] == timedelta(hours=2)
    assert offsets[date(2026, 11, 2)] == timedelta(hours=1)


def test_no_lesson_in_a_holiday_and_the_same_file_each_time() -> None:
    key = WEEKS.known("staff")[0]
    events = _read("staff", key, date(2026, 10, 12), date(2026, 10, 30))
    assert events
    assert not [event for event in events if FREE[0].first <= event.begin.date() <= FREE[0].last]
    args = (WEEKS, "staff", key, date(2026, 10, 12), date(2026, 10, 30), FREE)
    assert calendar(*args) == calendar(*args)
    assert b"RRULE" not in calendar(*args).split(b"END:VTIMEZONE")[1]


def test_weeks_of_a_cycle_take_turns_and_closed_days_are_left_out() -> None:
    data = MADE.school.canonical()
    data["calendar"] |= {"weeks": ["A", "B"], "exceptions": [{"date": "2026-09-02"}]}
    school = School.model_validate(data)
    days = dict(school_days(school, date(2026, 8, 31), date(2026, 9, 18), ()))
    assert date(2026, 9, 2) not in days
    assert date(2026, 9, 5) not in days
    assert (days[date(2026, 8, 31)], days[date(2026, 9, 7)], days[date(2026, 9, 14)]) == (0, 5, 0)


def test_holidays_are_prefilled_and_can_be_edited() -> None:
    term = (date(2026, 8, 31), date(2027, 7, 9))
    for region in REGIONS:
        found = holidays_of(region, *term)
        names = " ".join(h.name for h in found)
        for name in ("herfstvakantie", "kerstvakantie", "voorjaarsvakantie", "meivakantie", "Koningsdag"):
            assert name in names, (region, name)
        assert from_csv(as_csv(found)) == found
    with pytest.raises(ValueError, match="oost"):
        holidays_of("oost", *term)
    with pytest.raises(ValueError, match="line 2"):
        from_csv("first;last;name\n1 mei;2 mei;x\n")
    with pytest.raises(ValueError, match="before"):
        from_csv("first;last;name\n2026-05-02;2026-05-01;x\n")
