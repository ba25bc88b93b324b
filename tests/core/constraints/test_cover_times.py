"""Presence."""

from __future__ import annotations

import pytest

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.cover_times import CoverTimes


def test_counts_idle_times() -> None:
    drawn = Drawing(4)
    anna, ben = drawn.resource_set("teacher", "anna ben")
    drawn.event("lesson", anna, duration=2)
    drawn.event("talk", ben)
    problem = drawn.problem()
    placed = solution(problem, (0, 1), (1, 0))
    assert found(problem, CoverTimes(**common(), resources=(anna, ben), times=(1, 2)), placed) == {"ben": 2}
    assert found(problem, CoverTimes(**common(), resources=(anna,), times=(0, 1, 2, 3)), placed) == {
        "anna": 2
    }
    own = CoverTimes(**common(), resources=(anna, ben), times_of=((1, 3), (0,)))
    assert found(problem, own, placed) == {"anna": 1}


def test_presence_through_a_group() -> None:
    drawn = Drawing(2)
    pupil, red = drawn.resource("pupil", "pupil"), drawn.resource("red", "group")
    drawn.members = {red: (pupil,)}
    drawn.event("lesson", red)
    drawn.releases = {(pupil, 0)}
    problem = drawn.problem()
    cover = CoverTimes(**common(), resources=(pupil,), times=(0,))
    assert found(problem, cover, solution(problem, (0, 0))) == {}
    # Released with nowhere else to be: the pupil is with the group.
    assert found(problem, cover, solution(problem, (0, 0), releases={(pupil, 0)})) == {}
    assert found(problem, cover, solution(problem, (0, 1))) == {"pupil": 1}


def test_one_entry_per_resource() -> None:
    with pytest.raises(ValueError, match="one entry per resource"):
        CoverTimes(**common(), resources=(0, 1), times_of=((1,),))


def test_parity() -> None:
    problem = crossing()
    agree(problem, CoverTimes(**common(), resources=(0, 1, 2, 6, 9, 11, 13), times=(0, 1, 4, 5)))
    agree(problem, CoverTimes(**common(hard=False), resources=(0, 13), times_of=((5, 6), (7,))))
