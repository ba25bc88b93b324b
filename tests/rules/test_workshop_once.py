from __future__ import annotations

from tests.rules.drawn import drawn, grouped, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.workshop_once import WorkshopOnce

RULE = WorkshopOnce()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_two_offers_are_fine_and_two_sections_of_one_are_not() -> None:
    index = tiny()
    both = {"choice-a.clay.1": ("p-a1-0", "p-a1-1"), "choice-a.code.2": ("p-a1-0",)}
    assert judged(RULE, index, drawn(index, groups=grouped(index, both))) == []
    twice = both | {"choice-a.clay.2": ("p-a1-1",)}
    found = judged(RULE, index, drawn(index, groups=grouped(index, twice)))
    assert [(v.amount, v.sentence) for v in found] == [(1, "Pupil p-a1-1 is in 2 sections of choice-a.clay")]


def test_offers_of_two_deliveries_are_different_workshops() -> None:
    index = tiny()
    groups = grouped(index, {"choice-a.clay.1": ("p-a1-0",), "choice-b.clay.1": ("p-a1-0",)})
    assert judged(RULE, index, drawn(index, groups=groups)) == []
