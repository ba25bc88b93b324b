"""Who is free, how time is used: counted by hand on a tiny week."""

from __future__ import annotations

from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.report.activities import activities
from vlecht.report.overview import free_heat, free_staff, room_use, time_use, workload
from vlecht.report.translations import Language
from vlecht.report.weeks import Weeks

INDEX = SchoolIndex(tiny_school())
ROSTER = Roster.model_validate(
    {
        "school": "tiny",
        "groups": [{"id": "math-a.g1", "delivery": "math-a", "members": ["p-a1-0", "p-a1-1"]}],
        "workdays": {"t-a1": ["mon"], "helper-b": ["mon", "tue"], "t-b1": ["tue"]},
        "sessions": [
            {"id": "math-a#1.g1", "block": "math-a#1", "delivery": "math-a", "subject": "math",
             "kind": "level_group", "day": "mon", "start": "08:30", "minutes": 45, "groups": ["math-a.g1"],
             "staff": [{"staff": "t-a1", "function": "lead"}], "room": "room-a1"},
        ],
        "freed": [{"block": "lang-a#1", "day": "mon", "start": "09:30", "minutes": 15, "staff": "t-a1"}],
    }
)  # fmt: skip
WEEKS = Weeks(INDEX, ROSTER, Language("en"))


def test_free_is_at_school_and_without_a_task() -> None:
    monday = [found for found in free_staff(WEEKS) if found.day == 0]
    # helper-b would rather not work until 09:30, which is not the same as cannot.
    assert [(f.times, f.staff, sorted(f.freed)) for f in monday] == [
        ("08:30–09:15", ("helper-b",), []),
        ("09:15–09:30", ("t-a1", "helper-b"), []),
        ("09:30–09:45", ("t-a1", "helper-b"), ["t-a1"]),
        ("09:45–10:15", ("t-a1", "helper-b"), []),
        ("10:30–12:00", ("t-a1", "helper-b"), []),
    ]
    assert "09:20" in monday[1].clocks.split()
    wednesday = [found for found in free_staff(WEEKS) if found.day == 2]
    assert all(found.staff == () for found in wednesday)
    (first, *_) = free_heat(WEEKS, free_staff(WEEKS))
    assert first["cells"][0] == {"value": 1, "zero": False, "title": "helper-b"}
    assert first["cells"][2]["zero"]


def test_minutes_per_pupil_staff_and_room() -> None:
    assert time_use(WEEKS)[0]["values"] == [0, 15, 0, 0]  # two of six pupils, 45 minutes each
    load = {row["label"]: row["value"] for row in workload(WEEKS)}
    assert (load["t-a1"], load["t-a2"]) == (45, 0)
    used = {row["label"]: row["value"] for row in room_use(WEEKS)}
    assert used["room-a1"] == round(100 * 3 / (3 * 13))
    assert used["gym"] == 0


def test_everything_that_goes_on_is_one_list() -> None:
    assert [(a.day, a.times, a.kind, a.heads, a.staff) for a in activities(WEEKS)] == [
        ("mon", "08:30–09:15", "level_group", 2, ("t-a1",)),
        ("mon", "09:30–09:45", "freed", "", ("t-a1",)),
    ]
