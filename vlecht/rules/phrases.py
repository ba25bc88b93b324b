"""Wording that the sentences of several rules share, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterable

from vlecht.models.grid import Grid
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function, format_clock

_NOUNS = {
    # singular: Dutch singular, Dutch plural
    "activity": ("activiteit", "activiteiten"),
    "group": ("groep", "groepen"),
    "handover": ("overdracht", "overdrachten"),
    "lesson": ("les", "lessen"),
    "member": ("lid", "leden"),
    "person": ("medewerker", "medewerkers"),
    "pupil": ("leerling", "leerlingen"),
    "rank": ("plaats", "plaatsen"),
    "section": ("workshopmoment", "workshopmomenten"),
    "slot": ("tijdvak", "tijdvakken"),
    "supervisor": ("begeleider", "begeleiders"),
    "teacher": ("leerkracht", "leerkrachten"),
    "time": ("keer", "keer"),
}
_DAYS = {"mon": "ma", "tue": "di", "wed": "wo", "thu": "do", "fri": "vr", "sat": "za", "sun": "zo"}
_DOING = {
    Function.LEAD: Phrase("lead", "les te geven"),
    Function.CO_TEACH: Phrase("co-teach", "mee les te geven"),
    Function.SUPERVISE: Phrase("supervise", "te begeleiden"),
    Function.SUPPORT: Phrase("support", "te ondersteunen"),
    Function.BREAK_DUTY: Phrase("break-duty", "pleinwacht te lopen"),
}


def counted(number: int, noun: str) -> Phrase:
    """``1 slot``, ``3 slots``. Nouns without a Dutch word here are a fault of ours (``KeyError``)."""
    one, several = _NOUNS[noun]
    return Phrase(
        f"{number} {noun}{'' if number == 1 else 's'}", f"{number} {one if number == 1 else several}"
    )


def listed(names: Iterable[str | Phrase], most: int = 3) -> Phrase:
    """``a``, ``a and b``, ``a, b, c and 4 more``."""
    found = list(names)
    rest = len(found) - most
    shown = found[:most]
    return Phrase(
        _joined([str(name) for name in shown] + ([f"{rest} more"] if rest > 0 else []), "and"),
        _joined([dutch(name) for name in shown] + ([f"nog {rest}"] if rest > 0 else []), "en"),
    )


def _joined(parts: list[str], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def dutch(name: str | Phrase) -> str:
    """A name, which is the same in every language, or the Dutch of a phrase."""
    return name if isinstance(name, str) else name.nl


def on(day: str) -> Phrase:
    """A day id as people say it: ``mon`` (Dutch: ``ma``), ``A-mon`` (``A-ma``)."""
    week, dash, name = day.rpartition("-")
    return Phrase(day, f"{week}{dash}{_DAYS.get(name, name)}")


def moment(grid: Grid, slot: int) -> Phrase:
    """A slot as people say it: ``mon 10:15`` (Dutch: ``ma 10:15``)."""
    return _label(grid, slot)


def _label(grid: Grid, slot: int, rest: str = "") -> Phrase:
    day = on(grid.days[grid.day(slot)])
    clock = format_clock(grid.clock(slot)) + rest
    return Phrase(f"{day} {clock}", f"{day:nl} {clock}")


def moments(grid: Grid, slots: Iterable[int], most: int = 3) -> Phrase:
    """Slots as people say them: ``mon 10:15, mon 10:30 and 2 more``."""
    return listed((moment(grid, slot) for slot in sorted(slots)), most)


def spells(grid: Grid, slots: Iterable[int], most: int = 3) -> Phrase:
    """Slots as spells without interruption: ``mon 10:15-10:45, tue 09:00-09:15 and 2 more``."""
    runs: list[list[int]] = []
    for slot in sorted(slots):
        if runs and slot == runs[-1][-1] + 1 and grid.day(slot) == grid.day(runs[-1][-1]):
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return listed(
        (_label(grid, run[0], "-" + format_clock(grid.clock(run[-1]) + grid.step)) for run in runs), most
    )


def place_outside(grid: Grid, outside: list[int]) -> Phrase:
    """Where something lies that is out of bounds: at which slots, or past the end of the day when at none."""
    when = moments(grid, outside)
    if outside:
        return Phrase(f"at {when}", f"op {when:nl}")
    return Phrase("past the end of the day", "na het einde van de dag")


def doing(function: Function) -> Phrase:
    """A function as something to do: ``lead``, ``co-teach`` (Dutch: ``les te geven``, …)."""
    return _DOING[function]
