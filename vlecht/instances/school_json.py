"""School files in JSON: reading with every finding at once, and writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from vlecht.instances.checks import DOCUMENT_CHECKS, SCHOOL_CHECKS
from vlecht.instances.checks.base import Document, Facts
from vlecht.instances.findings import Finding, InputError, errors
from vlecht.instances.shape import parse
from vlecht.instances.source import read_object
from vlecht.instances.writing import write_text
from vlecht.models.school import School


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a school file: the school when it is usable, and all findings."""

    school: School | None
    findings: tuple[Finding, ...]


def examine(source: str | Path) -> Reading:
    """Reads and checks a school file (``-``: standard input).

    Shape, ids, references, days and policy are checked together; the sums only when those are right, as
    they would mislead before. Raises :class:`~vlecht.instances.findings.SourceError` when the file cannot
    be opened.
    """
    try:
        file, data = read_object(source, tuple(School.model_fields))
    except InputError as error:
        return Reading(None, error.findings)
    return examine_data(file, data)


def examine_data(file: str, data: dict[str, Any]) -> Reading:
    """Checks a school given as plain data; ``file`` is its name in findings."""
    school, findings = parse(file, data, School)
    document = Document(file, data)
    found = [*findings, *(finding for check in DOCUMENT_CHECKS for finding in check(document))]
    if school is not None and not errors(found):
        facts = Facts(file, data, school)
        found.extend(finding for check in SCHOOL_CHECKS for finding in check(facts))
    return Reading(None if errors(found) else school, tuple(found))


def read(source: str | Path) -> School:
    """The school of a file. Raises :class:`InputError` with every finding when it is not usable."""
    reading = examine(source)
    if reading.school is None:
        raise InputError(reading.findings)
    return reading.school


def text(school: School) -> str:
    """A school as JSON text, defaults left out."""
    # Several times as fast as json.dumps, which indents in Python: a board's plan is mostly texts of schools.
    return to_json(school.canonical(), indent=1).decode() + "\n"


def write(school: School, path: str | Path) -> None:
    """Writes a school file; what stood there is replaced at once or, on a failure, not at all."""
    write_text(Path(path), text(school))
