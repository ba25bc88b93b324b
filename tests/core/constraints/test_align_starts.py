"""Starts at fixed distances."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.align_starts import AlignStarts
from vlecht.core.constraints.base import common


def test_followers_that_are_off() -> None:
    drawn = Drawing(5)
    for name in "abc":
        drawn.event(name)
    problem = drawn.problem()
    rule = AlignStarts(**common(), anchor=0, followers=((1, 0), (2, 2)))
    assert found(problem, rule, solution(problem, (0, 1), (1, 1), (2, 3))) == {}
    assert found(problem, rule, solution(problem, (0, 1), (1, 1), (2, 2))) == {"a": 1}
    assert found(problem, rule, solution(problem, (0, 1), (1, 2), (2, 1))) == {"a": 2}
    assert found(problem, rule, solution(problem, (0, 4), (1, 4), (2, 0))) == {"a": 1}


def test_without_a_time() -> None:
    drawn = Drawing(3)
    for name in "ab":
        drawn.event(name)
    problem = drawn.problem()
    rule = AlignStarts(**common(), anchor=0, followers=((1, -1),))
    assert found(problem, rule, solution(problem)) == {}
    assert found(problem, rule, solution(problem, (0, 0))) == {"a": 1}
    assert found(problem, rule, solution(problem, (1, 0))) == {"a": 1}
    assert found(problem, rule, solution(problem, (0, 1), (1, 0))) == {}


def test_parity() -> None:
    problem = crossing()
    agree(problem, AlignStarts(**common(), anchor=2, followers=((3, 0), (4, 1), (5, -2))))
    agree(problem, AlignStarts(**common(), anchor=0, followers=((1, 0), (6, -1))))
    agree(problem, AlignStarts(**common(), anchor=5, followers=((2, 9), (4, 0))))
