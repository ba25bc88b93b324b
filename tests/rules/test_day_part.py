from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.day_part import DayPart

RULE = DayPart()


def _afternoons() -> SchoolIndex:
    """Language and the circuit in the afternoon, which starts at a quarter past ten."""
    lines = tiny_data()["curriculum"]
    for line in lines:
        if line["subject"] in ("lang", "world", "choice", "gym"):
            line["day_part"] = "afternoon"
    return SchoolIndex(tiny_school(curriculum=lines, calendar=tiny_data()["calendar"] | {"noon": "10:15"}))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _afternoons(), rounds=10)


def test_morning_is_until_noon() -> None:
    index = tiny()
    for when, amount in (("mon 11:45", 0), ("mon 12:00", 3)):
        sessions = [held(index, f"math-a#1.g{n}", when) for n in (1, 2)]
        assert sum(v.amount for v in judged(RULE, index, drawn(index, *sessions))) == amount
    assert judged(RULE, index, drawn(index, *sessions))[0].sentence == (
        "Block math-a#1 starts mon 12:00, not in the morning"
    )


def test_a_block_of_rounds_counts_whole_and_once() -> None:
    index = _afternoons()
    rounds = [held(index, "lang-a#1.r1.g1", "mon 10:00"), held(index, "lang-a#1.r2.g2", "mon 10:15")]
    assert amounts(RULE, index, drawn(index, *rounds)) == {("lang-a#1",): 3}
    stations = [held(index, "world-a#1.r1.lab", "mon 10:15"), held(index, "world-a#1.r1.map", "mon 10:15")]
    assert amounts(RULE, index, drawn(index, *stations)) == {}
    stations = [held(index, "world-a#1.r1.lab", "mon 10:00")]
    assert amounts(RULE, index, drawn(index, *stations)) == {("world-a#1",): 4}


def test_subjects_without_a_preference_may_be_anywhere() -> None:
    index = tiny()
    assert judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 12:00"))) == []
