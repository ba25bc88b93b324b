"""FET gets a school it can solve, and its answer is judged like any roster."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from vlecht.instances.exchange.fet_write import fet, read_timetable
from vlecht.instances.exchange.projection import Projection
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.words import parse_clock
from vlecht.rules.judge import judge

NOT_TOLD = {"equipment"}
"""Hard rules that FET is told nothing of."""


def _solved(name: str, folder: Path) -> tuple[SchoolIndex, Roster, Roster]:
    if shutil.which("fet-cl") is None:
        pytest.skip("fet-cl is not here: install Debian's package fet")
    made = sample(name)
    index = SchoolIndex(made.school)
    (folder / "school.fet").write_bytes(fet(index, made.roster))
    subprocess.run(
        [
            "fet-cl",
            f"--inputfile={folder / 'school.fet'}",
            f"--outputdir={folder / 'out'}",
            "--timelimitseconds=120",
        ],
        check=False,
        capture_output=True,
    )
    answers = list((folder / "out").glob("timetables/*/*_activities.xml"))
    assert answers, "FET found no timetable"
    return index, made.roster, read_timetable(answers[0].read_bytes(), made.roster)


def _judged(name: str, folder: Path) -> None:
    index, ours, theirs = _solved(name, folder)
    assert {s.id for s in theirs.sessions} == {s.id for s in ours.sessions}
    assert any(a.start != b.start for a, b in zip(ours.sessions, theirs.sessions, strict=True))
    assert {violation.rule for violation in judge(index, theirs).hard} <= NOT_TOLD


def test_fet_solves_a_small_school_and_the_checker_judges_it(tmp_path: Path) -> None:
    _judged("p4-87", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kameleon", "akkrum-275"])
def test_fet_solves_larger_schools(name: str, tmp_path: Path) -> None:
    _judged(name, tmp_path)


def test_the_file_says_who_is_where() -> None:
    made = sample("p4-87")
    index = SchoolIndex(made.school)
    root = etree.fromstring(fet(index, made.roster))
    activities = list(root.iter("Activity"))
    assert len(activities) == len(made.roster.sessions)
    names = {year.findtext("Name") for year in root.iter("Year")} | {
        g.findtext("Name") for g in root.iter("Group")
    }
    assert {found.text for activity in activities for found in activity.iter("Students")} <= names
    for section in root.iter("ConstraintActivitiesSameStartingTime"):
        assert (
            int(section.findtext("Number_of_Activities") or 0) == len(list(section.iter("Activity_Id"))) > 1
        )
    heads = sum(int(g.findtext("Number_of_Students") or 0) for y in root.iter("Year") for g in y.iter("Group")
                if y.findtext("Name") in index.home_groups)  # fmt: skip
    assert heads == len(made.school.pupils)


def test_rooms_of_others_and_breaks_and_meetings_of_staff_are_left_alone() -> None:
    made = sample("kameleon")
    index = SchoolIndex(made.school)
    root = etree.fromstring(fet(index, made.roster))
    closed = {found.findtext("Room") for found in root.iter("ConstraintRoomNotAvailableTimes")}
    assert closed == {room.id for room in made.school.rooms if room.shared}
    away: dict[str, set[int]] = {}
    for found in root.iter("ConstraintTeacherNotAvailableTimes"):
        away[found.findtext("Teacher", "")] = {
            index.grid.slot(
                index.grid.day_index[time.findtext("Day", "")], parse_clock(time.findtext("Hour", ""))
            )
            for time in found.iter("Not_Available_Time")
        }
    plan = Projection(index, made.roster)
    taught = [(s, a.staff) for s in made.roster.sessions for a in s.staff]
    for session, person in taught:
        first = index.grid.slot(index.grid.day_index[session.day], session.start)
        assert not away.get(person, set()) & set(range(first, first + index.grid.slots(session.minutes)))
    lessons = {slot for cluster in index.clusters for slot in index.grid.teaching_slots(cluster)}
    for person in index.staff:
        assert plan.kept(person) & lessons <= away.get(person, set())
    assert any(plan.kept(person) & lessons for person in index.staff)


def test_an_answer_that_leaves_something_out_is_refused() -> None:
    made = sample("p4-87")
    first = b"<A><Activity><Id>1</Id><Day>mon</Day><Hour>08:30</Hour></Activity></A>"
    with pytest.raises(ValueError, match="placed 1 of"):
        read_timetable(first, made.roster)
    with pytest.raises(ValueError, match="no time"):
        read_timetable(first.replace(b"mon", b""), made.roster)
