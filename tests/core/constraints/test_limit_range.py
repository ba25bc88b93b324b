"""Sums close to one another."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.atoms import All, Joins, Runs, StartsAt, Term
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_range import LimitRange


def test_difference_beyond_tolerance() -> None:
    drawn = Drawing(3)
    for name in "abcd":
        drawn.event(name)
    problem = drawn.problem()
    sums = tuple(
        (f"t{time}", tuple(Term(2, StartsAt(event, time)) for event in range(4))) for time in range(3)
    )
    even = solution(problem, (0, 0), (1, 1), (2, 2), (3, 2))
    skew = solution(problem, (0, 0), (1, 0), (2, 0), (3, 1))

    def off(tolerance: int, drawn: object) -> dict[str, int]:
        rule = LimitRange(**common(id="fair"), sums=sums, tolerance=tolerance)
        return found(problem, rule, even if drawn == "even" else skew)

    assert off(2, "even") == {}
    assert off(1, "even") == {"fair": 1}
    assert off(0, "skew") == {"fair": 6}
    assert off(6, "skew") == {}
    assert found(problem, LimitRange(**common(), sums=()), even) == {}


def test_parity() -> None:
    problem = crossing()
    sums = (
        ("red", (Term(3, Joins(11, 6)), Term(2, Joins(13, 6)), Term(1, All(())))),
        ("blue", tuple(Term(2, Joins(pupil, 8)) for pupil in (11, 12, 13, 14))),
        ("late", (Term(-2, Runs(0, 7)), Term(4, Runs(1, 6)))),
    )
    agree(problem, LimitRange(**common(id="fair"), sums=sums, tolerance=1))
    agree(problem, LimitRange(**common(hard=False, name="two"), sums=sums[:2]))
    agree(
        problem, LimitRange(**common(), sums=(("one", (Term(1, All(())),)), ("three", (Term(3, All(())),))))
    )
