"""Untis exports GPU002 to 006, 010 and 015: teachers, classes, rooms, subjects, pupils and lessons.

The files have no header. Separator and encoding are the user's choice in Untis, so both are found out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from vlecht.instances.exchange.edexml import _role
from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.findings import Finding, InputError
from vlecht.instances.source import read_bytes
from vlecht.instances.workbook.folder import decoded, sniffed

_FILE = re.compile(r"GPU(\d{3})", re.IGNORECASE)
Rows = list[list[str]]


def read(source: str | Path, delimiter: str | None = None) -> Found:
    """The school of one GPU file, or of all those in a folder. Raises :class:`InputError`."""
    path = Path(source)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    known = {match[1]: file for file in files if (match := _FILE.search(file.name))}
    if not known:
        raise InputError(
            [
                Finding(
                    str(source),
                    "",
                    "",
                    "holds no GPU files",
                    "their names start with GPU and a number",
                    "not-untis",
                )
            ]
        )
    found = Found(str(source))
    for number in ("006", "004", "005", "003", "010", "002", "015"):
        if number in known:
            _READERS[number](found, _rows(known[number], delimiter))
    found.notes += [
        f"{known[n].name} is not read: it holds nothing a school file has a place for"
        for n in known
        if n not in _READERS
    ]
    return found


def _rows(path: Path, delimiter: str | None) -> Rows:
    text = decoded(read_bytes(path)[1])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or sniffed(text))
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _at(row: list[str], column: int) -> str:
    """A cell by its number in the documentation, from 1."""
    return row[column - 1] if column <= len(row) else ""


def _subjects(found: Found, rows: Rows) -> None:
    for row in rows:
        found.add("subjects", {"id": usable_id(_at(row, 1)), "name": _at(row, 2)})


def _teachers(found: Found, rows: Rows) -> None:
    found.add("roles", _role("leerkracht"))
    for row in rows:
        name = " ".join(part for part in (_at(row, 29), _at(row, 2)) if part)
        found.add("staff", {"id": usable_id(_at(row, 1)), "name": name, "roles": ["leerkracht"]})


def _rooms(found: Found, rows: Rows) -> None:
    for row in rows:
        stated = _at(row, 8)
        if not stated.isdecimal() or not int(stated):
            found.notes.append(f"room {_at(row, 1)}: no capacity is given, taken as 30")
        places = int(stated) if stated.isdecimal() and int(stated) else 30
        found.add("rooms", {"id": usable_id(_at(row, 1)), "name": _at(row, 2), "capacity": places})


def _classes(found: Found, rows: Rows) -> None:
    for row in rows:
        name = _at(row, 1)
        level = _at(row, 14) or (re.match(r"\d+", name) or [""])[0]
        year = int(level) if level.isdecimal() and int(level) <= 20 else 0
        own = [{"staff": usable_id(_at(row, 30))}] if _at(row, 30) else []
        room = usable_id(_at(row, 4)) if _at(row, 4) else None
        found.add(
            "home_groups",
            {
                "id": usable_id(name),
                "name": _at(row, 2),
                "years": [year],
                "cluster": "school",
                "room": room,
                "teachers": own,
            },
        )
    found.add("clusters", {"id": "school", "name": "School"})


def _pupils(found: Found, rows: Rows) -> None:
    years = {home["id"]: home["years"][0] for home in found.data.get("home_groups", [])}
    for row in rows:
        home = usable_id(_at(row, 10))
        name = " ".join(part for part in (_at(row, 8), _at(row, 2)) if part)
        found.add(
            "pupils",
            {"id": usable_id(_at(row, 1)), "name": name, "year": years.get(home, 0), "home_group": home},
        )


def _lessons(found: Found, rows: Rows) -> None:
    for row in rows:
        for group in filter(None, _at(row, 5).split("~")):
            what = f"lesson {_at(row, 1)}: {_at(row, 2)} periods a week of {_at(row, 7)}"
            what += f" for {group} by {_at(row, 6)}"
            week = f", week {_at(row, 12)}" if _at(row, 12) else ""
            found.notes.append(f"{what}{week}: put it in the curriculum and the deliveries")
        if _at(row, 7):
            found.add("subjects", {"id": usable_id(_at(row, 7))})


def _choices(found: Found, rows: Rows) -> None:
    pupils = {pupil["id"]: pupil for pupil in found.data.get("pupils", [])}
    for row in rows:
        pupil = pupils.get(usable_id(_at(row, 1)))
        if pupil is None:
            found.notes.append(f"course choice of {_at(row, 1)}: this pupil is not in GPU010")
            continue
        subject = usable_id(_at(row, 3))
        found.add("subjects", {"id": subject})
        chosen = pupil.setdefault("extra_subjects", [])
        if subject not in chosen:
            chosen.append(subject)


_READERS: dict[str, Callable[[Found, Rows], None]] = {
    "002": _lessons,
    "003": _classes,
    "004": _teachers,
    "005": _rooms,
    "006": _subjects,
    "010": _pupils,
    "015": _choices,
}
