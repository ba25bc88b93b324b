"""The formats that schools and rosters are read from and written to. Adding one is adding its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vlecht.instances import roster_json, school_json
from vlecht.instances.findings import InputError, SourceError, did_you_mean
from vlecht.instances.workbook.folder import is_school
from vlecht.instances.workbook.reading import examine_folder, examine_workbook, write_folder, write_workbook
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import School

SAMPLE = "sample:"
"""What a sample school's name is preceded by, wherever a school file is asked."""


@dataclass(frozen=True, slots=True)
class SchoolFormat:
    """A format of school files: suffixes of its file names, and how it is read (all findings) and written."""

    name: str
    suffixes: tuple[str, ...]
    examine: Callable[[str | Path], school_json.Reading]
    write: Callable[[School, str | Path], None]


SCHOOL_FORMATS: tuple[SchoolFormat, ...] = (
    SchoolFormat("json", (".json",), school_json.examine, school_json.write),
    SchoolFormat("workbook", (".xlsx", ".xlsm"), examine_workbook, write_workbook),
)
"""Formats of school files. What has none of the suffixes is read as the first."""

FOLDER = SchoolFormat("csv", (), examine_folder, write_folder)
"""A folder of CSV files, told by what is in it."""


def _format(path: str | Path) -> SchoolFormat:
    if is_school(Path(path)):
        return FOLDER
    suffix = Path(path).suffix.lower()
    return next((known for known in SCHOOL_FORMATS if suffix in known.suffixes), SCHOOL_FORMATS[0])


def examine_school(source: str | Path) -> school_json.Reading:
    """The school of a path, ``-`` (standard input) or ``sample:NAME``, with all findings.

    Raises :class:`SourceError` when there is no such file or sample.
    """
    name = str(source)
    if name.startswith(SAMPLE):
        return school_json.examine_data(name, _sample(name.removeprefix(SAMPLE)).canonical())
    return _format(name).examine(source)


def load_school(source: str | Path) -> School:
    """The school of a path, ``-`` (standard input) or ``sample:NAME``.

    Raises :class:`InputError` with every finding when it is not usable, :class:`SourceError` when it is
    not there.
    """
    if str(source).startswith(SAMPLE):
        return _sample(str(source).removeprefix(SAMPLE))
    reading = examine_school(source)
    if reading.school is None:
        raise InputError(reading.findings)
    return reading.school


def save_school(school: School, path: str | Path) -> None:
    """Writes a school file in the format of its suffix. Raises ``OSError`` when it cannot be written."""
    _format(path).write(school, path)


def load_roster(source: str | Path, index: SchoolIndex) -> Roster:
    """The roster of a path (a directory: its ``roster.json``), checked against its school.

    Raises :class:`InputError` and :class:`SourceError` as :func:`load_school`.
    """
    return roster_json.read(source, index)


def save_roster(roster: Roster, path: str | Path) -> Path | None:
    """Writes a roster file; an older one is kept beside it under the returned name."""
    return roster_json.write(roster, path)


def _sample(name: str) -> School:
    from vlecht.instances.samples import SAMPLES, sample

    if name not in SAMPLES:
        raise SourceError(f"{SAMPLE}{name}: there is no such sample school ({did_you_mean(name, SAMPLES)})")
    return sample(name).school
