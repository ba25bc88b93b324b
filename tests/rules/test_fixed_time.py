from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.fixed_time import FixedTime

RULE = FixedTime()


def _twice() -> SchoolIndex:
    """A joint assembly of half an hour on two days."""
    assembly = {"form": "fixed", "id": "hall", "subject": "walk", "home_groups": ["a1", "a2"], "joint": True,
                "days": ["mon", "wed"], "start": "11:30", "minutes": 30}  # fmt: skip
    return SchoolIndex(tiny_school(deliveries=[*tiny_data()["deliveries"], assembly]))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _twice(), rounds=10)


def test_at_the_given_time_and_a_slot_later() -> None:
    index = tiny()
    assert judged(RULE, index, drawn(index, held(index, "walk-a/a1#1", "mon 08:30"))) == []
    found = judged(RULE, index, drawn(index, held(index, "walk-a/a1#1", "mon 08:45")))
    assert [(v.amount, v.sentence) for v in found] == [
        (1, "walk-a/a1#1 is at mon 08:45, its given time is mon 08:30")
    ]


def test_each_session_has_its_own_day() -> None:
    index = _twice()
    right = [held(index, "hall#1", "mon 11:30"), held(index, "hall#2", "wed 11:30")]
    assert judged(RULE, index, drawn(index, *right)) == []
    wrong = [held(index, "hall#1", "wed 11:30"), held(index, "hall#2", "wed 11:30")]
    assert [v.objects for v in judged(RULE, index, drawn(index, *wrong))] == [("hall#1",)]


def test_other_sessions_are_free() -> None:
    index = tiny()
    assert judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "tue 11:00"))) == []
