from __future__ import annotations

from tests.rules.drawn import drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.support_times import SupportTimes

RULE = SupportTimes()  # p-a1-0 and p-a2-1 get support, never from maths and language


def _crossing() -> SchoolIndex:
    """The first pupil takes maths at the other cluster's level; a second kind of support spares reading."""
    pupils = tiny_data()["pupils"]
    pupils[0] |= {"works_with": {"math": "b"}, "extra_subjects": ["rt"]}
    pupils[7]["needs"] = ["rt", "plus"]
    plus = {"form": "support", "id": "plus", "subject": "rt", "home_groups": ["a2"],
            "needs": ["plus"], "leads": ["carer"], "never_from": ["read"]}  # fmt: skip
    return SchoolIndex(tiny_school(pupils=pupils, deliveries=[*tiny_data()["deliveries"], plus]))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _crossing(), rounds=15)


def test_out_of_a_spared_subject_and_out_of_another() -> None:
    index = tiny()
    groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a1-1")})
    task = held(index, "task-a/a1#1", "mon 08:30", without=("p-a1-0",))
    assert judged(RULE, index, drawn(index, task, groups=groups)) == []
    maths = held(index, "math-a#1.g1", "mon 08:30", without=("p-a1-0", "p-a1-1"))
    found = judged(RULE, index, drawn(index, maths, groups=groups))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Pupil p-a1-0 is pulled out of math-a#1.g1, which support must leave alone")
    ]


def test_another_group_is_not_left() -> None:
    index = tiny()
    groups = grouped(index, {"math-a.g1": ("p-a1-0",)})
    maths = held(index, "math-a#1.g2", "mon 08:30", without=("p-a1-0",))
    assert judged(RULE, index, drawn(index, maths, groups=groups)) == []


def test_who_learns_it_elsewhere_may_leave() -> None:
    index = _crossing()
    groups = grouped(index, {}, {"math-a.g1": ("p-a1-0",)})
    maths = held(index, "math-a#1.g1", "mon 08:30", without=("p-a1-0",))
    assert judged(RULE, index, drawn(index, maths, groups=groups)) == []


def test_each_support_spares_its_own_subjects() -> None:
    index = _crossing()
    reading = [held(index, "read-a/a1#1", "mon 08:30", without=("p-a1-0",)),
               held(index, "read-a/a2#1", "mon 08:30", without=("p-a2-1",))]  # fmt: skip
    assert [v.objects for v in judged(RULE, index, drawn(index, *reading))] == [("p-a2-1",)]
