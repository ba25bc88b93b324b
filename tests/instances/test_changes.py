"""Change files and counter files: read with every finding at once, written without losing a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vlecht.instances.changes import add_to_counter, read_change, read_counter
from vlecht.instances.findings import InputError
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import Absent, Cover, LessonMoved

SAMPLE = sample("p4-87")
INDEX, ROSTER = SchoolIndex(SAMPLE.school), SAMPLE.roster


def _file(directory: Path, text: str) -> Path:
    path = directory / "change.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_change_file(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        'week = 2026-11-23\n[budget]\ntotal = 9\n[[changes]]\ndo = "absent"\nstaff = "t01"\ndays = ["tue"]\n'
        'start = "08:30"\n',
    )
    found = read_change(path, INDEX, ROSTER)
    assert found.changes == (Absent(staff="t01", days=("tue",), start=510),)
    assert found.week == date(2026, 11, 23)
    assert found.budget.total == 9


def test_every_finding_at_once(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        'eased = ["frede_teacher"]\n'
        '[[changes]]\ndo = "absent"\nstaff = "t0l"\ndays = ["teu"]\nstart = "12:00"\nend = "10:00"\n'
        '[[changes]]\ndo = "room_closed"\nroom = "rom02"\n'
        '[[changes]]\ndo = "pupil_leaves"\npupil = "nobody"\n'
        '[[changes]]\ndo = "pupil_joins"\n[changes.pupil]\nid = "p0001"\nyear = 40\nhome_group = "12a"\n',
    )
    with pytest.raises(InputError) as error:
        read_change(path, INDEX, ROSTER)
    text = str(error.value)
    assert "changes[3].pupil.year" in text
    path = _file(tmp_path, path.read_text(encoding="utf-8").replace("year = 40", "year = 8"))
    with pytest.raises(InputError) as error:
        read_change(path, INDEX, ROSTER)
    places = {finding.place for finding in error.value.findings}
    assert places == {
        "eased[0]",
        "changes[0].staff",
        "changes[0].days[0]",
        "changes[0].end",
        "changes[1].room",
        "changes[2].pupil",
        "changes[3].pupil.id",
        "changes[3].pupil.year",
    }
    assert "did you mean room02" in str(error.value).lower()


def test_not_toml_and_not_a_thing_that_happens(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not valid TOML"):
        read_change(_file(tmp_path, "[[changes"), INDEX, ROSTER)
    with pytest.raises(InputError, match="something to do"):
        read_change(_file(tmp_path, '[[changes]]\ndo = "abscent"\nstaff = "t01"\n'), INDEX, ROSTER)


def test_a_counter_grows_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "covers.jsonl"
    assert read_counter(path) == ()
    one = Cover(day=date(2026, 11, 24), staff="t01", minutes=45, session="s", instead_of="t02")
    two = Cover(day=date(2026, 11, 25), staff="t03", minutes=30, session="r")
    add_to_counter(path, [one])
    add_to_counter(path, [two])
    assert read_counter(path) == (one, two)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"day": "2026-11-25", "staff": "t03", "minutes": 0, "session": "r"}\nnone\n')
    with pytest.raises(InputError) as error:
        read_counter(path)
    assert [finding.place for finding in error.value.findings] == ["line 3", "line 4"]


def test_a_lesson_that_moves_is_of_the_roster_and_goes_to_a_moment_of_the_week(tmp_path: Path) -> None:
    one, two = (session.id for session in ROSTER.sessions[:2])
    move = '[[changes]]\ndo = "lesson_moved"\nsession = "{}"\nday = "{}"\nstart = "{}"\n'
    good = read_change(_file(tmp_path, move.format(one, "tue", "09:15") + 'room = "room02"\n'), INDEX, ROSTER)
    assert good.changes == (LessonMoved(session=one, day="tue", start=555, room="room02"),)
    text = (
        move.format(one[:-1], "tues", "09:20")
        + move.format(two, "tue", "09:15")
        + 'room = "rom02"\n'
        + move.format(two, "wed", "09:15")
        + '[[changes]]\ndo = "pupil_leaves"\npupil = "p0001"\n' * 2
    )
    with pytest.raises(InputError) as error:
        read_change(_file(tmp_path, text), INDEX, ROSTER)
    found = {finding.place: finding for finding in error.value.findings}
    assert set(found) == {
        "changes[0].session",
        "changes[0].day",
        "changes[0].start",
        "changes[1].room",
        "changes[2].session",
        "changes[4].pupil",
    }
    assert one in found["changes[0].session"].remedy
    assert found["changes[2].session"].code == "duplicate-change"
