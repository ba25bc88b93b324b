"""Pupils in front of somebody."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_crowd import LimitCrowd
from vlecht.core.problem import Role


def test_pupils_above_what_one_may_have() -> None:
    drawn = Drawing(4)
    anna, ben = drawn.resource_set("teacher", "anna ben")
    red = drawn.resource("red", "group")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {red: tuple(pupils[:3])}
    drawn.choice(pupils[3], red, least=0)
    lesson = drawn.event("lesson", red, Role("lead", "teacher"), duration=2)
    problem = drawn.problem()
    rule = LimitCrowd(**common(), limits=((lesson, 1, anna, 3),))

    def over(teacher: int, joins: set[tuple[int, int]]) -> int:
        given = solution(problem, (lesson, 0, 2, {1: teacher}), joins=joins)
        return sum(found(problem, rule, given).values())

    assert over(anna, set()) == 0
    assert over(anna, {(pupils[3], red)}) == 1
    assert over(ben, {(pupils[3], red)}) == 0
    parts = solution(problem, (lesson, 0, 1, {1: anna}), (lesson, 2, 1, {1: anna}), joins={(pupils[3], red)})
    assert found(problem, rule, parts) == {"lesson / lead / anna": 2}


def test_parity() -> None:
    problem = crossing()
    limits = ((0, 1, 0, 1), (0, 1, 1, 2), (2, 1, 0, 1), (2, 1, 2, 3), (3, 2, 1, 2))
    agree(problem, LimitCrowd(**common(), limits=limits), 20)
    agree(problem, LimitCrowd(**common(hard=False), limits=limits[:2]))
