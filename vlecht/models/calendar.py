"""The school's clock: days, lesson windows, breaks, periods, exceptions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vlecht.models.words import Clock, Id, Window, Words


class Break(Words):
    """A pause for pupils. ``supervisors`` staff keep an eye on them in ``places`` (a break duty each).

    No ``clusters`` means the whole school; no ``days`` means every school day.
    """

    id: Id
    name: str = ""
    days: tuple[str, ...] = ()
    start: Clock
    end: Clock
    clusters: tuple[Id, ...] = ()
    supervisors: int = Field(default=0, ge=0)
    places: tuple[Id, ...] = ()


class Period(Words):
    """A regrouping period: instruction groups stay as they are between ``start`` and ``end`` (included)."""

    id: Id
    name: str = ""
    start: date
    end: date


class DatedException(Words):
    """A date on which the base week does not hold: closed, or a project day."""

    date: date
    kind: Literal["closed", "project_day", "other_times"] = "closed"
    note: str = ""


class Calendar(Words):
    """Days and times. ``lessons`` are the windows that must be filled for every pupil (less the breaks).

    ``opening`` says when staff can be in the building (meetings, preparation); it defaults to the lesson
    windows. ``weeks`` names the weeks of a cycle, for example ``["A", "B"]``: days are then ``A-mon`` and
    so on, minutes in the curriculum stay minutes a week, and a window for ``mon`` holds in every week.
    """

    days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    weeks: tuple[Id, ...] = ()
    slot_minutes: int = Field(default=15, ge=5, le=60)
    noon: Clock = 12 * 60
    lessons: tuple[Window, ...]
    opening: tuple[Window, ...] = ()
    breaks: tuple[Break, ...] = ()
    periods: tuple[Period, ...] = ()
    exceptions: tuple[DatedException, ...] = ()
