"""Pairs among statements."""

from __future__ import annotations

from tests.core.drawing import agree, crossing, found, solution
from vlecht.core.atoms import All, Joins, Runs
from vlecht.core.constraints.base import common
from vlecht.core.constraints.count_pairs import CountPairs

P2, P3, P4, P5 = 11, 12, 13, 14
RED, GREEN, BLUE = 6, 7, 8


def test_pairs_of_two_three_and_four() -> None:
    problem = crossing()
    rule = CountPairs(**common(), sets=(("blue", tuple(Joins(p, BLUE) for p in (P2, P3, P4, P5))),))
    joins: set[tuple[int, int]] = set()
    for pupil, pairs in ((P2, 0), (P3, 1), (P4, 3), (P5, 6)):
        joins.add((pupil, BLUE))
        assert found(problem, rule, solution(problem, joins=joins)) == ({"blue": pairs} if pairs else {})


def test_parity() -> None:
    problem = crossing()
    sets = (
        ("blue", tuple(Joins(p, BLUE) for p in (P2, P3, P4, P5))),
        ("both", tuple(All((Joins(p, GREEN), Joins(p, RED))) for p in (P2, P4))),
        ("known", (All(()), All(()), Runs(0, 7))),
    )
    agree(problem, CountPairs(**common(), sets=sets))
    agree(problem, CountPairs(**common(hard=False), sets=sets[:1]))
