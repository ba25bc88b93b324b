"""A fair share of the levels."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.core.problem import Problem


def drawn_groups() -> tuple[Problem, list[int], list[int]]:
    drawn = Drawing(1)
    groups = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {groups[0]: (pupils[0],)}
    for pupil in pupils[1:]:
        drawn.choice(pupil, *groups)
    return drawn.problem(), groups, pupils


def test_points_off_the_fair_share() -> None:
    problem, (red, green, _), (a, b, c, d) = drawn_groups()
    levels = ((a, 1), (b, 1), (c, 5), (d, 5))
    both = (red, green)
    fair = LevelBalance(**common(), groups=both, levels=levels)
    # The mean is 3: with one low and one high each, nobody is off.
    assert found(problem, fair, solution(problem, joins={(b, green), (c, red), (d, green)})) == {}
    assert found(problem, fair, solution(problem, joins={(b, red), (c, green), (d, green)})) == {
        "red": 4,
        "green": 4,
    }
    lenient = LevelBalance(**common(), groups=both, levels=levels, tolerance=3)
    assert found(problem, lenient, solution(problem, joins={(b, red), (c, green), (d, green)})) == {
        "red": 1,
        "green": 1,
    }


def test_share_is_rounded_down() -> None:
    problem, (red, green, _), (a, b, c, d) = drawn_groups()
    # Mean 8/3 over three known levels: red has 1 against 2 2/3 (off 1 2/3), green 7 against 5 1/3.
    rule = LevelBalance(**common(), groups=(red, green), levels=((a, 1), (b, 3), (c, 4)))
    assert found(problem, rule, solution(problem, joins={(b, green), (c, green), (d, red)})) == {
        "red": 1,
        "green": 1,
    }
    nobody = LevelBalance(**common(), groups=(green,), levels=((b, 3),))
    assert found(problem, nobody, solution(problem, joins={(b, red)})) == {}


def test_parity_with_a_settled_total() -> None:
    problem, groups, (a, b, c, d) = drawn_groups()
    for tolerance in (0, 1):
        rule = LevelBalance(
            **common(), groups=tuple(groups), levels=((a, 1), (b, 3), (c, 4), (d, 8)), tolerance=tolerance
        )
        agree(problem, rule)


def test_parity_with_an_open_total() -> None:
    problem = crossing()
    levels = ((9, 2), (10, -5), (11, 4), (12, 1), (13, 8))
    agree(problem, LevelBalance(**common(), groups=(6, 7, 8), levels=levels))
    agree(problem, LevelBalance(**common(), groups=(7, 8), levels=levels[2:], tolerance=1))
    agree(problem, LevelBalance(**common(), groups=(8,), levels=levels[3:4]))
