"""Levels close together."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.level_spread import LevelSpread
from vlecht.core.problem import Problem


def drawn_groups() -> tuple[Problem, list[int], list[int]]:
    drawn = Drawing(1)
    groups = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {groups[0]: (pupils[0],)}
    for pupil in pupils[1:]:
        drawn.choice(pupil, *groups)
    return drawn.problem(), groups, pupils


def test_spread_beyond_tolerance() -> None:
    problem, (red, green, blue), (a, b, c, d) = drawn_groups()
    levels = ((a, 1), (b, 3), (c, 6))
    rule = LevelSpread(**common(), groups=(red, green, blue), levels=levels, tolerance=2)
    assert found(problem, rule, solution(problem, joins={(b, red), (c, green)})) == {}
    assert found(problem, rule, solution(problem, joins={(b, green), (c, green)})) == {"green": 1}
    assert found(problem, rule, solution(problem, joins={(b, red), (c, red)})) == {"red": 3}
    # A pupil without a known level does not count.
    assert found(problem, rule, solution(problem, joins={(d, red), (c, green), (b, blue)})) == {}


def test_parity() -> None:
    problem = crossing()
    levels = ((9, 2), (10, 5), (11, 4), (12, 1), (13, 8))
    agree(problem, LevelSpread(**common(), groups=(6, 7, 8), levels=levels, tolerance=1))
    agree(problem, LevelSpread(**common(), groups=(7, 8), levels=levels))
    agree(problem, LevelSpread(**common(), groups=(7, 8), levels=(), tolerance=1))
