"""Schools in workbooks and folders: read with every finding at its cell, written, and given back marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from vlecht.instances.findings import Finding, InputError, errors
from vlecht.instances.school_json import Reading, examine_data
from vlecht.instances.workbook import excel, folder, names
from vlecht.instances.workbook.flatten import of_school
from vlecht.instances.workbook.gather import Gathered, Rows, Spot, gather
from vlecht.instances.workbook.layout import tables
from vlecht.instances.writing import write_bytes, write_text
from vlecht.models.school import School

LANGUAGE = "nl"
"""The language of headers when a school is saved as tables without a word about it."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A workbook or folder as read: its rows, the reading, and each finding with its spot where it "
    "has one."""

    rows: Rows
    reading: Reading
    findings: tuple[tuple[Spot | None, Finding], ...]


def examine_workbook(source: str | Path) -> Reading:
    """Reads and checks a workbook. Raises ``SourceError`` when it cannot be opened."""
    return _examine(source, excel.read_rows)


def examine_folder(source: str | Path) -> Reading:
    """Reads and checks a folder of CSV files. Raises ``SourceError`` when it cannot be opened."""
    return _examine(source, folder.read_rows)


def _examine(source: str | Path, read: Callable[[str | Path], tuple[str, Rows]]) -> Reading:
    try:
        return inspect(*read(source)).reading
    except InputError as error:
        return Reading(None, error.findings)


def inspect(file: str, rows: Rows) -> Inspected:
    """Checks the tables of a school; ``file`` is its name in findings."""
    found = gather(file, rows)
    reading = examine_data(file, found.data)
    pairs: list[tuple[Spot | None, Finding]] = list(found.findings)
    for finding in reading.findings:
        spot = found.spot(finding.place)
        pairs.append((spot, _placed(found, finding, spot)))
    findings = tuple(finding for _, finding in pairs)
    school = None if errors(findings) else reading.school
    return Inspected(rows, Reading(school, findings), tuple(pairs))


def _placed(found: Gathered, finding: Finding, spot: Spot | None) -> Finding:
    """A finding as people with a workbook before them read it: sheet and cell, then the field."""
    if spot is None:
        table = next((t for t in tables() if t.name == finding.place), None)
        if table is None:
            return finding
        name = f"sheet {names.sheet(table.name, LANGUAGE)} ({table.name})"
        return replace(finding, place=name, problem="is empty", remedy="fill in at least one row")
    exact = finding.place.partition(" ")[0] in found.spots
    where = f"cell {spot.cell}" if exact else f"row {spot.row + 1}"
    return replace(finding, place=f"sheet {spot.sheet}, {where}, {finding.place}")


def marked_copy(source: str | Path, lang: str) -> bytes:
    """The workbook with wrong cells marked and a sheet of findings. Raises ``InputError`` when it is none."""
    found = inspect(*excel.read_rows(source))
    return excel.marked(found.rows, found.findings, lang)


def write_workbook(school: School, path: str | Path, lang: str = LANGUAGE) -> None:
    """Writes a school as a workbook, at once or not at all. Raises ``OSError``, ``InputError``."""
    write_bytes(Path(path), excel.written(of_school(school, lang), lang))


def write_folder(school: School, path: str | Path, lang: str = LANGUAGE) -> None:
    """Writes a school as a folder of CSV files, each at once or not at all. Raises ``OSError``."""
    for name, text in folder.written(of_school(school, lang)).items():
        write_text(Path(path) / name, text)
