"""Days and times: days that exist, windows that last, times that fit the slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vlecht.instances.checks.base import Document, Path
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, did_you_mean
from vlecht.models.words import WEEKDAYS, format_clock, parse_clock

DAY_LISTS = (
    "calendar.lessons[].days[]",
    "calendar.opening[].days[]",
    "calendar.breaks[].days[]",
    "rooms[].shared[].days[]",
    "home_groups[].teachers[].days[]",
    "pupils[].attendance[].days[]",
    "pupils[].elsewhere[].days[]",
    "staff[].availability[].days[]",
    "deliveries[].days[]",
    "deliveries[].windows[].days[]",
    "meetings[].windows[].days[]",
    "pins[].day",
)
"""Where days are named."""

WINDOWS = (
    "calendar.lessons[]",
    "calendar.opening[]",
    "calendar.breaks[]",
    "rooms[].shared[]",
    "pupils[].attendance[]",
    "pupils[].elsewhere[]",
    "staff[].availability[]",
    "deliveries[].windows[]",
    "meetings[].windows[]",
)
"""Where a start and an end are given."""

ON_THE_GRID = (
    "calendar.lessons[].start",
    "calendar.lessons[].end",
    "calendar.breaks[].start",
    "calendar.breaks[].end",
    "deliveries[].start",
    "pins[].start",
)
"""Times of day that must be whole slots after midnight: lessons start and end with them."""

WHOLE_SLOTS = ("curriculum[].minutes", "deliveries[].minutes")
"""Lengths that must be whole slots."""


def check(document: Document) -> Iterator[Finding]:
    """Unknown days, windows that end before they start, times and lengths beside the grid."""
    yield from _days(document)
    yield from _windows(document)
    yield from _grid(document)


def _days(document: Document) -> Iterator[Finding]:
    calendar = document.data.get("calendar")
    if not isinstance(calendar, dict):
        return
    stated = calendar.get("days", list(WEEKDAYS[:5]))
    if not isinstance(stated, list):
        return
    for position, day in enumerate(stated):
        path: Path = ("calendar", "days", position)
        if isinstance(day, str) and day not in WEEKDAYS:
            yield document.finding(path, day, "is not a weekday", did_you_mean(day, WEEKDAYS), "unknown-day")
        elif day in stated[:position]:
            yield document.finding(path, day, "is listed twice", "name it once", "listed-twice")
    weeks = calendar.get("weeks") or []
    known = [day for day in stated if isinstance(day, str)]
    if isinstance(weeks, list):
        known += [f"{week}-{day}" for week in weeks for day in list(known)]
    for pattern in DAY_LISTS:
        for path, day in values(document.data, pattern):
            if isinstance(day, str) and day not in known:
                yield document.finding(
                    path, day, "is not a school day", did_you_mean(day, known), "unknown-day"
                )


def _windows(document: Document) -> Iterator[Finding]:
    for pattern in WINDOWS:
        for path, window in values(document.data, pattern):
            if not isinstance(window, dict):
                continue
            start, end = _clock(window.get("start", 0)), _clock(window.get("end", 24 * 60))
            if start is not None and end is not None and end <= start:
                yield document.finding(
                    path,
                    f"{format_clock(start)}-{format_clock(end)}",
                    "does not end after it starts",
                    "mend start or end",
                    "empty-window",
                )
    for path, period in values(document.data, "calendar.periods[]"):
        # Dates are written year-month-day, so that their order is that of the text.
        first, last = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
        if isinstance(first, str) and isinstance(last, str) and last < first:
            yield document.finding(
                path, f"{first} to {last}", "ends before it starts", "mend start or end", "empty-window"
            )


def _grid(document: Document) -> Iterator[Finding]:
    calendar = document.data.get("calendar")
    step = calendar.get("slot_minutes", 15) if isinstance(calendar, dict) else None
    if not isinstance(step, int) or isinstance(step, bool) or step < 1:
        return
    for pattern in ON_THE_GRID:
        for path, value in values(document.data, pattern):
            clock = _clock(value)
            if clock is not None and clock % step:
                low = clock // step * step
                remedy = f"use {format_clock(low)} or {format_clock(low + step)}, or shorter slots"
                yield document.finding(
                    path, format_clock(clock), f"does not fit slots of {step} minutes", remedy, "off-grid"
                )
    for pattern in WHOLE_SLOTS:
        for path, value in values(document.data, pattern):
            if isinstance(value, int) and not isinstance(value, bool) and value % step:
                low = value // step * step
                remedy = f"use {low} or {low + step}, or shorter slots"
                yield document.finding(
                    path, value, f"minutes do not fit slots of {step} minutes", remedy, "off-grid"
                )


def _clock(value: Any) -> int | None:
    try:
        return parse_clock(value)
    except ValueError:
        return None
