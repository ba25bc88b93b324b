"""Bad input never gives a traceback: every finding at once, each with its place and a remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances import school_json, source
from vlecht.instances.findings import Finding, InputError, SourceError
from vlecht.models.school import School


def _file(directory: Path, data: Any) -> Path:
    path = directory / "school.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def _only(path: Path) -> Finding:
    reading = school_json.examine(path)
    assert reading.school is None
    (finding,) = reading.findings
    return finding


def test_a_school_reads_back_as_written(tmp_path: Path) -> None:
    school = tiny_school()
    path = tmp_path / "new" / "school.json"
    school_json.write(school, path)
    assert school_json.read(path) == school
    assert school_json.examine(path).findings == ()


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "school.json"
    path.write_text(json.dumps(tiny_data()), encoding="utf-8-sig")
    assert school_json.read(path) == tiny_school()


def test_a_missing_file_is_a_matter_of_usage_and_near_names_are_shown(tmp_path: Path) -> None:
    _file(tmp_path, {})
    with pytest.raises(SourceError, match=r"no such file \(did you mean school.json\?\)"):
        school_json.examine(tmp_path / "schol.json")
    with pytest.raises(SourceError, match="is a directory"):
        school_json.examine(tmp_path)


def test_a_truncated_file_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(json.dumps(tiny_data(), indent=1)[:1000], encoding="utf-8")
    finding = _only(path)
    assert finding.code == "json-syntax"
    assert finding.place.startswith("line ")
    assert "ends too early" in finding.problem


def test_a_syntax_error_has_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{\n "id": "x",\n "name" "y"\n}', encoding="utf-8")
    finding = _only(path)
    assert finding.place == "line 3, column 9"
    assert "delimiter" in finding.problem


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty-file"),
        (b"[1, 2]", "not-an-object"),
        (b"3", "not-an-object"),
        (b'{"id": NaN}', "json-syntax"),
        (b'{"id": "a", "id": "b"}', "duplicate-field"),
        (b'{"id": "\xff"}', "encoding"),
        (b'{"a":' * 100_000, "json-syntax"),
        (b'{"a":' + b"9" * 5000 + b"}", "json-syntax"),
    ],
)
def test_what_is_not_a_json_object_is_refused(tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(raw)
    assert _only(path).code == code


def test_a_file_of_100_mb_is_refused_without_being_parsed(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    finding = _only(path)
    assert finding.code == "too-large"
    assert f"{source.MAX_BYTES // 1024**2} MB" in finding.problem


def test_an_empty_school_names_every_missing_part(tmp_path: Path) -> None:
    findings = school_json.examine(_file(tmp_path, {})).findings
    assert {f.place for f in findings} == {name for name, f in School.model_fields.items() if f.is_required()}
    empty = tiny_data() | {"pupils": [], "staff": [], "home_groups": []}
    codes = {(f.place, f.code) for f in school_json.examine(_file(tmp_path, empty)).findings}
    assert {("pupils", "too-few"), ("staff", "too-few"), ("home_groups", "too-few")} <= codes


def test_all_findings_come_at_once_with_place_and_remedy(tmp_path: Path) -> None:
    data = tiny_data()
    data["calendar"]["brakes"] = []
    data["calendar"]["lessons"][0]["start"] = "8.30"
    data["pupils"][3]["homegroup"] = "a1"
    data["pupils"][7]["home_group"] = "a11"
    data["pupils"][8]["year"] = "three"
    data["rooms"][1]["id"] = data["rooms"][0]["id"]
    data["deliveries"][1]["groups"]["mim"] = 2
    data["deliveries"][2]["form"] = "rounds"
    del data["deliveries"][3]["form"]
    data["pins"] = [{"what": "staff", "session": "x", "staff": "t-a1", "function": "leadd"}]
    with pytest.raises(InputError) as caught:
        school_json.read(_file(tmp_path, data))
    found = {finding.place: finding for finding in caught.value.findings}
    assert found["calendar.brakes"].remedy == "did you mean breaks?"
    assert "HH:MM" in found["calendar.lessons[0].start"].remedy
    assert found["pupils[3].homegroup (pupil p-a1-3)"].remedy == "did you mean home_group?"
    assert found["pupils[7].home_group (pupil p-a2-1)"].remedy == "did you mean a1?"
    assert found["pupils[8].year (pupil p-a2-2)"].code == "wrong-type"
    assert found["rooms[1].id (room room-a1)"].code == "duplicate-id"
    assert found["deliveries[1].groups.mim (delivery math-a)"].code == "unknown-field"
    assert "did you mean" in found["deliveries[2].form (delivery lang-a)"].remedy
    assert found["deliveries[3].form (delivery world-a)"].code == "missing-field"
    assert found["pins[0].function"].code == "bad-value"
    text = str(caught.value)
    assert 'a11" is not a home group of this school. Did you mean a1?' in text


def test_a_newer_format_is_told_as_such(tmp_path: Path) -> None:
    finding = next(
        f for f in school_json.examine(_file(tmp_path, tiny_data() | {"format_version": 2})).findings
    )
    assert finding.code == "format-version"


def test_a_value_that_fits_no_member_of_a_union_is_reported_once(tmp_path: Path) -> None:
    data = tiny_data()
    data["pupils"][0]["levels"]["math"] = [1]
    findings = school_json.examine(_file(tmp_path, data)).findings
    assert [f.place for f in findings] == ["pupils[0].levels.math (pupil p-a1-0)"]


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, [[]], [3], {"a": 1}])
def test_junk_in_any_field_gives_findings_and_no_traceback(tmp_path: Path, junk: Any) -> None:
    for field in School.model_fields:
        reading = school_json.examine(_file(tmp_path, tiny_data() | {field: junk}))
        assert reading.school is not None or reading.findings
