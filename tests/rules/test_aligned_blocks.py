from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.aligned_blocks import AlignedBlocks

RULE = AlignedBlocks()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_level_groups_start_together() -> None:
    index = tiny()
    first = held(index, "math-a#1.g1", "mon 08:30")
    assert judged(RULE, index, drawn(index, first, held(index, "math-a#1.g2", "mon 08:30"))) == []
    found = judged(RULE, index, drawn(index, first, held(index, "math-a#1.g2", "mon 08:45")))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "Block math-a#1 starts mon 08:30, out of step: math-a#1.g2 (mon 08:45)")
    ]


def test_a_missing_session_is_out_of_step_and_a_lone_follower_too() -> None:
    index = tiny()
    for alone in ("math-a#1.g1", "math-a#1.g2"):
        assert amounts(RULE, index, drawn(index, held(index, alone, "mon 08:30"))) == {("math-a#1",): 1}


def test_rounds_follow_each_other() -> None:
    index = tiny()
    times = {
        "r1.g1": "08:30",
        "r1.p1": "08:30",
        "r2.g2": "08:45",
        "r2.p1": "08:45",
        "r3.g3": "09:00",
        "r3.p1": "09:00",
    }
    sessions = {name: held(index, f"lang-a#1.{name}", f"mon {clock}") for name, clock in times.items()}
    assert judged(RULE, index, drawn(index, *sessions.values())) == []
    late = sessions | {"r3.p1": held(index, "lang-a#1.r3.p1", "mon 09:15")}
    assert amounts(RULE, index, drawn(index, *late.values())) == {("lang-a#1",): 1}
    swapped = sessions | {
        "r2.g2": held(index, "lang-a#1.r2.g2", "mon 09:00"),
        "r3.g3": held(index, "lang-a#1.r3.g3", "mon 08:45"),
    }
    assert amounts(RULE, index, drawn(index, *swapped.values())) == {("lang-a#1",): 2}


def test_workshops_start_at_a_moment() -> None:
    index = tiny()
    moment = held(index, "choice-a.clay.1", "mon 11:00", block="choice-a#1")
    other = held(index, "choice-a.clay.2", "tue 11:00", block="choice-a#2")
    for when, amount in (("mon 11:00", 0), ("tue 11:00", 0), ("tue 11:15", 1)):
        third = held(index, "choice-a.code.1", when, block="choice-a#1")
        found = judged(RULE, index, drawn(index, moment, other, third))
        assert sum(v.amount for v in found) == amount
    assert found[0].sentence == "choice-a.code.1 starts tue 11:15, the moments are mon 11:00 and tue 11:00"
