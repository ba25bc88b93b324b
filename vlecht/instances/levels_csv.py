"""New levels of pupils as a small CSV file: a pupil, a subject and a level on every row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from vlecht.instances.findings import Finding, InputError, SourceError, did_you_mean
from vlecht.models.index import SchoolIndex

Level = float | str | None
HEADER = ("pupil", "subject", "level")
"""Columns of the file, in this order."""
MOST_LEVEL = 1_000_000
"""Numbers further from 0 are no levels."""
MOST_BYTES = 20_000_000
"""Larger files are refused."""


def read_levels(source: str | Path, index: SchoolIndex) -> dict[str, dict[str, Level]]:
    """Pupil -> subject -> level, with commas, semicolons or tabs between; an empty level is unknown.

    Raises :class:`InputError` with a finding for every mistake, :class:`SourceError` when the file cannot
    be read.
    """
    try:
        if Path(source).stat().st_size > MOST_BYTES:
            raise SourceError(f"{source}: is larger than {MOST_BYTES:,} bytes")
        text = Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{source}: cannot be read ({error})") from error
    first = text.partition("\n")[0]
    between = max(";,\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    findings: list[Finding] = []
    found: dict[str, dict[str, Level]] = {}

    def mistake(row: int, field: str, value: str, problem: str, remedy: str) -> None:
        place = f"row {row}, {field}" if field else f"row {row}"
        findings.append(Finding(str(source), place, value[:80], problem, remedy, "bad-value"))

    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEADER:
        mistake(1, "", first.strip(), "is not the header", f"write {';'.join(HEADER)} on the first row")
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(HEADER):
            mistake(
                number, "", between.join(row), f"has {len(row)} cells, not 3", "a pupil, a subject, a level"
            )
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
