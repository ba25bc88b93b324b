"""New levels of pupils as a small CSV file: a pupil, a subject and a level on every row."""

from __future__ import annotations

from pathlib import Path

from vlecht.instances.delimited import cut
from vlecht.instances.findings import Finding, InputError, did_you_mean
from vlecht.instances.source import read_bytes
from vlecht.models.index import SchoolIndex

Level = float | str | None
HEADER = ("pupil", "subject", "level")
"""Columns of the file, in this order."""
MOST_LEVEL = 1_000_000
"""Numbers further from 0 are no levels."""


def read_levels(source: str | Path, index: SchoolIndex) -> dict[str, dict[str, Level]]:
    """Pupil -> subject -> level, with commas, semicolons or tabs between; an empty level is unknown.

    Raises :class:`InputError` with a finding for every mistake, and
    :class:`~vlecht.instances.findings.SourceError` when the file cannot be opened.
    """
    name, raw = read_bytes(source)
    rows = cut(name, raw)
    findings: list[Finding] = []
    found: dict[str, dict[str, Level]] = {}

    def mistake(row: int, field: str, value: str, problem: str, remedy: str) -> None:
        place = f"row {row}, {field}" if field else f"row {row}"
        findings.append(Finding(name, place, value[:80], problem, remedy, "bad-value"))

    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEADER:
        first = ";".join(rows[0]) if rows else ""
        mistake(1, "", first, "is not the header", f"write {';'.join(HEADER)} on the first row")
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(HEADER):
            mistake(number, "", ";".join(row), f"has {len(row)} cells, not 3", "a pupil, a subject, a level")
            continue
        pupil, subject, level = (cell.strip() for cell in row)
        if pupil not in index.pupils:
            mistake(number, "pupil", pupil, "is not a pupil", did_you_mean(pupil, index.pupils))
        elif subject not in index.subjects:
            mistake(number, "subject", subject, "is not a subject", did_you_mean(subject, index.subjects))
        else:
            bands = index.subjects[subject].bands
            value = _level(level, bands)
            if isinstance(value, str) and value not in bands:
                remedy = f"a number, or one of {', '.join(bands)}" if bands else "a number, or nothing"
                mistake(number, "level", level, "is not a level", remedy)
            found.setdefault(pupil, {})[subject] = value
    if findings:
        raise InputError(tuple(findings))
    return found


def _level(text: str, bands: tuple[str, ...]) -> Level:
    if not text or text == "?":
        return None
    if text in bands:
        return text
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return number if abs(number) <= MOST_LEVEL else text
