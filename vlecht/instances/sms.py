"""Requests for courses in two CSV files: pupils are divided over sections, and sections get a time block.

``requests.csv``: pupil_id, grade, course_id. ``sections.csv``: course_id, course_name, section, short,
teacher_id, fixed_block, core. A timetable is JSON: a list of [section, course, block].
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vlecht.instances.delimited import records
from vlecht.instances.findings import Finding, InputError, did_you_mean
from vlecht.instances.source import read_bytes

SHORT, LONG = (1, 2, 3), (4, 5, 6, 7, 8, 9)
"""Blocks of short and of long courses."""
GRADES = (11, 12)
"""Grades that requests are weighed for."""


@dataclass(frozen=True, slots=True)
class Request:
    """A pupil asks for a course."""

    pupil: str
    grade: int
    course: int


@dataclass(frozen=True, slots=True)
class CourseSection:
    """A section of a course, numbered from 1; ``block``: where it is fixed (``None``: nowhere)."""

    course: int
    name: str
    number: int
    short: bool
    teacher: str
    block: int | None
    core: bool

    @property
    def blocks(self) -> tuple[int, ...]:
        """Blocks at which it may be given."""
        return SHORT if self.short else LONG


@dataclass(frozen=True, slots=True)
class CourseRequests:
    """What is asked for, and what is given."""

    requests: tuple[Request, ...]
    sections: tuple[CourseSection, ...]

    @property
    def courses(self) -> dict[int, tuple[CourseSection, ...]]:
        """Course -> its sections, in order."""
        found: dict[int, list[CourseSection]] = {}
        for section in self.sections:
            found.setdefault(section.course, []).append(section)
        return {course: tuple(sorted(s, key=lambda s: s.number)) for course, s in found.items()}

    @property
    def grades(self) -> dict[str, int]:
        """Pupil -> grade."""
        return {request.pupil: request.grade for request in self.requests}

    def worth(self, request: Request) -> int:
        """What a request is worth: core courses 10, other courses 3 in the last grade and 1 before it."""
        core = self.courses[request.course][0].core
        return 10 if core else 3 if request.grade == GRADES[-1] else 1


def read_sms(folder: Path) -> CourseRequests:
    """The requests and sections of a folder. Raises :class:`InputError` with every finding."""
    findings: list[Finding] = []
    sections = _sections(folder / "sections.csv", findings)
    requests = _requests(folder / "requests.csv", sections, findings)
    if findings:
        raise InputError(findings)
    return CourseRequests(tuple(requests), tuple(sections))


def read_blocks(path: Path, known: CourseRequests) -> dict[tuple[int, int], int]:
    """(course, section) -> block of a timetable. Raises :class:`InputError` with every finding."""
    name, raw = read_bytes(path)
    try:
        rows = json.loads(raw)
    except ValueError as error:
        raise InputError([Finding(name, "", "", f"is not JSON: {error}", "", "bad-json")]) from None
    findings: list[Finding] = []
    found: dict[tuple[int, int], int] = {}
    sections = {(section.course, section.number): section for section in known.sections}
    for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
        place = f"[{number}]"
        if not (isinstance(row, list) and len(row) == 3 and all(type(value) is int for value in row)):
            findings.append(_wrong(name, place, row, "is not [section, course, block]"))
            continue
        section, course, block = row
        if (course, section) not in sections:
            findings.append(_wrong(name, place, row, "is a section that is not there"))
        elif (course, section) in found:
            findings.append(_wrong(name, place, row, "gives a section a second block"))
        elif block not in sections[course, section].blocks:
            allowed = ", ".join(map(str, sections[course, section].blocks))
            findings.append(_wrong(name, place, row, f"is not one of its blocks ({allowed})"))
        else:
            found[course, section] = block
    findings += [
        _wrong(name, "", list(key), "has no block (course, section)") for key in sections if key not in found
    ]
    if findings:
        raise InputError(findings)
    return found


def _wrong(name: str, place: str, value: object, problem: str, remedy: str = "") -> Finding:
    return Finding(name, place, str(value)[:80], problem, remedy, "bad-value")


class _Row:
    """A row of a file whose cells are read one by one; what is wrong with them is noted."""

    def __init__(self, name: str, line: int, cells: dict[str, str], findings: list[Finding]) -> None:
        self.name, self.line, self.cells, self.findings = name, line, cells, findings

    def cell(self, field: str, fits: Callable[[str], bool], wanted: str) -> str:
        text = self.cells.get(field, "")
        if not fits(text):
            place = f"line {self.line}, {field}"
            self.findings.append(_wrong(self.name, place, text or "(empty)", f"is not {wanted}"))
        return text

    def number(self, field: str, wanted: str) -> int:
        text = self.cell(field, lambda t: re.fullmatch(r"[0-9]{1,6}", t) is not None, wanted)
        return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0

    def choice(self, field: str) -> bool:
        return self.cell(field, lambda t: t in ("yes", "no"), "yes or no") == "yes"


def _rows(path: Path, fields: tuple[str, ...], findings: list[Finding]) -> list[_Row]:
    name, raw = read_bytes(path)
    heads, rows = records(name, raw)
    missing = [field for field in fields if field not in heads]
    if missing:
        findings += [
            Finding(name, "line 1", field, "is not a column", did_you_mean(field, heads), "unknown-column")
            for field in missing
        ]
        return []
    return [_Row(name, line, cells, findings) for line, cells in enumerate(rows, 2)]


_ID = re.compile(r"[^\s/#|]{1,64}")


def _sections(path: Path, findings: list[Finding]) -> list[CourseSection]:
    fields = ("course_id", "course_name", "section", "short", "teacher_id", "fixed_block", "core")
    found: dict[tuple[int, int], CourseSection] = {}
    for row in _rows(path, fields, findings):
        fixed = row.cells["fixed_block"]
        section = CourseSection(
            row.number("course_id", "a number"),
            row.cells["course_name"],
            row.number("section", "a number"),
            row.choice("short"),
            row.cell("teacher_id", lambda t: _ID.fullmatch(t) is not None, "an id"),
            row.number("fixed_block", "a block, or nothing") if fixed else None,
            row.choice("core"),
        )
        place = f"line {row.line}"
        key = section.course, section.number
        first = next((s for s in found.values() if s.course == section.course), section)
        if section.block is not None and section.block not in section.blocks:
            blocks = ", ".join(map(str, section.blocks))
            findings.append(_wrong(row.name, place, fixed, f"is not one of its blocks ({blocks})"))
        if key in found:
            findings.append(_wrong(row.name, place, f"{key[0]}, {key[1]}", "is there twice"))
        if (first.short, first.core) != (section.short, section.core):
            findings.append(_wrong(row.name, place, section.course, "is short and core as its first section"))
        found[key] = section
    numbers: dict[int, list[int]] = {}
    for course, number in found:
        numbers.setdefault(course, []).append(number)
    for course, used in numbers.items():
        if sorted(used) != list(range(1, len(used) + 1)):
            findings.append(_wrong(str(path), f"course {course}", sorted(used), "are not 1, 2, …"))
    if not found and not findings:
        findings.append(_wrong(str(path), "", "", "holds no sections"))
    return list(found.values())


def _requests(path: Path, sections: list[CourseSection], findings: list[Finding]) -> list[Request]:
    courses = {section.course for section in sections}
    found: dict[tuple[str, int], Request] = {}
    grades: dict[str, int] = {}
    for row in _rows(path, ("pupil_id", "grade", "course_id"), findings):
        pupil = row.cell("pupil_id", lambda t: _ID.fullmatch(t) is not None, "an id")
        grade = row.number("grade", "a number")
        course = row.number("course_id", "a number")
        place = f"line {row.line}"
        if grade not in GRADES:
            findings.append(_wrong(row.name, place, grade, f"is not one of the grades {GRADES}"))
        elif grades.setdefault(pupil, grade) != grade:
            findings.append(_wrong(row.name, place, pupil, "is in two grades"))
        if course not in courses and sections:
            known = did_you_mean(str(course), map(str, sorted(courses)))
            findings.append(_wrong(row.name, place, course, "is a course without a section", known))
        if (pupil, course) in found:
            findings.append(_wrong(row.name, place, f"{pupil}, {course}", "is there twice"))
        found[pupil, course] = Request(pupil, grade, course)
    if not found and not findings:
        findings.append(_wrong(str(path), "", "", "holds no requests"))
    return list(found.values())
