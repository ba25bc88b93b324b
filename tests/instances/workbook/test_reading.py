"""Workbooks as people fill them in: tolerant of how, exact about what is wrong and where."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vlecht.instances.findings import InputError
from vlecht.instances.registry import examine_school
from vlecht.instances.samples import sample
from vlecht.instances.school_json import examine_data
from vlecht.instances.workbook import cells, excel, folder, layout
from vlecht.instances.workbook.excel import read_rows, written
from vlecht.instances.workbook.flatten import of_school
from vlecht.instances.workbook.gather import Gathered, Rows, gather
from vlecht.instances.workbook.layout import Column, Table, tables
from vlecht.instances.workbook.reading import inspect, marked_copy
from vlecht.instances.workbook.starter import DATA as starter_data
from vlecht.instances.workbook.starter import starter
from vlecht.models.school import School


def _rows(school: School, lang: str = "nl") -> Rows:
    return excel._sheets("x", written(of_school(school, lang), lang))


def _sheet(rows: Rows, name: str) -> tuple[list[Any], list[list[Any]]]:
    return rows[name][0], rows[name]


SCHOOL = sample("p4-87").school


def _gathered(sheet: str, heads: list[Any], *lines: list[Any]) -> Gathered:
    return gather("x", {sheet: [heads, *lines]})


def test_people_write_things_in_their_own_way() -> None:
    found = _gathered(
        "MEDEWERKERS",
        ["FTE", "Kenmerk *", "rollen", "taakminuten", "Contract_tot", "naam"],
        ["0,8", 5.0, "leerkracht; IB, coach", 60.0, datetime.date(2026, 7, 31), "  Anna  "],
        ["", "", "", "", "", ""],
        ["# dit telt niet", "x", "", "", "", ""],
        [1, "b", "leerkracht", "", "31-7-2026", 12],
    )
    assert found.findings == []
    assert found.data["staff"] == [
        {"fte": 0.8, "id": "5", "roles": ["leerkracht", "IB", "coach"], "task_minutes": 60,
         "contract_end": "2026-07-31", "name": "Anna"},
        {"fte": 1, "id": "b", "roles": ["leerkracht"], "contract_end": "2026-07-31", "name": "12"},
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["ja", "JA", "yes", "x", "1", True, 1.0, "waar"])
def test_yes_in_many_words(word: Any) -> None:
    assert _gathered("subjects", ["id", "core"], ["a", word]).data["subjects"][0]["core"] is True


@pytest.mark.parametrize(
    ("cell", "clock"),
    [("8:30", "8:30"), ("08.30", "08:30"), (datetime.time(8, 30), "08:30"), (8.5 / 24, "08:30"),
     (datetime.timedelta(hours=8, minutes=30), "08:30"), ("08:30:00", "08:30")],
)  # fmt: skip
def test_times_in_many_forms(cell: Any, clock: str) -> None:
    found = _gathered("Pauzes", ["kenmerk", "van", "tot"], ["p", cell, "9:00"])
    assert found.data["calendar"]["breaks"][0]["start"] == clock


def test_days_and_windows_in_both_languages() -> None:
    column = Column(("w",), "windows", many=True)
    assert cells.read(column, "ma-wo 8:30-12:00; Vrijdag, thu 8.30 – 12.15\n9:00-10:00") == [
        {"days": ["mon", "tue", "wed"], "start": "8:30", "end": "12:00"},
        {"days": ["fri", "thu"], "start": "8:30", "end": "12:15"},
        {"start": "9:00", "end": "10:00"},
    ]
    assert cells.read(Column(("d",), "day", many=True), "ma, A-di, B-fri") == ["mon", "A-tue", "B-fri"]


def test_levels_are_numbers_bands_or_unknown() -> None:
    found = _gathered(
        "pupils", ["id", "levels: math", "niveau: lang", "levels: read"], ["1", "3,5", "B+", "?"]
    )
    assert found.data["pupils"][0]["levels"] == {"math": 3.5, "lang": "B+", "read": None}


def test_examples_of_a_new_workbook_do_not_count_and_the_lesson_time_is_filled() -> None:
    for lang in ("nl", "en"):
        rows = excel._sheets("x", written(starter(lang), lang))
        found = gather("x", rows)
        assert found.findings == []
        assert found.data.get("pupils", []) == []
        assert sum(line["minutes"] for line in found.data["curriculum"]) == 5 * (210 - 15) + 4 * 120


def test_the_sessions_of_a_new_workbook_fit_between_its_breaks() -> None:
    school = {
        **starter_data,
        "rooms": [{"id": "r", "capacity": 30}],
        "staff": [{"id": "s", "roles": ["leerkracht"]}],
    }
    school |= {"clusters": [{"id": "c"}], "home_groups": [{"id": "g", "years": [5], "cluster": "c"}]}
    school |= {"pupils": [{"id": "p", "year": 5, "home_group": "g"}], "format_version": 1}
    school["deliveries"] = [
        {"form": "class", "id": s["id"], "subject": s["id"], "home_groups": ["g"]} for s in school["subjects"]
    ]
    assert not examine_data("x", school).findings
    longer = [
        line | {"usual": 75 if line["subject"] == "rekenen" else line["usual"]}
        for line in school["curriculum"]
    ]
    found = examine_data("x", school | {"curriculum": longer}).findings
    (wrong,) = [finding for finding in found if finding.code == "sessions-do-not-fit"]
    assert "4 × 75, 8 × 60, 15 × 45" in wrong.problem
    assert "4 × 120, 5 × 105, 5 × 90 minutes" in wrong.problem


def test_every_fault_is_reported_at_its_cell() -> None:
    rows = _rows(SCHOOL)
    heads, lines = _sheet(rows, "Leerlingen")
    home, year = heads.index("stamgroep"), heads.index("leerjaar")
    lines[3][home] = "nowhere"
    lines[5][year] = "five"
    heads.append("hobby")
    lines[2].append("football")
    rows["Stamgroepenn"] = [["x"], ["y"]]
    staff_heads, staff_lines = _sheet(rows, "Beschikbaarheid")
    staff_lines.append(["nobody", *([""] * (len(staff_heads) - 1))])
    findings = [str(finding) for _, finding in inspect("school.xlsx", rows).findings]
    assert len(findings) >= 5
    for start in (
        "school.xlsx: sheet Leerlingen, cell D4, pupils[2].home_group",
        "school.xlsx: sheet Leerlingen, cell C6, pupils[4].year",
        f"school.xlsx: sheet Leerlingen, cell {chr(64 + len(heads))}1:",
        "school.xlsx: sheet Stamgroepenn, cell A1: is not a sheet of a school. Did you mean Stamgroepen",
        f"school.xlsx: sheet Beschikbaarheid, cell A{len(staff_lines)}:",
    ):
        assert any(found.startswith(start) for found in findings), (start, findings)


def test_an_empty_sheet_is_named() -> None:
    rows = _rows(SCHOOL)
    rows["Leerlingen"] = rows["Leerlingen"][:1]
    findings = [str(finding) for _, finding in inspect("x", rows).findings]
    assert any("sheet Leerlingen (pupils): is empty" in found for found in findings)


def test_a_marked_copy_shows_the_wrong_cells_and_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "school.xlsx"
    path.write_bytes(written(of_school(SCHOOL, "nl"), "nl"))
    book = openpyxl.load_workbook(path)
    book["Leerlingen"]["D4"] = "nowhere"
    book.save(path)
    before = path.read_bytes()
    copy = openpyxl.load_workbook(io.BytesIO(marked_copy(path, "nl")))
    assert path.read_bytes() == before
    assert copy.sheetnames[0] == "Bevindingen"
    assert [copy["Bevindingen"]["A2"].value, copy["Bevindingen"]["B2"].value] == ["Leerlingen", "D4"]
    cell = copy["Leerlingen"]["D4"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("nowhere", "FFF8B4B4")
    assert cell.comment is not None
    # The copy is itself a workbook of the school: mended there, it can be used.
    copy["Leerlingen"]["D4"] = SCHOOL.pupils[2].home_group
    copy.save(path)
    assert examine_school(path).school == SCHOOL


def test_a_folder_in_another_encoding_with_commas_is_read(tmp_path: Path) -> None:
    (tmp_path / "vakken.csv").write_bytes("kenmerk,naam,kernvak\nrek,Réken,ja\n".encode("cp1252"))
    (tmp_path / "school.csv").write_bytes("\ufeffwhat\tvalue\nid\tx\n".encode())
    _, rows = folder.read_rows(tmp_path)
    data = gather("x", rows).data
    assert data["subjects"] == [{"id": "rek", "name": "Réken", "core": True}]
    assert data["id"] == "x"


def _code(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_rows(path)
    return caught.value.findings[0].code


def test_hostile_workbooks_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK not really")
    assert _code(path) == "bad-archive"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    assert _code(path) == "locked"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert _code(path) == "bad-workbook"
    raw = written(of_school(SCHOOL, "nl"), "nl")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet5.xml"
    far = parts[sheet].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    _pack(path, parts | {sheet: far})
    assert _code(path) == "too-large"
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = parts[sheet].replace(b"<worksheet", laughs + b"<worksheet", 1)
    _pack(path, parts | {sheet: bomb})
    assert examine_school(path).findings is not None  # read without expanding anything, or refused


def _pack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_kinds_of_rooms_are_read_in_both_languages_and_as_own_words() -> None:
    column = next(c for c in layout.table_at(("rooms",)).columns if c.path == ("kind",))
    kinds = {"lokaal": "classroom", "Gymzaal": "gym", "hall": "hall", "Kas": "Kas", "'lokaal": "lokaal"}
    assert {cell: cells.read(column, cell) for cell in kinds} == kinds
    many = next(c for c in layout.table_at(("deliveries",)).columns if c.path == ("room_kinds",))
    assert cells.read(many, 'lokaal; stilteruimte, "lokaal"') == ["classroom", "quiet", "lokaal"]
    assert cells.write(many, ["classroom", "lokaal"], "nl") == 'lokaal, "lokaal"'


def test_every_table_and_field_has_dutch_words() -> None:
    """Not needed to work (English is shown instead), but Dutch users should not meet English."""
    from vlecht.instances.workbook import guide, names

    fields = {part for table in tables() for column in table.columns for part in column.path}
    assert {t.name for t in tables()} <= names.SHEETS.keys()
    assert {t.name for t in tables()} <= guide.ABOUT.keys()
    assert {t.owner[-1] for t in tables() if t.owner} <= names.OWNERS.keys()
    assert fields - names.FIELDS.keys() == set()
    choices = {choice for table in tables() for column in table.columns for choice in column.choices}
    assert choices - names.VALUES.keys() == set()


def test_headers_of_a_table_are_told_apart() -> None:
    for table in tables():
        for lang in ("nl", "en"):
            _distinct(table, lang)


def _distinct(table: Table, lang: str) -> None:
    from vlecht.instances.workbook.names import header

    heads: dict[str, set[str]] = {}
    for column in table.columns:
        heads.setdefault(header(column.path, lang), set()).add(column.name)
    assert all(len(same) == 1 for same in heads.values()), (table.name, heads)
