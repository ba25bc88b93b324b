from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.keep_apart import KeepApart

RULE = KeepApart()  # p-a1-2 and p-a2-3


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_a_shared_group_counts_and_different_groups_do_not() -> None:
    index = tiny()
    groups = grouped(index, {"math-a.g1": ("p-a1-2", "p-a1-3"), "math-a.g2": ("p-a2-3",)})
    assert judged(RULE, index, drawn(index, groups=groups)) == []
    groups = grouped(index, {"math-a.g1": ("p-a1-2",), "lang-a.g1": ("p-a1-2", "p-a2-3")})
    found = judged(RULE, index, drawn(index, groups=groups))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Pupils p-a1-2 and p-a2-3 should be apart, but share lang-a.g1")
    ]


def test_every_shared_group_counts_and_guests_too() -> None:
    index = tiny()
    both = ("p-a1-2", "p-a2-3")
    groups = grouped(
        index,
        {"choice-a.clay.1": both, "choice-a.code.2": both, "math-a.g1": both[:1]},
        {"math-a.g1": both[1:]},
    )
    assert amounts(RULE, index, drawn(index, groups=groups)) == {(*both, "choice-a"): 2, (*both, "math-a"): 1}


def test_a_pair_counts_once_whoever_names_the_other() -> None:
    pupils = tiny_data()["pupils"]
    pupils[9]["apart"] = ["p-a1-2"]
    index = SchoolIndex(tiny_school(pupils=pupils))
    groups = grouped(index, {"math-a.g1": ("p-a1-2", "p-a2-3")})
    assert [v.amount for v in judged(RULE, index, drawn(index, groups=groups))] == [1]
    check_parity(RULE, index, rounds=5)
