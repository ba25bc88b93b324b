"""Requests for courses: files read with every finding at once, and the school that they become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vlecht.instances.findings import InputError
from vlecht.instances.sms import read_blocks, read_sms
from vlecht.instances.sms_school import sms_school

HEAD = "course_id,course_name,section,short,teacher_id,fixed_block,core"


def written(folder: Path, sections: list[str], requests: list[str]) -> Path:
    """A folder with such data."""
    (folder / "sections.csv").write_text("\n".join([HEAD, *sections]) + "\n")
    (folder / "requests.csv").write_text("\n".join(["pupil_id,grade,course_id", *requests]) + "\n")
    return folder


def small(folder: Path, requests: list[str]) -> Path:
    """Two short courses of one teacher, one with two sections; 24 long courses, the first fixed."""
    short = ["1,Maps,1,yes,T1,,yes", "2,Choir,1,yes,T2,2,no", "2,Choir,2,yes,T1,,no"]
    long = [
        f"{n},Long {n},1,no,L{n},{4 if n == 10 else ''},{'yes' if n < 16 else 'no'}" for n in range(10, 34)
    ]
    return written(folder, short + long, requests)


def test_requests_and_sections_are_read_with_what_they_are_worth(tmp_path: Path) -> None:
    found = read_sms(small(tmp_path, ["a,11,1", "a,11,2", "b,12,2", "b,12,10"]))
    assert [found.worth(request) for request in found.requests] == [10, 1, 3, 10]
    assert [section.block for section in found.courses[2]] == [2, None]
    assert found.courses[10][0].block == 4


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        ["1,Maps,1,yes,T1,7,yes", "1,Maps,1,yes,T1,,yes", "2,Choir,2,perhaps,T 2,x,no"],
        ["a,11,1", "a,12,1", ",11,1", "b,9,3"],
    )
    with pytest.raises(InputError) as caught:
        read_sms(folder)
    text = str(caught.value)
    for part in (
        "line 2: 7 is not one of its blocks (1, 2, 3)",
        "1, 1 is there twice",
        "perhaps is not yes or no",
        "T 2 is not an id",
        "x is not a block, or nothing",
        "course 2: [2] are not 1, 2",
        "a is in two grades",
        "line 3: a, 1 is there twice",
        "(empty) is not an id",
        "9 is not one of the grades",
        "3 is a course without a section",
    ):
        assert part in text


def test_missing_columns_and_empty_files_are_found(tmp_path: Path) -> None:
    written(tmp_path, [], [])
    (tmp_path / "requests.csv").write_text("pupil,grade,course_id\n")
    with pytest.raises(InputError) as caught:
        read_sms(tmp_path)
    assert "pupil_id is not a column. Did you mean pupil?" in str(caught.value)


def test_timetables_are_checked_against_the_sections(tmp_path: Path) -> None:
    found = read_sms(small(tmp_path, ["a,11,1"]))
    blocks = [[1, 1, 1], [1, 2, 2], [2, 2, 4], [1, 2, 3], [9, 9, 1], "x"]
    (tmp_path / "blocks.json").write_text(json.dumps(blocks))
    with pytest.raises(InputError) as caught:
        read_blocks(tmp_path / "blocks.json", found)
    text = str(caught.value)
    for part in ("not one of its blocks", "second block", "not there", "is not [section", "has no block"):
        assert part in text


def test_blocks_become_moments_jointly_or_in_two_stages(tmp_path: Path) -> None:
    found = read_sms(small(tmp_path, ["a,11,1", "b,12,2"]))
    staged, joint = sms_school(found), sms_school(found, joint=True)
    assert [delivery.id for delivery in staged.deliveries] == ["short", "long"]
    assert [delivery.id for delivery in joint.deliveries] == ["courses"]
    fixed = {pin.section: pin.moment for pin in staged.pins if pin.what == "moment"}
    assert fixed == {"short.course-2.1": 2, "long.course-10.1": 1}
    assert {pin.moment for pin in joint.pins if pin.what == "moment"} == {2, 4}
    assert {pin.section for pin in sms_school(found, free=[10]).pins if pin.what == "moment"} == {
        "short.course-2.1"
    }
