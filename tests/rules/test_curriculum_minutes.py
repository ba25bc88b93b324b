from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, plan_of, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Session
from vlecht.rules.curriculum_minutes import CurriculumMinutes

RULE = CurriculumMinutes()


def _week(index: SchoolIndex) -> list[Session]:
    """Every session of the plan, all at one moment; workshop sections at their own number's moment."""
    sessions = []
    for block in plan_of(index).blocks:
        for activity in block.activities:
            host = block.hosts[block.ordinal - 1] if block.hosts else block.id
            sessions.append(held(index, activity.id, "mon 08:30", block=host))
    return sessions


def _found(index: SchoolIndex, *gone: str) -> dict[tuple[str, ...], int]:
    kept = [s for s in _week(index) if s.id not in gone]
    return amounts(RULE, index, drawn(index, *kept))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_a_week_with_every_session_gives_every_group_its_minutes() -> None:
    assert _found(tiny()) == {}


def test_a_missing_session_is_short_by_its_length() -> None:
    index = tiny()
    assert _found(index, "gym-a/a1#1") == {("a1", "gym"): 3}
    assert _found(index, "math-a#1.g2") == {("math-a.g2", "math"): 3}
    assert _found(index, "rt.g1#2") == {("rt.g1", "rt"): 2}
    kept = [s for s in _week(index) if s.id != "math-a#1.g2"]
    found = judged(RULE, index, drawn(index, *kept))
    assert found[0].sentence == "math-a.g2 gets 90 of 135 minutes of math"


def test_a_missing_place_of_independent_work_is_missed_by_all_its_groups() -> None:
    assert _found(tiny(), "lang-a#1.r1.p1") == {("lang-a.g2", "lang"): 1, ("lang-a.g3", "lang"): 1}


def test_a_moment_counts_when_one_section_is_held_at_it() -> None:
    index = tiny()
    assert _found(index, "choice-a.clay.1") == {}
    assert _found(index, "choice-a.clay.1", "choice-a.code.1") == {("choice-a", "choice"): 2}


def test_too_much_counts_as_well() -> None:
    index = tiny()
    again = held(index, "gym-a/a1#1", "tue 08:30", id="gym-a/a1#2", block="gym-a/a1#2")
    assert amounts(RULE, index, drawn(index, *_week(index), again)) == {("a1", "gym"): 3}


def test_lines_that_the_plan_cannot_meet() -> None:
    lines = tiny_data()["curriculum"]
    lines[4] |= {"minutes": 45, "shortest": 60, "longest": 60}  # gym: impossible lengths
    lines[7]["minutes"] = 30  # walk: fixed for a quarter of an hour
    lines.append({"subject": "chess", "years": [3], "minutes": 20})  # no delivery, one whole slot
    subjects = [*tiny_data()["subjects"], {"id": "chess"}]
    index = SchoolIndex(tiny_school(curriculum=lines, subjects=subjects))
    short = {(g, "gym"): 3 for g in ("a1", "a2", "b1", "b2")} | {
        (g, "walk"): 1 for g in ("a1", "a2", "b1", "b2")
    }
    assert _found(index) == short | {("a1", "chess"): 1}
    check_parity(RULE, index, rounds=10)
    free = SchoolIndex(tiny_school(curriculum=[line for line in lines if line["subject"] != "walk"]))
    assert _found(free) == {(g, "gym"): 3 for g in ("a1", "a2", "b1", "b2")} | {("a1", "chess"): 1}
    check_parity(RULE, free, rounds=5)
