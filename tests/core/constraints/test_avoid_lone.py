"""Nobody the only one of a kind."""

from __future__ import annotations

from tests.core.drawing import agree, crossing, found, solution
from vlecht.core.atoms import All, Joins, Runs
from vlecht.core.constraints.avoid_lone import AvoidLone
from vlecht.core.constraints.base import common

P2, P3, P4, P5 = 11, 12, 13, 14
GREEN, BLUE = 7, 8


def test_none_one_and_two() -> None:
    problem = crossing()
    rule = AvoidLone(**common(), sets=(("blue", tuple(Joins(p, BLUE) for p in (P2, P3, P4))),))
    assert found(problem, rule, solution(problem, joins={(P5, BLUE)})) == {}
    assert found(problem, rule, solution(problem, joins={(P5, BLUE), (P3, BLUE)})) == {"blue": 1}
    assert found(problem, rule, solution(problem, joins={(P2, BLUE), (P3, BLUE)})) == {}
    assert found(problem, rule, solution(problem, joins={(P2, BLUE), (P3, BLUE), (P4, BLUE)})) == {}


def test_parity() -> None:
    problem = crossing()
    sets = (
        ("blue", tuple(Joins(p, BLUE) for p in (P2, P3, P4, P5))),
        ("green", tuple(Joins(p, GREEN) for p in (P3, P4, P5))),
        ("known", (All(()), Runs(0, 7))),
    )
    agree(problem, AvoidLone(**common(), sets=sets))
    agree(problem, AvoidLone(**common(hard=False), sets=(("one", (All(()),)), ("none", ()))))
