from __future__ import annotations

from tests.schools import tiny_school
from vlecht.models.grid import Grid
from vlecht.models.words import Window

GRID = Grid(tiny_school())
"""Three days, 08:00-13:00 in slots of a quarter of an hour."""


def _clock(hours: int, minutes: int) -> int:
    return hours * 60 + minutes


def _at(day: str, *starts: tuple[int, int]) -> set[int]:
    return {GRID.slot(GRID.day_index[day], _clock(*start)) for start in starts}


def test_a_window_touches_more_slots_than_lie_inside_it() -> None:
    window = Window(days=("tue",), start=_clock(8, 35), end=_clock(9, 5))
    assert GRID.within([window]) == _at("tue", (8, 30), (8, 45), (9, 0))
    assert GRID.inside([window]) == _at("tue", (8, 45))


def test_whole_slots_are_both_touched_and_inside() -> None:
    window = Window(start=_clock(8, 30), end=_clock(9, 0))
    assert GRID.within([window]) == GRID.inside([window])
    assert len(GRID.inside([window])) == 2 * len(GRID.days)


def test_windows_that_meet_or_overlap_hold_slots_together() -> None:
    early = Window(days=("mon",), start=_clock(8, 30), end=_clock(8, 50))
    late = Window(days=("mon",), start=_clock(8, 50), end=_clock(9, 0))
    other_day = Window(days=("wed",), start=_clock(8, 50), end=_clock(9, 0))
    assert GRID.inside([late, early]) == _at("mon", (8, 30), (8, 45))
    assert GRID.inside([early, other_day]) == _at("mon", (8, 30))


def test_windows_beyond_the_opening_hours_are_cut() -> None:
    assert GRID.inside([Window(start=0, end=24 * 60)]) == set(range(GRID.size))
    assert GRID.inside([]) == set()
