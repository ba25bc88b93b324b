from __future__ import annotations

import pytest

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.lesson_time import LessonTime

RULE = LessonTime()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


@pytest.mark.parametrize(
    ("when", "amount"),
    [("mon 08:30", 0), ("mon 09:30", 0), ("mon 09:45", 3), ("mon 10:15", 3), ("mon 10:30", 0),
     ("mon 11:15", 0), ("mon 11:30", 3), ("mon 08:15", 3), ("mon 12:45", 3)],
)  # fmt: skip
def test_a_session_is_wholly_in_lesson_time_or_counts_whole(when: str, amount: int) -> None:
    index = tiny()
    roster = drawn(index, held(index, "gym-a/a1#1", when))
    assert sum(v.amount for v in judged(RULE, index, roster)) == amount


def test_the_sentence_says_what_is_outside() -> None:
    index = tiny()
    roster = drawn(index, held(index, "gym-a/a1#1", "mon 11:45"))
    found = judged(RULE, index, roster)
    assert (
        found[0].sentence == "gym-a/a1#1 is not in lesson time at mon 12:00 and mon 12:15; it lasts 3 slots"
    )


def test_fixed_sessions_and_support_have_their_own_times() -> None:
    index = tiny()
    roster = drawn(index, held(index, "walk-a/a1#1", "mon 08:15"), held(index, "rt.g1#1", "mon 10:15"))
    assert judged(RULE, index, roster) == []


def test_groups_of_two_clusters_have_the_breaks_of_both() -> None:
    data = tiny_data()
    pauses = [{"id": f"pause-{c}", "start": s, "end": e, "clusters": [c]}
              for c, s, e in (("a", "10:00", "10:15"), ("b", "10:30", "10:45"))]  # fmt: skip
    deliveries = [d for d in data["deliveries"] if d["subject"] != "gym"]
    gym = {"form": "level_groups", "id": "gym", "subject": "gym", "home_groups": ["a1", "b1"],
           "groups": {"min": 1, "max": 1}}  # fmt: skip
    index = SchoolIndex(
        tiny_school(calendar=data["calendar"] | {"breaks": pauses}, deliveries=[*deliveries, gym])
    )
    for when, amount in (("mon 09:15", 0), ("mon 09:30", 3), ("mon 10:15", 3), ("mon 10:45", 0)):
        roster = drawn(index, held(index, "gym#1.g1", when))
        assert sum(v.amount for v in judged(RULE, index, roster)) == amount
    one = drawn(index, held(index, "read-b/b2#1", "mon 09:45"))
    assert judged(RULE, index, one) == []
    check_parity(RULE, index, rounds=5)


@pytest.mark.parametrize(
    ("when", "amount"), [("mon 08:30", 3), ("tue 08:30", 0), ("tue 09:00", 0), ("tue 09:15", 3)]
)
def test_a_delivery_with_windows_is_given_within_them(when: str, amount: int) -> None:
    deliveries = tiny_data()["deliveries"]
    gym = next(d for d in deliveries if d["id"] == "gym-a")
    gym["windows"] = [{"days": ["tue"], "start": "08:30", "end": "09:45"}]
    index = SchoolIndex(tiny_school(deliveries=deliveries))
    found = judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", when)))
    assert sum(v.amount for v in found) == amount
    assert all("lesson time and its windows" in v.sentence for v in found)
    check_parity(RULE, index, rounds=5)
