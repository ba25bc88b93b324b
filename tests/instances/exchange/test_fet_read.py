"""FET files become schools that can be solved; what they bind stays bound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vlecht.instances.exchange import fet_read
from vlecht.instances.exchange.merge import merge
from vlecht.instances.school_json import examine_data
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver.solve import solve

FET = """<fet version="6.8.5"><Institution_Name>Tiny</Institution_Name>
<Days_List><Number_of_Days>2</Number_of_Days><Day><Name>Mo</Name></Day><Day><Name>Tu</Name></Day></Days_List>
<Hours_List><Hour><Name>1</Name></Hour><Hour><Name>2</Name></Hour><Hour><Name>3</Name></Hour></Hours_List>
<Subjects_List><Subject><Name>Maths</Name></Subject></Subjects_List>
<Teachers_List><Teacher><Name>Secret Name</Name></Teacher><Teacher><Name>B</Name></Teacher></Teachers_List>
<Students_List><Year><Name>1</Name><Number_of_Students>4</Number_of_Students>
<Group><Name>1a</Name><Number_of_Students>2</Number_of_Students></Group>
<Group><Name>1b</Name><Number_of_Students>2</Number_of_Students></Group></Year></Students_List>
<Activities_List>
<Activity><Teacher>Secret Name</Teacher>
<Subject>Maths</Subject><Students>1</Students><Duration>1</Duration><Id>1</Id>
<Active>true</Active></Activity>
<Activity><Teacher>B</Teacher>
<Subject>Maths</Subject><Students>1a</Students><Duration>2</Duration><Id>2</Id>
<Active>true</Active></Activity>
<Activity><Teacher>B</Teacher>
<Subject>Maths</Subject><Students>1b</Students><Duration>2</Duration><Id>3</Id>
<Active>true</Active></Activity>
</Activities_List>
<Rooms_List/>
<Time_Constraints_List><ConstraintBasicCompulsoryTime/>
<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage>
<Activity_Id>1</Activity_Id>
<Preferred_Day>Tu</Preferred_Day>
<Preferred_Hour>1</Preferred_Hour><Active>true</Active></ConstraintActivityPreferredStartingTime>
<ConstraintTeacherNotAvailableTimes><Teacher>B</Teacher>
<Not_Available_Time><Day>Mo</Day><Hour>1</Hour></Not_Available_Time></ConstraintTeacherNotAvailableTimes>
<ConstraintMinGapsBetweenActivities/></Time_Constraints_List><Space_Constraints_List/></fet>"""


def test_a_fet_file_is_a_school_that_can_be_solved_and_keeps_its_constraints() -> None:
    found = fet_read.read("x", FET.encode())
    data, _ = merge({"id": "x", "format_version": 1}, found, remove=False)
    reading = examine_data("x", data)
    assert reading.school is not None, reading.findings
    assert "ConstraintMinGapsBetweenActivities (1) is not carried over" in found.notes
    result = solve(reading.school, time_limit=20, seed=1)
    assert result.roster is not None
    assert result.hard_violations == 0
    sessions = {s.id: s for s in result.roster.sessions}
    (joint,) = [s for s in sessions.values() if s.kind == "level_group"]
    assert (joint.day, joint.start) == ("tue", 8 * 60)
    assert all(
        (s.day, s.start) != ("mon", 480) for s in sessions.values() if any(a.staff == "t2" for a in s.staff)
    )
    assert sorted(s.minutes for s in sessions.values() if s.subject.startswith("Maths~2")) == [120, 120]


def _asks(**constraints: str) -> bytes:
    """The file with constraints besides its own; the texts are what stands in them."""
    made = "".join(
        f"<Constraint{name}><Weight_Percentage>100</Weight_Percentage>{inner}</Constraint{name}>"
        for name, inner in constraints.items()
    )
    return FET.replace("<ConstraintMinGapsBetweenActivities/>", made).encode()


def _school(raw: bytes) -> tuple[School, list[str]]:
    found = fet_read.read("x", raw)
    data, _ = merge({"id": "x", "format_version": 1}, found, remove=False)
    reading = examine_data("x", data)
    assert reading.school is not None, reading.findings
    return reading.school, found.notes


def _delivery(school: School, home: str) -> Any:
    return next(d for d in school.deliveries if d.home_groups == (home,) and d.subject.startswith("Maths"))


def _hour(day: str, hour: int, of: str = "Preferred_Time_Slot") -> str:
    return f"<{of}><Preferred_Day>{day}</Preferred_Day><Preferred_Hour>{hour}</Preferred_Hour></{of}>"


def test_time_slots_of_activities_are_the_windows_of_a_delivery() -> None:
    slots = "<Students_Name>1a</Students_Name>" + _hour("Tu", 2) + _hour("Tu", 3)
    school, notes = _school(_asks(ActivitiesPreferredTimeSlots=slots + "<Duration>2</Duration>"))
    assert not [note for note in notes if "PreferredTimeSlots" in note]
    assert [(w.days, w.start) for w in _delivery(school, "1a").windows] == [(("tue",), 540), (("tue",), 600)]
    assert _delivery(school, "1b").windows == ()
    result = solve(school, time_limit=20, seed=1)
    assert result.roster is not None
    bound = [s for s in result.roster.sessions if s.groups == ("1a",) and s.minutes == 120]
    assert [(s.day, s.start) for s in bound] == [("tue", 9 * 60)]


def test_starting_times_of_long_activities_are_their_hours_and_a_note_tells_where_that_is_more() -> None:
    def starting(*hours: int) -> bytes:
        times = "".join(_hour("Mo", hour, "Preferred_Starting_Time") for hour in hours)
        return _asks(ActivityPreferredStartingTimes=f"<Activity_Id>2</Activity_Id>{times}")

    school, notes = _school(starting(1))
    assert [w.start for w in _delivery(school, "1a").windows] == [480, 540]
    assert "of its starting times only the hours" not in " ".join(notes)
    three = b"<Hour><Name>3</Name></Hour>"
    wide = starting(1, 3).replace(three, three + b"<Hour><Name>4</Name></Hour>")
    assert "activity 2: of its starting times only the hours are carried over" in _school(wide)[1]


def test_a_wish_of_fet_is_not_made_binding() -> None:
    raw = _asks(ActivityPreferredTimeSlots="<Activity_Id>2</Activity_Id>" + _hour("Tu", 2))
    school, notes = _school(raw.replace(b">100<", b">95<"))
    assert _delivery(school, "1a").windows == ()
    assert "ConstraintActivityPreferredTimeSlots (1) is not carried over" in notes


def test_two_teachers_teach_a_class_together_or_take_a_part_each() -> None:
    second = "<Teacher>B</Teacher>"
    both = f"{second}<Teacher>Secret Name</Teacher>"
    of_1a = "\n<Subject>Maths</Subject><Students>1a"
    raw = FET.replace(f"{second}{of_1a}", f"{both}{of_1a}")
    raw = raw.replace("<Activity><Teacher>Secret Name", f"<Activity>{second}<Teacher>Secret Name")
    school, _ = _school(raw.encode())
    result = solve(school, time_limit=20, seed=1)
    assert result.roster is not None
    assert not judge(SchoolIndex(school), result.roster).hard
    together = [s for s in result.roster.sessions if s.groups == ("1a",) and s.minutes == 120]
    assert [{a.staff for a in s.staff} for s in together] == [{"t1", "t2"}]
    parts = [s for s in result.roster.sessions if s.kind == "level_group"]
    assert [(s.day, s.start) for s in parts] == [("tue", 480)] * 2
    assert {a.staff for s in parts for a in s.staff} == {"t1", "t2"}


def test_home_rooms_bind_what_has_no_room_of_its_own() -> None:
    home = "<Teacher>B</Teacher><Room>Hall</Room>"
    raw = _asks(TeacherHomeRoom=home).replace(b"<Rooms_List/>", b"<Rooms_List><Room><Name>Hall</Name>"
                                              b"<Capacity>30</Capacity></Room></Rooms_List>")  # fmt: skip
    school, _ = _school(raw)
    assert _delivery(school, "1a").room_kinds == _delivery(school, "1b").room_kinds == ("fet:Hall",)


EXAMPLES = Path("/usr/share/doc/fet-data/examples/FET-5-official")
PRIMARY = (
    "Greece/Didymoteicho/6th-Primary-School",
    "Namibia/by-Bobby/set-2/FGPS",
    "Namibia/by-Bobby/set-2/MAPS",
    "Namibia/by-Bobby/set-5/KalengaPSY15T1a",
    "Namibia/by-Bobby/set-6-2016/MAPSY16T1d",
    "Namibia/by-Bobby/set-7-2016/HashiyanaPSY16T2a",
    "Namibia/by-Bobby/set-7-2016/HavanaPSY2016T2b",
    "Namibia/by-Bobby/set-7-2016/Moses-vd-Byl-Y2016-T1b",
    "Namibia/by-Bobby/set-7-2016/NamibiaPSY16T1f",
    "Namibia/by-Bobby/set-7-2016/NamutuniPSY16T2a",
    "Namibia/by-Bobby/set-7-2016/RehobothPSY16T1a",
    "Namibia/by-Bobby/set-7-2016/StAndrewsPSY2016T2a",
    "Namibia/by-Bobby/set-8-2017/KalengaPSY2017T1d",
    "Spain/3-school/primaria",
)
"""FET's examples of primary schools."""


@pytest.mark.parametrize("name", PRIMARY)
def test_examples_of_primary_schools_import(name: str) -> None:
    file = EXAMPLES / f"{name}.fet"
    if not file.exists():
        pytest.skip("FET's examples are not here: install Debian's package fet-data")
    school, _ = _school(file.read_bytes())
    assert len(school.deliveries) > 50
