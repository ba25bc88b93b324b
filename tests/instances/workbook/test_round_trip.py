"""A school as tables and back loses nothing: samples, and anything the models allow."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.instances.workbook.drawing import schools
from vlecht.instances.registry import examine_school, save_school
from vlecht.instances.samples import sample
from vlecht.instances.workbook import excel, folder
from vlecht.instances.workbook.flatten import of_school
from vlecht.instances.workbook.gather import gather
from vlecht.instances.workbook.reading import write_folder
from vlecht.models.school import School

RELAXED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.generate,),  # a whole school takes minutes to shrink
)


@RELAXED
@given(schools())
def test_anything_survives_a_workbook(school: School) -> None:
    for lang in ("nl", "en"):
        book = excel.written(of_school(school, lang), lang)
        found = gather("x", excel._sheets("x", book))
        assert not found.findings
        assert School.model_validate(found.data) == school


@RELAXED
@given(schools())
def test_anything_survives_a_folder_and_nothing_in_it_is_run(school: School) -> None:
    files = folder.written(of_school(school, "nl"))
    rows = {name.removesuffix(".csv"): folder.table(text.encode()) for name, text in files.items()}
    found = gather("x", rows)
    assert not found.findings
    assert School.model_validate(found.data) == school
    for text in files.values():
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"):
            for cell in row:
                harmless = cell == "-" or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert harmless or re.sub("[.,]", "", cell).lstrip("+-").isdigit() or "e" in cell, cell


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_sample_survives_files_of_both_kinds(lang: str, tmp_path: Path) -> None:
    school = sample("p4-87").school
    save_school(school, tmp_path / "school.xlsx")
    write_folder(school, tmp_path / "tables", lang)
    assert examine_school(tmp_path / "school.xlsx").school == school
    assert examine_school(tmp_path / "tables").school == school


def test_a_second_library_opens_the_workbook_and_sees_no_formula(tmp_path: Path) -> None:
    school = sample("p4-87").school
    evil = school.pupils[0].model_copy(update={"name": "=HYPERLINK(1)"})
    school = school.model_copy(update={"pupils": (evil, *school.pupils[1:])})
    save_school(school, tmp_path / "school.xlsx")
    book = openpyxl.load_workbook(tmp_path / "school.xlsx")
    assert book.sheetnames[0] == "Start"
    page = book["Leerlingen"]
    assert page.freeze_panes == "B2"
    assert page["A1"].comment is not None
    assert page["B2"].value == "=HYPERLINK(1)"
    assert all(
        cell.data_type != "f" for row in page.iter_rows() for cell in row if cell.value != "=HYPERLINK(1)"
    )
    lists = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    homes = next(rule for span, rule in lists.items() if span.startswith("D2:"))
    assert homes.type == "list"
    assert homes.formula1 == "'Stamgroepen'!$A$2:$A$1001"
    assert next(rule for span, rule in lists.items() if span.startswith("A2:")).type == "custom"
