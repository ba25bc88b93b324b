"""A year of regroupings in figures, counted by hand."""

from __future__ import annotations

from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.regrouping import FormerGroup, Regrouping
from vlecht.models.roster import Group, Roster
from vlecht.rules.year import follow

A = [f"p-a{group}-{number}" for group in (1, 2) for number in range(6)]


def _period(former: list[list[str]], now: list[list[str]]) -> tuple[SchoolIndex, Roster]:
    old = tuple(
        FormerGroup(id=f"math-a.g{n}", delivery="math-a", members=tuple(p)) for n, p in enumerate(former, 1)
    )
    school = tiny_school(regrouping=Regrouping(former=old).model_dump())
    groups = tuple(
        Group(id=f"math-a.g{n}", delivery="math-a", members=tuple(p)) for n, p in enumerate(now, 1)
    )
    return SchoolIndex(school), Roster(school="tiny", groups=groups)


def test_changes_and_faces_add_up_over_the_year() -> None:
    first = [A[:6], A[6:]]
    second = [[*A[:5], A[6]], [A[5], *A[7:]]]  # one pupil for another
    found = follow([_period([], first), _period(first, second), _period(second, second)])
    assert [p.changes for p in found] == [0, 2, 0]
    assert [p.movers for p in found] == [0, 2, 0]
    assert found[1].by_subject == {"math": 2}
    assert found[1].moves[A[5]] == found[1].moves[A[6]] == 1
    assert found[1].moves[A[0]] == 0
    assert found[1].changes_each == 2 / 12
    # Everybody is with five others; who stayed meets one more, who changed five more.
    assert {p.met[A[0]] for p in found} == {5}
    assert [p.faces[A[0]] for p in found] == [5, 6, 6]
    assert [p.faces[A[5]] for p in found] == [5, 10, 10]
    assert found[2].as_dict()["fewest_faces"] == 6
    assert found[2].faces_each == (10 * 6 + 2 * 10) / 12


def test_the_first_period_has_no_changes_even_after_an_earlier_one() -> None:
    assert follow([_period([A[:6], A[6:]], [A[6:], A[:6]])])[0].changes == 0
