from __future__ import annotations

from tests.rules.drawn import drawn, grouped, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.balanced_sizes import BalancedSizes

RULE = BalancedSizes()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    pupils = tiny_data()["pupils"]
    pupils[3]["works_with"] = {"math": "b"}
    policy = {"rules": {"balanced_sizes": {"params": {"tolerance": 0}}}}
    check_parity(RULE, SchoolIndex(tiny_school(pupils=pupils, policy=policy)), rounds=10)


def test_at_and_beyond_the_tolerance_without_guests() -> None:
    index = tiny()
    pupils = tuple(index.pupils)
    for small, amount in ((5, 0), (4, 1), (0, 5)):
        members = {"lang-a.g1": pupils[:7], "lang-a.g2": pupils[:small], "lang-a.g3": pupils[:6]}
        groups = grouped(index, members, {"lang-a.g2": pupils[10:14]})
        found = judged(RULE, index, drawn(index, groups=groups))
        assert [v.amount for v in found] == ([amount] if amount else [])
    assert found[0].objects == ("lang-a", "lang-a.g1", "lang-a.g2")
    assert found[0].sentence == (
        "lang-a.g1 has 7 members (p-a1-0, p-a1-1, p-a1-2 and 4 more) and lang-a.g2 has 0: "
        "5 more apart than the tolerance"
    )


def test_workshops_need_not_be_balanced() -> None:
    index = tiny()
    groups = grouped(index, {"choice-a.clay.1": tuple(index.pupils)[:9]})
    assert judged(RULE, index, drawn(index, groups=groups)) == []
