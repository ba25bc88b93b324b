"""Weeks in which everybody's place is given are laid out at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.instances.exchange.test_fet_read import FET
from tests.schools import tiny_school
from vlecht.instances.exchange import fet_read
from vlecht.instances.exchange.merge import merge
from vlecht.instances.school_json import examine_data
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.kinds import kinds_of, scarce
from vlecht.solver.week.timetable import is_given, timetable
from vlecht.solver.week.units import Week

TWO_TEACHERS = FET.replace(
    "<Teacher>B</Teacher>", "<Teacher>B</Teacher><Teacher>Secret Name</Teacher>"
).replace("<Activity><Teacher>Secret Name", "<Activity><Teacher>B</Teacher><Teacher>Secret Name")


def _week(away: dict[str, Any] | None = None, raw: str = FET) -> Week:
    data, _ = merge({"id": "x", "format_version": 1}, fet_read.read("x", raw.encode()), remove=False)
    for person in data["staff"] if away else ():
        person.setdefault("availability", []).append(away)
    school = examine_data("x", data).school
    assert school is not None
    index = SchoolIndex(school)
    return Week(index, expand(index), None)


def test_a_school_with_a_choice_of_staff_is_not_given() -> None:
    index = SchoolIndex(tiny_school())
    assert not is_given(Week(index, expand(index), None))
    assert is_given(_week())
    assert is_given(_week(raw=TWO_TEACHERS))


def test_every_lesson_has_a_time_and_nobody_is_in_two_places() -> None:
    week = _week()
    layout = timetable(week, Clock(20), Settings(seed=1), 1)
    assert layout is not None
    assert set(layout.starts) == set(range(len(week.units)))
    busy: set[tuple[str, int]] = set()
    for u, start in layout.starts.items():
        unit = week.units[u]
        for slot in range(start, start + unit.length):
            here = {(home, slot) for home in unit.block.home_groups}
            assert not busy & here
            busy |= here
    assert len(busy) == 2 * 6
    grid = week.index.grid
    joint = next(u for u, unit in enumerate(week.units) if len(unit.block.home_groups) == 2)
    assert layout.starts[joint] == grid.slot(1, 8 * 60)


def test_what_is_found_is_gone_on_from() -> None:
    week = _week()
    first = timetable(week, Clock(20), Settings(seed=1), 1)
    assert first is not None
    again = timetable(week, Clock(20), Settings(seed=2), 1, first.starts)
    assert again is not None
    assert set(again.starts) == set(first.starts)


def test_no_time_for_everybody_is_no_timetable() -> None:
    away = {"days": ["mon"], "start": "08:00", "end": "11:00", "level": "cannot"}
    assert timetable(_week(away), Clock(20), Settings(seed=1), 1) is None


def test_pairs_of_teachers_that_share_one_are_wanting_at_once_though_each_pair_is_there() -> None:
    week = _week(raw=FET.replace("</Teachers_List>", "<Teacher><Name>C</Name></Teacher></Teachers_List>"))
    lessons = [kind for kind in kinds_of(week) if kind.unit.length == 2]
    pairs = (("t1", "t2"), ("t2", "t3"))
    kinds = [
        replace(kind, seats=tuple((frozenset(pair), 0, 2) for _ in pair))
        for kind, pair in zip(lessons, pairs, strict=True)
    ]
    one, two = (kind.units[0] for kind in kinds)
    assert scarce(week, kinds, {one: 1, two: 1}) == {frozenset({"t1", "t2", "t3"})}
    assert scarce(week, kinds, {one: 1, two: 2}) == {frozenset({"t1", "t2", "t3"})}
    assert scarce(week, kinds, {one: 1, two: 4}) == set()
