from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.rules.pupil_one_activity import PupilOneActivity

RULE = PupilOneActivity()


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_activities_right_after_each_other_do_not_clash() -> None:
    index = tiny()
    gym, task = held(index, "gym-a/a1#1", "mon 08:30"), held(index, "task-a/a1#1", "mon 09:15")
    assert judged(RULE, index, drawn(index, gym, task)) == []


def test_one_slot_of_overlap_is_one_slot_for_each_pupil() -> None:
    index = tiny()
    gym, task = held(index, "gym-a/a1#1", "mon 08:30"), held(index, "task-a/a1#1", "mon 09:00")
    found = judged(RULE, index, drawn(index, gym, task))
    assert [v.amount for v in found] == [1] * 6
    assert "p-a1-0" in found[0].sentence
    assert "mon 09:00 (gym-a/a1#1 and task-a/a1#1)" in found[0].sentence


def test_groups_clash_through_the_pupils_they_share() -> None:
    index = tiny()
    level = held(index, "math-a#1.g1", "mon 08:30")
    gym = held(index, "gym-a/a1#1", "mon 09:00")
    groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a2-0")})
    assert amounts(RULE, index, drawn(index, level, gym, groups=groups)) == {("p-a1-0",): 1}


def test_a_pupil_who_is_pulled_out_does_not_clash_and_comes_back() -> None:
    index = tiny()
    task = held(index, "task-a/a1#1", "mon 08:30", without=("p-a1-0",))
    support = held(index, "rt.g1#1", "mon 08:30")
    groups = grouped(index, {"rt.g1": ("p-a1-0", "p-a1-1")})
    assert amounts(RULE, index, drawn(index, task, support, groups=groups)) == {("p-a1-1",): 2}


def test_two_groups_of_one_session_are_two_places() -> None:
    index = tiny()
    place = held(index, "lang-a#1.r1.p1", "mon 08:30", groups=("lang-a.g2", "lang-a.g3"))
    groups = grouped(index, {"lang-a.g2": ("p-a1-0",), "lang-a.g3": ("p-a1-0", "p-a1-1")})
    assert amounts(RULE, index, drawn(index, place, groups=groups)) == {("p-a1-0",): 1}
