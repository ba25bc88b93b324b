"""Pupils who should not share a group."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.apart import Apart
from vlecht.core.constraints.base import common
from vlecht.core.problem import Problem


def drawn_groups() -> tuple[Problem, list[int], list[int]]:
    drawn = Drawing(1)
    groups = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {groups[0]: (pupils[0],)}
    for pupil in pupils[1:]:
        drawn.choice(pupil, *groups)
    return drawn.problem(), groups, pupils


def test_groups_that_both_join() -> None:
    problem, (red, green, blue), (a, b, c, _) = drawn_groups()
    rule = Apart(**common(), pairs=((a, b), (b, c)), groups=(red, green))
    assert found(problem, rule, solution(problem, joins={(b, green), (c, red)})) == {}
    assert found(problem, rule, solution(problem, joins={(b, green), (c, green)})) == {"b / c": 1}
    assert found(problem, rule, solution(problem, joins={(b, red), (c, red)})) == {"a / b": 1, "b / c": 1}
    assert found(problem, rule, solution(problem, joins={(b, blue), (c, blue)})) == {}
    assert found(problem, rule, solution(problem, joins={(b, red), (b, green), (a, green)})) == {"a / b": 2}


def test_parity() -> None:
    problem = crossing()
    pairs = ((9, 13), (11, 12), (12, 14), (13, 14))
    agree(problem, Apart(**common(), pairs=pairs, groups=(6, 7, 8)))
    agree(problem, Apart(**common(), pairs=((9, 10), *pairs), groups=(6, 7)))
