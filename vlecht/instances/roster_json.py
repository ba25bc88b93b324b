"""Roster files in JSON: reading with every finding at once, and writing without ever losing one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, InputError, did_you_mean
from vlecht.instances.shape import parse
from vlecht.instances.source import read_object
from vlecht.instances.writing import keep_previous, write_text
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.words import format_clock

ROSTER_FILE = "roster.json"
"""Name of the roster in a directory that ``solve`` writes."""


def read(source: str | Path, index: SchoolIndex) -> Roster:
    """The roster of a file (a directory: its ``roster.json``), of which everything named is at the school.

    Raises :class:`InputError` with every finding, and
    :class:`~vlecht.instances.findings.SourceError` when the file cannot be opened.
    """
    roster, document = _parsed(source)
    found = tuple(_findings(document, roster, index))
    if found:
        raise InputError(found)
    return roster


def read_alone(source: str | Path) -> Roster:
    """A roster without its school: only its shape is checked. Raises as :func:`read`."""
    return _parsed(source)[0]


def strangeness(roster: Roster, index: SchoolIndex) -> str:
    """A warning when the roster was made for another school or another state of it; else empty."""
    school = index.school
    if roster.school != school.id:
        return f"this roster was made for school {roster.school}, not for {school.id}"
    if roster.run.school_hash and roster.run.school_hash != school.hash():
        return f"school {school.id} has changed since this roster was made: its costs are judged anew"
    return ""


def text(roster: Roster) -> str:
    """A roster as JSON text, defaults left out."""
    data = json.loads(roster.model_dump_json(exclude_defaults=True))
    return json.dumps({"format_version": roster.format_version} | data, ensure_ascii=False, indent=1) + "\n"


def write(roster: Roster, path: str | Path) -> Path | None:
    """Writes a roster file. One that stood there is kept as ``NAME.N.json``; says where, if so."""
    kept = keep_previous(Path(path))
    write_text(Path(path), text(roster))
    return kept


def _parsed(source: str | Path) -> tuple[Roster, Document]:
    if str(source) != "-" and Path(source).is_dir():
        source = Path(source) / ROSTER_FILE
    file, data = read_object(source, tuple(Roster.model_fields))
    roster, findings = parse(file, data, Roster)
    if roster is None:
        raise InputError(findings)
    return roster, Document(file, data)


def _findings(document: Document, roster: Roster, index: SchoolIndex) -> Iterator[Finding]:
    groups = [*index.home_groups, *(group.id for group in roster.groups)]
    breaks = [pause.id for pause in index.school.calendar.breaks]
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("groups[].delivery", "a delivery", index.deliveries),
        ("groups[].members[]", "a pupil", index.pupils),
        ("groups[].guests[]", "a pupil", index.pupils),
        ("sessions[].delivery", "a delivery", index.deliveries),
        ("sessions[].subject", "a subject", index.subjects),
        ("sessions[].day", "a school day", index.grid.days),
        ("sessions[].groups[]", "a home group or a group of this roster", groups),
        ("sessions[].without[]", "a pupil", index.pupils),
        ("sessions[].staff[].staff", "a staff member", index.staff),
        ("sessions[].room", "a room", index.rooms),
        ("visits[].pupils[]", "a pupil", index.pupils),
        ("meetings[].meeting", "a meeting", index.meetings),
        ("meetings[].day", "a school day", index.grid.days),
        ("meetings[].staff[]", "a staff member", index.staff),
        ("duties[].pause", "a break", breaks),
        ("duties[].day", "a school day", index.grid.days),
        ("duties[].staff", "a staff member", index.staff),
        ("duties[].place", "a room", index.rooms),
        ("workdays{}", "a staff member", index.staff),
        ("workdays{=}[]", "a school day", index.grid.days),
        ("freed[].day", "a school day", index.grid.days),
        ("freed[].staff", "a staff member", index.staff),
    )
    for pattern, kind, names in named:
        known = set(names)
        for path, value in values(document.data, pattern):
            if isinstance(value, str) and value not in known:
                remedy = did_you_mean(value, names)
                yield document.finding(
                    path, value, f"is not {kind} of this school", remedy, "unknown-reference"
                )
    yield from _twice(document)
    yield from _times(document, roster, index)


def _twice(document: Document) -> Iterator[Finding]:
    for pattern in ("groups[].id", "sessions[].id"):
        seen: set[str] = set()
        for path, value in values(document.data, pattern):
            if value in seen:
                yield document.finding(path, value, "is used before", "give each its own id", "duplicate-id")
            seen.add(value)


def _times(document: Document, roster: Roster, index: SchoolIndex) -> Iterator[Finding]:
    grid = index.grid
    day = f"{format_clock(grid.opens)}-{format_clock(grid.closes)}"
    moments = [("sessions", n, s.start, s.minutes) for n, s in enumerate(roster.sessions)]
    moments += [("meetings", n, m.start, m.minutes) for n, m in enumerate(roster.meetings)]
    for kind, position, start, minutes in moments:
        path = (kind, position, "start")
        if start < grid.opens or start + minutes > grid.closes:
            shown = f"{format_clock(start)} for {minutes} minutes"
            yield document.finding(
                path, shown, f"lies outside the school day ({day})", "move it", "outside-day"
            )
        elif (start - grid.opens) % grid.step or minutes % grid.step or not minutes:
            shown = f"{format_clock(start)} for {minutes} minutes"
            problem = f"does not fit slots of {grid.step} minutes"
            yield document.finding(path, shown, problem, "use whole slots", "off-grid")
