"""Change files (what happens in a week) and counter files (who stood in for whom)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, InputError, did_you_mean
from vlecht.instances.shape import parse
from vlecht.instances.source import read_text
from vlecht.instances.toml_text import read_toml
from vlecht.models.index import SchoolIndex
from vlecht.models.repair import ChangeFile, Cover, LessonMoved, PupilJoins
from vlecht.models.roster import Roster
from vlecht.models.words import format_clock
from vlecht.rules.registry import RULE


def read_change(source: str | Path, index: SchoolIndex, roster: Roster) -> ChangeFile:
    """A change file (TOML) of which everything named is at the school, or in the roster.

    Raises :class:`InputError` with every finding, and
    :class:`~vlecht.instances.findings.SourceError` when the file cannot be opened.
    """
    found, document = read_toml(source, ChangeFile)
    findings = tuple(_findings(document, found, index, roster))
    if findings:
        raise InputError(findings)
    return found


def read_counter(path: str | Path) -> tuple[Cover, ...]:
    """Who stood in before: a counter file (a line of JSON each); none when there is no such file yet.

    Raises :class:`InputError` with a finding for every line that is not one.
    """
    if not Path(path).exists():
        return ()
    name, text = read_text(path)
    found: list[Cover] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError:
            data = None
        cover, wrong = parse(name, data, Cover) if isinstance(data, dict) else (None, ())
        if cover is not None:
            found.append(cover)
        else:
            said = str(wrong[0].problem) if wrong else "is not a line of JSON"
            findings.append(
                Finding(name, f"line {number}", "", said, "mend it or take it out", "counter-line")
            )
    if findings:
        raise InputError(findings)
    return tuple(found)


def add_to_counter(path: str | Path, covers: Iterable[Cover]) -> None:
    """Adds who stands in to a counter file, all lines in one write. Raises ``OSError`` when it cannot."""
    text = "".join(cover.model_dump_json(exclude_none=True) + "\n" for cover in covers)
    handle = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o644)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)


def _findings(document: Document, found: ChangeFile, index: SchoolIndex, roster: Roster) -> Iterator[Finding]:
    days = [*index.grid.days, *dict.fromkeys(day.rpartition("-")[2] for day in index.grid.days)]
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("changes[].staff", "a staff member", index.staff),
        ("changes[].room", "a room", index.rooms),
        ("changes[].days[]", "a school day", days),
        ("frozen[].days[]", "a school day", days),
        ("eased[]", "a rule", RULE),
    )
    for pattern, kind, names in named:
        known = set(names)
        for path, value in values(document.data, pattern):
            if isinstance(value, str) and value not in known:
                problem = f"is not {kind}" if kind == "a rule" else f"is not {kind} of this school"
                yield document.finding(path, value, problem, did_you_mean(value, names), "unknown-reference")
    for number, event in enumerate(found.changes):
        place = ("changes", number)
        if isinstance(event, PupilJoins):
            yield from _newcomer(document, place, event, index)
        elif isinstance(event, LessonMoved):
            yield from _moved(document, place, event, index, roster)
        elif event.do == "pupil_leaves" and event.pupil not in index.pupils:
            yield document.finding(
                (*place, "pupil"),
                event.pupil,
                "is not a pupil of this school",
                did_you_mean(event.pupil, index.pupils),
                "unknown-reference",
            )
        elif event.do in ("absent", "room_closed") and event.end <= event.start:
            yield document.finding(
                (*place, "end"), str(event.end), "is not after the start", "make it later", "bad-window"
            )
    yield from _twice(document, found, roster)


def _moved(
    document: Document, place: tuple[str | int, ...], event: LessonMoved, index: SchoolIndex, roster: Roster
) -> Iterator[Finding]:
    """A lesson of the roster, and a moment that the week has."""
    sessions = [session.id for session in roster.sessions]
    if event.session not in sessions:
        yield document.finding(
            (*place, "session"),
            event.session,
            "is not a lesson of this roster",
            did_you_mean(event.session, sessions),
            "unknown-reference",
        )
    if event.day not in index.grid.day_index:
        yield document.finding(
            (*place, "day"),
            event.day,
            "does not name one day of the week",
            did_you_mean(event.day, index.grid.days),
            "unknown-day",
        )
    grid = index.grid
    if not grid.opens <= event.start < grid.closes or (event.start - grid.opens) % grid.step:
        yield document.finding(
            (*place, "start"),
            format_clock(event.start),
            f"is not a moment at which a lesson can start: {format_clock(grid.opens)} and every"
            f" {grid.step} minutes after it, before {format_clock(grid.closes)}",
            "choose one of those",
            "off-grid",
        )


def _twice(document: Document, found: ChangeFile, roster: Roster) -> Iterator[Finding]:
    """What happens twice to the same lesson or pupil."""
    blocks = {session.id: session.block for session in roster.sessions}
    seen: dict[tuple[str, str], int] = {}
    for number, event in enumerate(found.changes):
        if isinstance(event, LessonMoved):
            field, value, key = "session", event.session, ("lesson", blocks.get(event.session, event.session))
            problem = "starts together with a lesson that is moved already"
        elif isinstance(event, PupilJoins):
            field, value, key = "pupil", event.pupil.id, ("joins", event.pupil.id)
            problem = "comes twice"
        elif event.do == "pupil_leaves":
            field, value, key = "pupil", event.pupil, ("leaves", event.pupil)
            problem = "goes twice"
        else:
            continue
        if key in seen:
            yield document.finding(
                ("changes", number, field),
                value,
                f"{problem} (changes[{seen[key]}])",
                "leave one of the two out",
                "duplicate-change",
            )
        seen.setdefault(key, number)


def _newcomer(
    document: Document, place: tuple[str | int, ...], event: PupilJoins, index: SchoolIndex
) -> Iterator[Finding]:
    pupil = event.pupil
    if pupil.id in index.pupils:
        problem = "is the id of another pupil"
        yield document.finding((*place, "pupil", "id"), pupil.id, problem, "choose another", "duplicate-id")
    if pupil.home_group not in index.home_groups:
        yield document.finding(
            (*place, "pupil", "home_group"),
            pupil.home_group,
            "is not a home group of this school",
            did_you_mean(pupil.home_group, index.home_groups),
            "unknown-reference",
        )
    elif pupil.year not in index.home_groups[pupil.home_group].years:
        years = ", ".join(map(str, index.home_groups[pupil.home_group].years))
        yield document.finding(
            (*place, "pupil", "year"),
            str(pupil.year),
            f"is not a year of {pupil.home_group}",
            f"its years: {years}",
            "bad-value",
        )
    for field, names in (("together", index.pupils), ("apart", index.pupils)):
        for other in getattr(pupil, field):
            if other not in names:
                yield document.finding(
                    (*place, "pupil", field),
                    other,
                    "is not a pupil of this school",
                    did_you_mean(other, names),
                    "unknown-reference",
                )
