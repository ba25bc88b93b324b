"""``vlecht import``: the report, and files that are not complete yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from click.testing import Result

from tests.instances.exchange.test_imports import EDEX
from vlecht.instances.registry import examine_school


def test_an_import_becomes_a_workbook_to_fill_in(tmp_path: Path, vlecht: Callable[..., Result]) -> None:
    (tmp_path / "EDEX.XML").write_text(EDEX, encoding="utf-8")
    done = vlecht("import", str(tmp_path / "EDEX.XML"), "--from", "edexml", "-o", str(tmp_path / "s.xlsx"))
    assert done.exit_code == 0, done.output
    assert "new pupils L-1" in done.output
    assert "not complete yet" in done.output
    findings = examine_school(tmp_path / "s.xlsx").findings
    assert not [finding for finding in findings if "Leerlingen" in finding.place]


def test_an_import_into_a_school_keeps_it_usable(
    made: Path, tmp_path: Path, vlecht: Callable[..., Result]
) -> None:
    school = made / "school.json"
    pupil = examine_school(school).school.pupils[0].id  # type: ignore[union-attr]  # it is a sample
    (tmp_path / "l.csv").write_text(f"nr,score\n{pupil},7\n", encoding="utf-8")
    arguments = (
        "import",
        str(tmp_path / "l.csv"),
        "--from",
        "csv",
        "--column",
        "id=nr",
        "--column",
        "level:language=score",
    )
    done = vlecht(*arguments, "--into", str(school), "-o", str(tmp_path / "n.json"))
    assert done.exit_code == 0, done.output
    assert f"changed pupils {pupil}" in done.output
    assert examine_school(tmp_path / "n.json").school is not None
    again = vlecht(*arguments, "-o", str(tmp_path / "n.json"))
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_an_import_goes_into_a_workbook_that_is_not_complete_yet(
    tmp_path: Path, vlecht: Callable[..., Result]
) -> None:
    (tmp_path / "EDEX.XML").write_text(EDEX, encoding="utf-8")
    start, filled = tmp_path / "school.xlsx", tmp_path / "filled.xlsx"
    assert vlecht("new", "--excel", str(start)).exit_code == 0
    arguments = ("import", str(tmp_path / "EDEX.XML"), "--from", "edexml")
    done = vlecht(*arguments, "--into", str(start), "-o", str(filled))
    assert done.exit_code == 0, done.output
    again = vlecht(*arguments, "--into", str(filled))
    assert "0 new, 0 changed, 0 gone" in again.output
    book = openpyxl.load_workbook(filled)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    assert sheets["Ruimtes"]["A2"].value == "#lokaal-1"
    assert sheets["Leerlingen"]["A2"].value == "L-1"
    sheets["Leerlingen"]["A2"].value, sheets["Leerlingen"]["C2"].value = None, "veel"
    book.save(tmp_path / "wrong.xlsx")
    wrong = vlecht(*arguments, "--into", str(tmp_path / "wrong.xlsx"))
    assert wrong.exit_code == 2
    assert "pupils[0]" in wrong.output


def test_wrong_options_are_told(tmp_path: Path, vlecht: Callable[..., Result]) -> None:
    (tmp_path / "l.csv").write_text("nr\n1\n", encoding="utf-8")
    assert vlecht("import", str(tmp_path / "l.csv"), "--from", "csv").exit_code == 1
    assert vlecht("import", str(tmp_path / "l.csv"), "--from", "edexml").exit_code == 2
    assert vlecht("import", str(tmp_path / "l.csv"), "--from", "untis", "--column", "a=b").exit_code == 1
