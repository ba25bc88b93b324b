"""The base of all school words, and the small types they share: clock times, weekdays, ids."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Weekday ids in order, as used in every file."""

_CLOCK = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)$")


class Words(BaseModel):
    """Base model: frozen, unknown fields refused, so that a typing mistake is found and not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


def parse_clock(value: Any) -> int:
    """``"10:15"`` -> 615, minutes since midnight. Whole numbers pass unchanged (already minutes).

    Raises ``ValueError`` for anything that is not a time of day.
    """
    if isinstance(value, bool):
        raise ValueError("a time of day is written as HH:MM, for example 10:15")
    if isinstance(value, int) and 0 <= value <= 24 * 60:
        return value
    if isinstance(value, str):
        if value == "24:00":
            return 24 * 60
        found = _CLOCK.match(value.strip())
        if found:
            return int(found[1]) * 60 + int(found[2])
    raise ValueError("a time of day is written as HH:MM, for example 10:15")


def format_clock(minutes: int) -> str:
    """615 -> ``"10:15"``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


_LENGTH = re.compile(r"^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?$")


def parse_seconds(value: Any) -> float:
    """``60``, ``"60s"``, ``"5m"``, ``"1h30m"`` or ``"PT5M"`` -> seconds.

    Raises ``ValueError`` for anything else, and for no time at all.
    """
    text = str(value).strip().lower().removeprefix("pt")
    found = _LENGTH.match(text)
    if not text or not found or isinstance(value, bool):
        raise ValueError(f"{value!r} is not a length of time; write 60, 60s, 5m or PT5M")
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total <= 0:
        raise ValueError(f"{value!r} is not more than no time at all")
    return total


Clock = Annotated[
    int,
    BeforeValidator(parse_clock),
    PlainSerializer(format_clock, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$", "examples": ["10:15"]}),
]
"""A time of day: HH:MM in files, minutes since midnight in the program."""

Id = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\s/#|][^\s/#|]*$")]
"""A stable identifier: no white space and none of ``/ # |``, which join ids into longer ones."""

Minutes = Annotated[int, Field(ge=0, le=7 * 24 * 60)]
"""A length of time in minutes."""


class Function(StrEnum):
    """What a member of staff does in an activity."""

    LEAD = "lead"
    """Teaches the group: gives the instruction, is responsible for it."""
    CO_TEACH = "co_teach"
    """Teaches beside the lead."""
    SUPERVISE = "supervise"
    """Guides independent work."""
    SUPPORT = "support"
    """Takes a small group apart: remedial, plus, newcomers."""
    BREAK_DUTY = "break_duty"
    """Keeps an eye on pupils during a break."""


class Window(Words):
    """A part of the day on some days: ``start`` included, ``end`` not. No days means every school day."""

    days: tuple[str, ...] = ()
    start: Clock
    end: Clock


ALL_DAY = Window(start=0, end=24 * 60)
"""Every moment of every day."""
