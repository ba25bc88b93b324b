from __future__ import annotations

import random

import pytest

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import assert_parity, random_roster
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.frame import Frame
from vlecht.rules.session_length import SessionLength

RULE = SessionLength()


def _between(subject: str, shortest: int, longest: int) -> SchoolIndex:
    lines = tiny_data()["curriculum"]
    for line in lines:
        if line["subject"] == subject:
            line |= {"shortest": shortest, "longest": longest}
    return SchoolIndex(tiny_school(curriculum=lines))


def test_what_is_planned_has_an_allowed_length() -> None:
    frame, rng = Frame(tiny()), random.Random(0)
    for _ in range(5):
        assert assert_parity(RULE, tiny(), frame, random_roster(tiny(), frame.plan, rng)) == 0


@pytest.mark.parametrize(("minutes", "amount"), [(30, 0), (60, 0), (15, 1), (75, 1), (10, 2), (120, 4)])
def test_a_session_at_and_outside_the_limits(minutes: int, amount: int) -> None:
    index = _between("gym", 30, 60)
    roster = drawn(index, held(index, "gym-a/a1#1", "mon 08:30", minutes=minutes))
    assert sum(v.amount for v in judged(RULE, index, roster)) == amount


def test_the_sentence_gives_length_and_limit() -> None:
    index = _between("gym", 30, 60)
    roster = drawn(index, held(index, "gym-a/a1#1", "mon 08:30", minutes=75))
    assert judged(RULE, index, roster)[0].sentence == (
        "Block gym-a/a1#1 lasts 75 minutes, at most 60 are allowed"
    )


def test_rounds_count_together_and_a_block_counts_once() -> None:
    index = _between("lang", 45, 45)
    names = ("r1.g1", "r1.p1", "r2.g2")
    sessions = [held(index, f"lang-a#1.{name}", "mon 08:30") for name in names]
    assert judged(RULE, index, drawn(index, *sessions)) == []
    longer = [held(index, f"lang-a#1.{name}", "mon 08:30", minutes=30) for name in names]
    assert amounts(RULE, index, drawn(index, *longer)) == {("lang-a#1",): 3}


def test_turns_of_a_circuit_count_together() -> None:
    index = _between("world", 60, 60)
    assert judged(RULE, index, drawn(index, held(index, "world-a#1.r1.lab", "mon 08:30"))) == []
    short = held(index, "world-a#1.r1.lab", "mon 08:30", minutes=15)
    assert amounts(RULE, index, drawn(index, short)) == {("world-a#1",): 2}


def test_support_and_fixed_sessions_have_their_own_length() -> None:
    index = tiny()
    sessions = [
        held(index, "rt.g1#1", "mon 08:30", minutes=240),
        held(index, "walk-a/a1#1", "mon 08:30", minutes=5),
    ]
    assert judged(RULE, index, drawn(index, *sessions)) == []
