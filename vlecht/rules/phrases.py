"""Wording that the sentences of several rules share."""

from __future__ import annotations

from collections.abc import Iterable

from vlecht.models.grid import Grid
from vlecht.models.words import format_clock


def counted(number: int, noun: str) -> str:
    """``1 slot``, ``3 slots``."""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Iterable[str], most: int = 3) -> str:
    """``a``, ``a and b``, ``a, b, c and 4 more``."""
    found = list(names)
    rest = [f"{len(found) - most} more"] if len(found) > most else []
    shown = found[:most] + rest
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part) if shown else ""


def moments(grid: Grid, slots: Iterable[int], most: int = 3) -> str:
    """Slots as people say them: ``mon 10:15, mon 10:30 and 2 more``."""
    return listed((grid.label(slot) for slot in sorted(slots)), most)


def spells(grid: Grid, slots: Iterable[int], most: int = 3) -> str:
    """Slots as spells without interruption: ``mon 10:15-10:45, tue 09:00-09:15 and 2 more``."""
    runs: list[list[int]] = []
    for slot in sorted(slots):
        if runs and slot == runs[-1][-1] + 1 and grid.day(slot) == grid.day(runs[-1][-1]):
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return listed(
        (f"{grid.label(run[0])}-{format_clock(grid.clock(run[-1]) + grid.step)}" for run in runs), most
    )
