from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment
from vlecht.models.words import Function
from vlecht.rules.few_faces import FewFaces

RULE = FewFaces()


def _school(faces: int) -> SchoolIndex:
    return SchoolIndex(tiny_school(policy={"rules": {"few_faces": {"params": {"faces": faces}}}}))


def _seat(person: str, function: Function = Function.LEAD) -> Assignment:
    return Assignment(staff=person, function=function)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(4), rounds=15)
    check_parity(RULE, _school(2), rounds=15)


def test_nine_is_the_default() -> None:
    assert RULE.setting(tiny()).params["faces"] == 9


def test_everyone_counts_once_whatever_the_function() -> None:
    index = _school(2)
    both = (_seat("t-a1"), _seat("helper-a", Function.CO_TEACH))
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", staff=both),
        held(index, "read-a/a1#2", "tue 08:30", staff=both[:1]),
    )
    assert judged(RULE, index, roster) == []
    assert set(amounts(RULE, _school(1), roster).values()) == {1}


def test_one_face_more_is_one_for_every_pupil_who_meets_it() -> None:
    index = _school(1)
    roster = drawn(
        index,
        held(index, "read-a/a1#1", "mon 08:30", staff=(_seat("t-a1"),)),
        held(index, "math-a#1.g1", "mon 09:15", staff=(_seat("t-a2"),)),
        groups=grouped(index, {"math-a.g1": ("p-a1-0", "p-a2-0")}),
    )
    found = judged(RULE, index, roster)
    assert [(v.objects, v.amount) for v in found] == [(("p-a1-0",), 1)]
    assert found[0].sentence == "Pupil p-a1-0 meets 2 members of staff, 1 more than 1"


def test_a_session_that_is_left_counts_too() -> None:
    index = _school(1)
    roster = drawn(
        index,
        held(index, "task-a/a1#1", "mon 08:30", without=("p-a1-0",), staff=(_seat("t-a1"),)),
        held(index, "rt.g1#1", "mon 08:30", staff=(_seat("carer", Function.SUPPORT),)),
        groups=grouped(index, {"rt.g1": ("p-a1-0",)}),
    )
    assert amounts(RULE, index, roster) == {("p-a1-0",): 1}
