"""Moments and other parts of the sentences of a diagnosis, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterable

from vlecht.models.phrases import Phrase
from vlecht.models.words import Function, Window, format_clock
from vlecht.rules.phrases import listed

_DAYS = {
    "mon": Phrase("Monday", "maandag"),
    "tue": Phrase("Tuesday", "dinsdag"),
    "wed": Phrase("Wednesday", "woensdag"),
    "thu": Phrase("Thursday", "donderdag"),
    "fri": Phrase("Friday", "vrijdag"),
    "sat": Phrase("Saturday", "zaterdag"),
    "sun": Phrase("Sunday", "zondag"),
}
DOING = {
    Function.LEAD: Phrase("lead", "lesgeven"),
    Function.CO_TEACH: Phrase("co-teach", "mee lesgeven"),
    Function.SUPERVISE: Phrase("supervise independent work", "zelfstandig werken begeleiden"),
    Function.SUPPORT: Phrase("give support", "ondersteuning geven"),
    Function.BREAK_DUTY: Phrase("supervise breaks", "pleinwacht lopen"),
}
"""Functions as people say them."""


def day_name(day: str) -> Phrase:
    """``tue`` -> Tuesday; ``A-tue`` -> A Tuesday."""
    week, _, name = day.rpartition("-")
    word = _DAYS.get(name, Phrase(name, name))
    return Phrase(f"{week} {word}", f"{week} {word:nl}") if week else word


def when(days: Iterable[str], start: int | None = None, end: int | None = None) -> Phrase:
    """``on Tuesday and Friday 08:30-12:00``; no days means every day, no times the whole day."""
    names = tuple(days)
    text = Phrase("on every day", "op alle dagen")
    if names:
        shown = listed((day_name(day) for day in names), 10)
        text = Phrase(f"on {shown}", f"op {shown:nl}")
    if start is None:
        return text
    clock = format_clock(start) + (f"-{format_clock(end)}" if end is not None else "")
    return Phrase(f"{text} {clock}", f"{text:nl} {clock}")


def windows(found: Iterable[Window]) -> Phrase:
    """Several windows, one after the other."""
    return listed((when(window.days, window.start, window.end) for window in found), 6)
