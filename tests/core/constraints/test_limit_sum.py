"""Weighted sums within limits, and every statement they can count."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.atoms import (
    All,
    AnyOf,
    Assigned,
    Atom,
    Busy,
    Joins,
    Not,
    Placed,
    Released,
    Runs,
    StartsAt,
    StartsWithin,
    Term,
)
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.core.problem import Role
from vlecht.core.solution import View


def limit(atoms: list[Atom], minimum: int | None, maximum: int | None, weight: int = 1) -> LimitSum:
    terms = tuple(Term(weight, atom) for atom in atoms)
    return LimitSum(**common(), sums=(Sum("sum", terms, minimum, maximum),))


def test_amount_outside_limits() -> None:
    drawn = Drawing(4)
    events = [drawn.event(name) for name in ("a", "b", "c")]
    problem = drawn.problem()
    early: list[Atom] = [StartsAt(event, 0) for event in events]
    two = solution(problem, (0, 0), (1, 0), (2, 1))
    assert found(problem, limit(early, 2, 2), two) == {}
    assert found(problem, limit(early, 3, None), two) == {"sum": 1}
    assert found(problem, limit(early, None, 1), two) == {"sum": 1}
    assert found(problem, limit(early, None, 0), two) == {"sum": 2}
    assert found(problem, limit(early, 5, 9, weight=2), two) == {"sum": 1}
    assert found(problem, limit(early, -3, -3, weight=-1), two) == {"sum": 1}


def test_atoms() -> None:
    drawn = Drawing(4)
    anna, ben, red, pupil, other = (
        drawn.resource(name, kind)
        for name, kind in (("anna", "t"), ("ben", "t"), ("red", "g"), ("pupil", "p"), ("other", "p"))
    )
    drawn.members = {red: (pupil,)}
    drawn.choice(other, red, least=0)
    lesson = drawn.event("lesson", Role("teacher", "t"), red, duration=2)
    cancelled = drawn.event("cancelled")
    drawn.releases = {(pupil, lesson)}
    problem = drawn.problem()
    view = View(problem, solution(problem, (lesson, 1, 2, {0: anna}), releases={(pupil, lesson)}))
    yes: list[Atom] = [
        Assigned(lesson, 0, anna),
        StartsAt(lesson, 1),
        StartsWithin(lesson, (0, 1)),
        Placed(lesson),
        Runs(lesson, 2),
        Joins(pupil, red),
        Busy(anna, (0, 2)),
        Released(pupil, lesson),
        All(()),
    ]
    no: list[Atom] = [
        Assigned(lesson, 0, ben),
        StartsAt(lesson, 2),
        StartsWithin(lesson, (0, 2)),
        Placed(cancelled),
        Runs(lesson, 3),
        Joins(other, red),
        Busy(anna, (0, 3)),
        Busy(other, (1, 2)),
        Released(other, lesson),
        AnyOf(()),
    ]
    assert [atom for atom in yes if not atom.holds(view)] == []
    assert [atom for atom in no if atom.holds(view)] == []
    assert All((yes[0], yes[1])).holds(view)
    assert not All((yes[0], no[1])).holds(view)
    assert AnyOf((no[0], yes[1])).holds(view)
    assert not AnyOf((no[0], no[1])).holds(view)
    assert Not(no[0]).holds(view)
    assert not Not(yes[0]).holds(view)


def test_parity() -> None:
    problem = crossing()
    maths, reading, drama = 0, 1, 3
    anna, carl, red, blue = 0, 2, 6, 8
    atoms: list[Atom] = [
        Assigned(maths, 1, anna),
        Assigned(drama, 0, red),
        StartsAt(reading, 2),
        StartsWithin(reading, (0, 1, 3)),
        Placed(reading),
        Runs(maths, 4),
        Joins(13, blue),
        Joins(9, red),
        Busy(carl, (0, 1, 2)),
        Busy(13, (5,)),
        Released(10, maths),
        All((Assigned(maths, 1, carl), Not(Runs(maths, 0)))),
        AnyOf((Runs(drama, 5), Joins(12, blue))),
    ]
    terms = tuple(Term((-1) ** k * (k % 3 + 1), atom) for k, atom in enumerate(atoms))
    agree(problem, LimitSum(**common(), sums=(Sum("wide", terms, 2, 3), Sum("low", terms[:6], None, 0))))
    agree(problem, LimitSum(**common(hard=False, weight=3), sums=(Sum("least", terms, 4, None),)))
