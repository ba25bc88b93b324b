"""The greatest of several sums."""

from __future__ import annotations

from tests.core.drawing import agree, crossing, found, solution
from vlecht.core.atoms import All, Joins, Runs, Term
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_greatest import LimitGreatest

P3, P4, P5 = 12, 13, 14
GREEN, BLUE = 7, 8


def test_only_the_greatest_counts_and_only_above_the_maximum() -> None:
    problem = crossing()
    sums = tuple(((Term(2, Joins(p, GREEN)), Term(5, Joins(p, BLUE))), 1) for p in (P3, P4, P5))
    joins = {(P3, GREEN), (P4, BLUE), (P5, GREEN)}
    drawn = solution(problem, joins=joins)
    assert found(problem, LimitGreatest(**common(id="worst"), sums=sums), drawn) == {"worst": 4}
    assert found(problem, LimitGreatest(**common(id="worst"), sums=sums, maximum=3), drawn) == {"worst": 1}
    assert found(problem, LimitGreatest(**common(id="worst"), sums=sums, maximum=4), drawn) == {}
    assert found(problem, LimitGreatest(**common(), sums=()), drawn) == {}


def test_parity() -> None:
    problem = crossing()
    sums = (
        ((Term(3, Joins(P3, GREEN)), Term(1, All(()))), 1),
        ((Term(2, Joins(P4, BLUE)), Term(2, Joins(P4, GREEN))), 0),
        ((Term(4, Runs(1, 6)),), 2),
    )
    agree(problem, LimitGreatest(**common(id="worst"), sums=sums, maximum=1))
    agree(problem, LimitGreatest(**common(hard=False, name="all known"), sums=(((Term(3, All(())),), 1),)))
