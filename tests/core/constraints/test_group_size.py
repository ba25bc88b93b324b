"""Sizes of groups."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from tests.core.parity import assert_parity, assert_strict_parity
from vlecht.core.constraints.base import common
from vlecht.core.constraints.group_size import GroupSize
from vlecht.core.problem import Problem


def drawn_groups() -> tuple[Problem, list[int], list[int]]:
    drawn = Drawing(1)
    groups = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {groups[0]: (pupils[0],)}
    for pupil in pupils[1:]:
        drawn.choice(pupil, *groups)
    return drawn.problem(), groups, pupils


def test_pupils_outside_the_limits() -> None:
    problem, (red, green, blue), (_, b, c, d) = drawn_groups()
    sizes = GroupSize(**common(), groups=(red, green, blue), minimum=1, maximum=2)
    assert found(problem, sizes, solution(problem, joins={(b, red), (c, green), (d, blue)})) == {}
    assert found(problem, sizes, solution(problem, joins={(b, red), (c, red), (d, blue)})) == {
        "red": 1,
        "green": 1,
    }
    empty = GroupSize(**common(), groups=(red, green, blue), minimum=2, empty_allowed=True)
    assert found(problem, empty, solution(problem, joins={(b, red), (c, red), (d, blue)})) == {"blue": 1}


def test_parity() -> None:
    problem = crossing()
    for empty_allowed in (False, True):
        for minimum, maximum in ((2, 3), (4, None), (0, 0)):
            rule = GroupSize(
                **common(), groups=(6, 7, 8), minimum=minimum, maximum=maximum, empty_allowed=empty_allowed
            )
            agree(problem, rule)
            blue_is_empty = solution(problem, (5, 5), joins={(12, 7), (13, 7), (14, 7)})
            assert_parity(problem, rule, blue_is_empty)
            assert_strict_parity(problem, rule, blue_is_empty)
