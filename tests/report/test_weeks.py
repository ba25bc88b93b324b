"""Cells of a week: what overlaps shares one, support joins what it interrupts, rows add up."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schools import tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty, Freed, Group, MeetingSession, Roster, Session
from vlecht.models.words import Function
from vlecht.report.terminal import week_table
from vlecht.report.translations import LANGUAGES, WORDS, Language
from vlecht.report.weeks import Weeks
from vlecht.report.whereabouts import cluster_days


def _session(number: int, start: str, minutes: int, **values: Any) -> Session:
    base = {
        "block": "b",
        "delivery": "read-a",
        "subject": "read",
        "kind": "class",
        "day": "mon",
        "groups": ["a1"],
    }
    staff = [Assignment(staff=values.pop("lead", "t-a1"), function=values.pop("function", Function.LEAD))]
    return Session.model_validate(
        base
        | {"id": f"s{number}", "start": start, "minutes": minutes, "staff": staff, "room": "room-a1"}
        | values
    )


ROUNDS = {"delivery": "lang-a", "subject": "lang"}
ROSTER = Roster(
    school="tiny",
    groups=(
        Group(id="lang-a.g1", delivery="lang-a", members=("p-a1-0", "p-a1-1", "p-a2-0")),
        Group(id="lang-a.g2", delivery="lang-a", members=("p-a1-2",)),
        Group(id="rt.g1", delivery="rt", members=("p-a1-0",)),
    ),
    sessions=(
        _session(1, "08:30", 45),
        _session(2, "09:15", 15, kind="instruction", groups=["lang-a.g1"], **ROUNDS),
        _session(3, "09:15", 15, kind="independent", groups=["lang-a.g2"], lead="helper-a",
                 function=Function.SUPERVISE, **ROUNDS),
        _session(4, "08:45", 30, kind="support", delivery="rt", subject="rt", groups=["rt.g1"], lead="carer",
                 function=Function.SUPPORT, room="nook"),
    ),
    meetings=(MeetingSession(meeting="prep-a", day="mon", start=12 * 60, minutes=30, staff=("t-a1",)),),
    duties=(BreakDuty(pause="pause", day="mon", staff="t-a1", place="plaza"),),
    freed=(Freed(block="b", day="mon", start=9 * 60 + 15, minutes=15, staff="t-a2"),),
    workdays={"t-a1": ("mon",), "t-a2": ("mon",), "helper-a": ("mon",), "carer": ("tue",)},
)  # fmt: skip


@pytest.fixture
def weeks() -> Weeks:
    return Weeks(SchoolIndex(tiny_school()), ROSTER, Language("en"))


def test_a_home_group_sees_its_own_pupils_in_every_session(weeks: Weeks) -> None:
    found = [(cell.times, [(e.title, e.detail) for e in cell.lines]) for cell in weeks.cells("group", "a1")]
    assert found[:3] == [
        ("08:30–09:15", [("read", ""), ("rt", "rt.g1: 1")]),
        ("09:15–09:30", [("lang", "lang-a.g1: 2"), ("lang", "lang-a.g2: 1")]),
        ("10:15–10:30", [("pause", "")]),
    ]
    assert [cell.times for cell in weeks.cells("group", "a2") if cell.day == 0] == [
        "09:15–09:30",
        "10:15–10:30",
    ]
    assert len(weeks.cells("group", "lang-a.g1")) == 1


def test_a_pupil_is_where_the_view_says(weeks: Weeks) -> None:
    found = [
        (cell.times, [e.title for e in cell.lines])
        for cell in weeks.cells("pupil", "p-a1-0")
        if cell.day == 0
    ]
    # The roster lets the pupil be in two places at once; the page does not hide it.
    assert found == [
        ("08:30–08:45", ["read"]),
        ("08:45–09:15", ["read", "rt"]),
        ("09:15–09:30", ["lang"]),
        ("10:15–10:30", ["pause"]),
    ]


def test_a_staff_member_sees_lessons_duties_meetings_and_freed_rounds(weeks: Weeks) -> None:
    assert [(c.times, c.lines[0].kind) for c in weeks.cells("staff", "t-a1")] == [
        ("08:30–09:15", "class"),
        ("09:15–09:30", "instruction"),
        ("10:15–10:30", "break_duty"),
        ("12:00–12:30", "meeting"),
    ]
    assert [c.lines[0].title for c in weeks.cells("staff", "t-a2")] == ["freed"]
    (independent,) = weeks.cells("staff", "helper-a")
    assert independent.lines[0].who == ""  # the kind of session says it already


def test_rows_fill_every_column_once(weeks: Weeks) -> None:
    rows = weeks.rows(weeks.cells("group", "a1"))
    for day in range(3):
        spans = [row.cells[day] for row in rows]
        assert sum(found[1] for found in spans if found is not None) == len(rows)
    assert weeks.rows(()) == ()


def test_who_is_where(weeks: Weeks) -> None:
    monday = next(iter(cluster_days(weeks, "a")))
    assert monday.staff[:3] == ("t-a1", "t-a2", "helper-a")
    moment = next(m for m in monday.moments if m.times == "09:15–09:30")
    assert (moment.taught, moment.independent) == (3, 1)
    kinds = dict(zip(monday.staff, (line.kind for line in moment.staff), strict=True))
    assert kinds == {"t-a1": "instruction", "t-a2": "freed", "helper-a": "independent", "carer": "away"}


def test_the_terminal_shows_the_same_week(weeks: Weeks) -> None:
    table = week_table(weeks, "room", "nook")
    assert str(table.title) == "Week of nook"
    assert [column.header for column in table.columns] == ["time", "Monday", "Tuesday", "Wednesday"]


def test_every_word_is_there_in_both_languages() -> None:
    for key, words in WORDS.items():
        assert len(words) == len(LANGUAGES)
        assert all(words), key
    assert Language("nl").day("A-mon") == "A maandag"
    with pytest.raises(KeyError):
        Language("en")("no such word")
