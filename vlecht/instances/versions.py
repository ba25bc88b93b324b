"""A run folder's versions: every roster that was ever written there, what it was made from, and how.

Rosters are never overwritten: the newest is ``roster.json``, older ones are kept as ``roster.N.json``. A
line of ``versions.jsonl`` tells of each what it was made from; a roster is known by a hash of its contents,
so that renaming a file or copying a folder loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vlecht.instances import roster_json, school_json
from vlecht.instances.findings import InputError
from vlecht.instances.shape import parse
from vlecht.instances.source import read_object
from vlecht.instances.writing import keep_previous
from vlecht.models.roster import Roster
from vlecht.models.school import School

JOURNAL = "versions.jsonl"
"""Name of the file in a run folder that tells of its versions."""
SCHOOL_FILE = "school.json"
"""Name of the school in a run folder."""
_KEPT = re.compile(r"^(?:roster|school)(?:\.(\d+))?\.json$")


@dataclass(frozen=True, slots=True)
class Version:
    """A roster of a run folder. ``parent``: the hash of what it was made from; ``made`` and ``how`` are empty
    for a file that the journal does not know."""

    hash: str
    file: Path
    roster: Roster
    parent: str | None = None
    made: str = ""
    how: str = ""


def roster_hash(roster: Roster) -> str:
    """A short content hash of a roster."""
    return hashlib.sha256(roster_json.text(roster).encode()).hexdigest()[:12]


def save(
    directory: Path, school: School, roster: Roster, how: str, parent: Roster | None = None
) -> Path | None:
    """Writes a roster, with its school, as the newest version of a run folder; says where the former went.

    ``how``: the command that made it. A school in another state than the folder's is kept beside it as well.
    Raises ``OSError`` when something cannot be written.
    """
    kept = roster_json.write(roster, directory / roster_json.ROSTER_FILE)
    file = directory / SCHOOL_FILE
    if not file.exists() or _school_hash(file) != school.hash():
        keep_previous(file)
        school_json.write(school, file)
    line = {
        "roster": roster_hash(roster),
        "parent": None if parent is None else roster_hash(parent),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "how": how,
    }
    # One write of one line: two programs that write at the same time never mix their lines.
    handle = os.open(directory / JOURNAL, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o644)
    try:
        os.write(handle, (json.dumps(line) + "\n").encode())
    finally:
        os.close(handle)
    return kept


def versions(directory: Path) -> tuple[Version, ...]:
    """Every roster of a run folder, oldest first. Files that are no roster are left out."""
    told = _journal(directory / JOURNAL)
    found: list[Version] = []
    for file in _files(directory, "roster"):
        try:
            roster = roster_json.read_alone(file)
        except InputError:
            continue
        name = roster_hash(roster)
        line = told.get(name, {})
        found.append(
            Version(name, file, roster, line.get("parent"), line.get("made") or "", line.get("how") or "")
        )
    return tuple(found)


def school_of(roster: Roster, directory: Path) -> Path | None:
    """The school file of a run folder that a roster was made for; the folder's newest when none is that."""
    files = _files(directory, "school")
    return made_for(roster, directory) or (files[-1] if files else None)


def made_for(roster: Roster, directory: Path) -> Path | None:
    """The school file of a run folder in the very state that a roster was made for."""
    wanted = roster.run.school_hash
    files = reversed(_files(directory, "school"))
    return next((file for file in files if wanted and _school_hash(file) == wanted), None)


def _files(directory: Path, stem: str) -> list[Path]:
    """Files of a kind, oldest first: numbered ones by number, then the newest, which has none."""
    found: list[tuple[float, Path]] = []
    for file in directory.glob(f"{stem}*.json"):
        match = _KEPT.match(file.name)
        if match:
            found.append((float(match[1]) if match[1] else float("inf"), file))
    return [file for _, file in sorted(found)]


def _school_hash(file: Path) -> str:
    try:
        school, _ = parse(*read_object(file, tuple(School.model_fields)), School)
    except InputError:
        return ""
    return "" if school is None else school.hash()


def _journal(file: Path) -> dict[str, dict[str, str | None]]:
    """Roster hash -> what the journal tells of it. A line that was cut short (by a crash) is left out."""
    found: dict[str, dict[str, str | None]] = {}
    if file.exists():
        for text in file.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict) and isinstance(line.get("roster"), str):
                found[line["roster"]] = {
                    key: value if isinstance(value, str) else None for key, value in line.items()
                }
    return found
