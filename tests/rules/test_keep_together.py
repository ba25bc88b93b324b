from __future__ import annotations

from tests.rules.drawn import drawn, grouped, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.keep_together import KeepTogether

RULE = KeepTogether()  # p-a1-1 and p-a2-2


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_in_different_groups_is_one_per_delivery() -> None:
    index = tiny()
    one, two = "p-a1-1", "p-a2-2"
    groups = grouped(index, {"math-a.g1": (one,), "math-a.g2": (two,), "lang-a.g1": (one, two)})
    found = judged(RULE, index, drawn(index, groups=groups))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Pupils p-a1-1 and p-a2-2 should be together, but p-a1-1 is in math-a.g1 and p-a2-2 in math-a.g2")
    ]


def test_one_shared_workshop_is_enough() -> None:
    index = tiny()
    one, two = "p-a1-1", "p-a2-2"
    members = {"choice-a.clay.1": (one, two), "choice-a.code.2": (one,), "choice-a.code.1": (two,)}
    assert judged(RULE, index, drawn(index, groups=grouped(index, members))) == []


def test_who_is_not_regrouped_cannot_be_together() -> None:
    index = tiny()
    assert judged(RULE, index, drawn(index, groups=grouped(index, {"math-a.g1": ("p-a1-1",)}))) == []
