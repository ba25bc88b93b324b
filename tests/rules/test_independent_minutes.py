from __future__ import annotations

from tests.rules.drawn import drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.independent_minutes import IndependentMinutes

RULE = IndependentMinutes()


def _asking(minutes: dict[str, int]) -> SchoolIndex:
    return SchoolIndex(tiny_school(policy={"rules": {RULE.id: {"params": {"minutes_by_year": minutes}}}}))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _asking({"3": 120, "6": 30}))


def test_nothing_is_asked_by_default() -> None:
    assert judged(RULE, tiny(), drawn(tiny())) == []


def test_at_and_below_the_minimum() -> None:
    for asked, short in ((45, 0), (60, 15)):
        index = _asking({"3": asked})
        task = held(index, "task-a/a1#1", "mon 08:30", without=("p-a1-0",))
        gym = held(index, "gym-a/a1#1", "mon 09:15")
        found = judged(RULE, index, drawn(index, task, gym))
        assert [v.amount for v in found] == ([short] * 6 if short else [])
    assert found[0].sentence == "Pupil p-a1-0 has 45 of 60 minutes of independent work"


def test_rounds_in_which_the_own_group_is_not_taught_count() -> None:
    index = _asking({"4": 30})
    names = ("r1.g1", "r1.p1", "r2.g2", "r2.p1", "r3.g3", "r3.p1")
    sessions = [held(index, f"lang-a#1.{name}", "mon 08:30") for name in names]
    members = {"lang-a.g1": index.pupils_of["a2"][:5], "lang-a.g2": index.pupils_of["a1"]}
    found = judged(RULE, index, drawn(index, *sessions, groups=grouped(index, members)))
    assert [(v.amount, v.objects) for v in found] == [(30, ("p-a2-5",))]


def test_minutes_are_a_week() -> None:
    index = SchoolIndex(
        tiny_school(
            calendar=tiny_data()["calendar"] | {"weeks": ["A", "B"]},
            policy={"rules": {RULE.id: {"params": {"minutes_by_year": {"3": 45}}}}},
        )
    )
    task = [held(index, "task-a/a1#1", "A-mon 08:30"), held(index, "task-a/a1#2", "B-mon 08:30")]
    assert judged(RULE, index, drawn(index, *task)) == []
    assert [v.amount for v in judged(RULE, index, drawn(index, task[0]))] == [45] * 6
    check_parity(RULE, index, rounds=10, seed=1)
