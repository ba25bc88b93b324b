from __future__ import annotations

from tests.rules.drawn import drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.frame import Frame
from vlecht.rules.missed_lessons import MissedLessons

RULE = MissedLessons()


def _crossing() -> SchoolIndex:
    """One pupil takes maths at the other cluster's level; one with support is exempt from gym."""
    pupils = tiny_data()["pupils"]
    pupils[1]["works_with"] = {"math": "b"}
    pupils[0]["exemptions"] = ["gym"]
    return SchoolIndex(tiny_school(pupils=pupils))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _crossing(), rounds=15)


def test_lessons_are_missed_and_independent_work_is_not() -> None:
    index = tiny()
    out = {"without": ("p-a1-0",)}
    task, gym = held(index, "task-a/a1#1", "mon 08:30", **out), held(index, "gym-a/a1#1", "mon 09:15", **out)
    assert judged(RULE, index, drawn(index, task)) == []
    found = judged(RULE, index, drawn(index, task, gym, held(index, "read-a/a1#1", "tue 08:30", **out)))
    assert [(v.amount, v.sentence) for v in found] == [
        (2, "Pupil p-a1-0 misses 2 lessons: gym-a/a1#1 and read-a/a1#1")
    ]


def test_a_lesson_of_another_group_is_not_missed() -> None:
    index = tiny()
    groups = grouped(index, {"math-a.g1": ("p-a1-0",)})
    maths = held(index, "math-a#1.g2", "mon 08:30", without=("p-a1-0",))
    assert judged(RULE, index, drawn(index, maths, groups=groups)) == []


def test_who_is_exempt_or_learns_it_elsewhere_misses_nothing() -> None:
    index = _crossing()
    groups = grouped(index, {"math-a.g2": ("p-a1-0",)}, {"math-a.g1": ("p-a1-1",)})
    gym = held(index, "gym-a/a1#1", "mon 08:30", without=("p-a1-0",))
    maths = held(index, "math-a#1.g1", "mon 09:15", without=("p-a1-1",))
    assert judged(RULE, index, drawn(index, gym, maths, groups=groups)) == []
    reading = held(index, "read-a/a1#1", "mon 09:15", without=("p-a1-1",))
    assert [v.amount for v in judged(RULE, index, drawn(index, gym, reading, groups=groups))] == [1]


def test_a_workshop_can_be_missed_for_support() -> None:
    index = tiny()
    frame = Frame(index)
    assert (frame.pupil["p-a1-0"], frame.event["choice-a.clay.1"]) in frame.releases
    assert (frame.pupil["p-a1-1"], frame.event["choice-a.clay.1"]) not in frame.releases
    assert (frame.pupil["p-a1-0"], frame.event["rt.g1#1"]) not in frame.releases
