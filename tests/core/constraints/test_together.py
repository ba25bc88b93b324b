"""Pupils who should share a group."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.together import Together
from vlecht.core.problem import Problem


def drawn_groups() -> tuple[Problem, list[int], list[int]]:
    drawn = Drawing(1)
    groups = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "a b c d")
    drawn.members = {groups[0]: (pupils[0],)}
    for pupil in pupils[1:]:
        drawn.choice(pupil, *groups)
    return drawn.problem(), groups, pupils


def test_pairs_that_share_nothing() -> None:
    problem, (red, green, blue), (a, b, c, _) = drawn_groups()
    rule = Together(**common(), pairs=((a, b), (b, c)), groups=(red, green))
    assert found(problem, rule, solution(problem, joins={(b, red), (c, red)})) == {}
    assert found(problem, rule, solution(problem, joins={(b, red), (c, green)})) == {"b / c": 1}
    # Outside the set of groups nothing is asked of them.
    assert found(problem, rule, solution(problem, joins={(b, blue), (c, green)})) == {}
    assert found(problem, rule, solution(problem, joins={(b, red), (c, blue)})) == {}


def test_sharing_one_group_is_enough() -> None:
    problem, (red, green, _), (a, b, _, _) = drawn_groups()
    rule = Together(**common(), pairs=((a, b),), groups=(red, green))
    assert found(problem, rule, solution(problem, joins={(a, green), (b, green)})) == {}


def test_parity() -> None:
    problem = crossing()
    pairs = ((9, 10), (9, 13), (11, 12), (12, 14), (13, 14))
    agree(problem, Together(**common(), pairs=pairs, groups=(6, 7, 8)))
    agree(problem, Together(**common(), pairs=pairs[1:], groups=(6, 7)))
