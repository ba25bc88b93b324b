from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.pupil_supervised import PupilSupervised

RULE = PupilSupervised()
LESSONS = 3 * 13
"""Slots a week: three mornings of 08:30–12:00 less a break of a quarter of an hour."""


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_who_has_nothing_is_missed_in_every_lesson_slot() -> None:
    found = judged(RULE, tiny(), drawn(tiny()))
    assert len(found) == 24
    assert {v.amount for v in found} == {LESSONS}
    assert found[0].sentence == "Pupil p-a1-0 has no activity at mon 08:30, mon 08:45, mon 09:00 and 36 more"


def test_a_session_covers_its_lesson_slots_and_no_break() -> None:
    index = tiny()
    gym = held(index, "gym-a/a1#1", "mon 09:45")  # its last quarter of an hour is the break
    found = {v.objects[0]: v.amount for v in judged(RULE, index, drawn(index, gym))}
    assert found["p-a1-0"] == LESSONS - 2
    assert found["p-a2-0"] == LESSONS


def test_who_leaves_a_session_without_another_is_still_in_it() -> None:
    index = tiny()
    task = held(index, "task-a/a1#1", "mon 08:30", without=("p-a1-0",))
    found = {v.objects[0]: v.amount for v in judged(RULE, index, drawn(index, task))}
    assert found["p-a1-0"] == LESSONS - 3


def test_who_is_away_need_not_be_in_an_activity() -> None:
    pupils = tiny_data()["pupils"]
    pupils[0]["attendance"] = [{"days": ["mon"], "start": "08:30", "end": "12:00"}]
    pupils[1]["elsewhere"] = [{"days": ["tue"], "start": "08:30", "end": "10:15", "site": "annex"}]
    index = SchoolIndex(tiny_school(pupils=pupils))
    found = {v.objects[0]: v.amount for v in judged(RULE, index, drawn(index))}
    assert found["p-a1-0"] == LESSONS // 3
    assert found["p-a1-1"] == LESSONS - 7  # the quarter of an hour of travel back is the break
    check_parity(RULE, index, rounds=5)
