"""Rosters as plain tables: CSV, Untis GPU001, OneRoster."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from itertools import pairwise

from vlecht.instances.archives import contents
from vlecht.instances.exchange.oneroster_write import FILES, HEADERS, archive, tables
from vlecht.instances.exchange.tables_write import COLUMNS, gpu001, sessions_csv
from vlecht.instances.samples import sample
from vlecht.models.index import SchoolIndex

MADE = sample("p4-87")
INDEX = SchoolIndex(MADE.school)
TERM = (date(2026, 8, 31), date(2027, 7, 9))


def test_every_session_is_a_row() -> None:
    rows = list(
        csv.DictReader(io.StringIO(sessions_csv(INDEX, MADE.roster).removeprefix("\ufeff")), delimiter=";")
    )
    assert tuple(rows[0]) == COLUMNS
    assert {row["session"] for row in rows} == {session.id for session in MADE.roster.sessions}
    first = next(row for row in rows if row["kind"] == "class")
    session = next(s for s in MADE.roster.sessions if s.id == first["session"])
    assert first["staff"].split() == [a.staff for a in session.staff]
    assert int(first["pupils"]) == len(INDEX.pupils_of[session.groups[0]]) - len(session.without)


def test_untis_gets_every_minute_of_every_session() -> None:
    rows = list(csv.reader(io.StringIO(gpu001(INDEX, MADE.roster))))
    bounds = sorted({mark for s in MADE.roster.sessions for mark in (s.start, s.end)})
    minutes = dict(enumerate((b - a for a, b in pairwise(bounds)), 1))
    total = sum(minutes[int(row[6])] for row in rows)
    assert total == sum(s.minutes * max(1, len(s.staff)) for s in MADE.roster.sessions)
    assert all(len(row) == 9 for row in rows)
    assert {int(row[5]) for row in rows} == {1, 2, 3, 4, 5}


def test_oneroster_is_as_the_standard_says() -> None:
    found = tables(INDEX, MADE.roster, *TERM)
    files = contents("x.zip", archive(found, "school"))
    manifest = dict(csv.reader(io.StringIO(files["manifest.csv"].decode())))
    assert manifest["oneroster.version"] == "1.2"
    assert {name for name in FILES if manifest[f"file.{name}"] == "bulk"} == set(found)
    assert all("/" not in name for name in files)
    read = {name: list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode()))) for name in found}
    for name, rows in read.items():
        assert tuple(rows[0]) == HEADERS[name]
        assert all(row["status"] == row["dateLastModified"] == "" for row in rows)
        keys = [row["sourcedId"] for row in rows]
        assert len(keys) == len(set(keys))
    users, classes = ({row["sourcedId"] for row in read[name]} for name in ("users", "classes"))
    assert {row["userSourcedId"] for row in read["enrollments"]} <= users
    assert {row["classSourcedId"] for row in read["enrollments"]} == classes
    assert {row["courseSourcedId"] for row in read["classes"]} <= {
        row["sourcedId"] for row in read["courses"]
    }
    assert read["academicSessions"][0]["endDate"] == "2027-07-10"  # the day after the last
    students = [row for row in read["enrollments"] if row["role"] == "student"]
    assert len(students) == len(MADE.school.pupils) + sum(len(g.members) for g in MADE.roster.groups)


def test_the_same_roster_gives_the_same_file() -> None:
    one, two = (archive(tables(INDEX, MADE.roster, *TERM), "school") for _ in range(2))
    assert one == two
    assert zipfile.is_zipfile(io.BytesIO(one))
