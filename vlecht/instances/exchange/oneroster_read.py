"""OneRoster 1.1 and 1.2 (CSV, zip or folder): schools, home groups, pupils and staff.

Columns are found by name. Passwords, e-mail addresses, telephone numbers, birth dates and the file with
demographics are never read.
"""

from __future__ import annotations

from pathlib import Path

from vlecht.instances.archives import contents
from vlecht.instances.delimited import records
from vlecht.instances.exchange.edexml import _role
from vlecht.instances.exchange.found import Found, usable_id
from vlecht.instances.findings import Finding, InputError, SourceError
from vlecht.instances.source import MAX_BYTES, read_bytes
from vlecht.instances.workbook.cells import unsafe

READ = ("manifest", "classes", "enrollments", "users", "roles", "courses")
_STAFF = {"teacher", "aide", "administrator", "principal", "counselor", "proctor", "siteAdministrator"}
Row = dict[str, str]
_PEOPLE = ("pupil-", "staff-")


def read(source: str | Path) -> Found:
    """The school of a zip file or folder. Raises :class:`InputError` and :class:`SourceError`."""
    name, files = _files(Path(source))
    rows = {key: _rows(name, key, files) for key in READ}
    if {"propertyName": "source.systemName", "value": "vlecht"} in rows["manifest"]:
        _restore(rows)
    for needed in ("users", "classes", "enrollments"):
        if not rows[needed]:
            raise InputError(
                [
                    Finding(
                        name,
                        f"{needed}.csv",
                        "",
                        "is missing or empty",
                        "export it in bulk mode",
                        "missing-file",
                    )
                ]
            )
    found = Found(name, complete=("pupils",))
    users = {row["sourcedId"]: row for row in rows["users"] if _kept(row)}
    roles = {row.get("userSourcedId", ""): row.get("role", "") for row in rows["roles"] if _kept(row)}
    of = {key: roles.get(key) or row.get("role", "") for key, row in users.items()}
    classes = {row["sourcedId"]: row for row in rows["classes"] if _kept(row)}
    homes: dict[str, str] = {}
    teachers: dict[str, list[str]] = {}
    wrong: list[Finding] = []
    for number, row in enumerate(rows["enrollments"], 2):
        target, user = row.get("classSourcedId", ""), row.get("userSourcedId", "")
        if not _kept(row):
            continue
        for kind, value, known in (("class", target, classes), ("user", user, users)):
            if value not in known:
                wrong.append(
                    Finding(
                        name,
                        f"enrollments.csv, line {number}",
                        value,
                        f"is not a {kind} of this export",
                        "export all files together",
                        "unknown-reference",
                    )
                )
        group = classes.get(target)
        if group is None or user not in users or group.get("classType") != "homeroom":
            continue
        if row.get("role") == "student":
            homes.setdefault(user, target)
        elif row.get("role") == "teacher":
            teachers.setdefault(target, []).append(user)
    if wrong:
        raise InputError(wrong)
    _pupils(found, users, of, homes, classes)
    _groups(found, classes, teachers)
    for key, row in users.items():
        if of[key] in _STAFF:
            role = {"teacher": "leerkracht", "aide": "assistent"}.get(of[key], "directie")
            found.add("roles", _role(role))
            found.add("staff", {"id": usable_id(key), "name": _name(row), "roles": [role]})
    scheduled = [row for row in classes.values() if row.get("classType") != "homeroom"]
    if scheduled:
        found.notes.append(
            f"{len(scheduled)} scheduled classes are left out: Vlecht makes the instruction groups itself"
        )
    return found


def _files(path: Path) -> tuple[str, dict[str, bytes]]:
    if path.is_dir():
        files = {file.name: file for file in path.iterdir() if file.is_file() and file.suffix == ".csv"}
        if sum(file.stat().st_size for file in files.values()) > MAX_BYTES:
            raise InputError(
                [Finding(str(path), "", "", "is too large", "is this the right folder?", "too-large")]
            )
        if not files:
            raise SourceError(f"{path}: there are no .csv files in it")
        return str(path), {name: file.read_bytes() for name, file in files.items()}
    name, raw = read_bytes(path)
    return name, {Path(member).name: data for member, data in contents(name, raw).items()}


def _rows(name: str, key: str, files: dict[str, bytes]) -> list[Row]:
    heads, rows = records(name, files.get(f"{key}.csv", b""), ",")
    if rows and key in ("users", "classes") and "sourcedId" not in heads:
        problem = "has no column sourcedId"
        raise InputError([Finding(name, f"{key}.csv", "", problem, "export it again", "unknown-column")])
    return [{head: unsafe(cell) for head, cell in row.items()} for row in rows]


def _restore(rows: dict[str, list[Row]]) -> None:
    """Gives our own exports the ids of the school back, where no two things then share one."""
    for fields, prefixes in (
        ((("users", "sourcedId"), ("enrollments", "userSourcedId"), ("roles", "userSourcedId")), _PEOPLE),
        ((("classes", "sourcedId"), ("enrollments", "classSourcedId")), ("class-",)),
    ):
        key, field = fields[0]
        if len({_bare(row[field], prefixes) for row in rows[key]}) == len(rows[key]):
            for key, field in fields:
                for row in rows[key]:
                    row[field] = _bare(row.get(field, ""), prefixes)


def _bare(name: str, prefixes: tuple[str, ...]) -> str:
    return next((name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix)), name)


def _kept(row: Row) -> bool:
    return row.get("status", "") not in ("tobedeleted", "inactive")


def _name(row: Row) -> str:
    """The name; the standard wants both parts, so systems without one (ours) put the id there."""
    given = row.get("preferredGivenName") or row.get("givenName", "")
    family = row.get("preferredFamilyName") or row.get("familyName", "")
    return " ".join(part for part in (given, family) if part and part != row["sourcedId"])


def _year(grades: str) -> int | None:
    first = grades.split(",")[0].strip()
    return int(first) if first.isdecimal() and len(first) < 3 and int(first) <= 20 else None


def _pupils(
    found: Found, users: dict[str, Row], of: dict[str, str], homes: dict[str, str], classes: dict[str, Row]
) -> None:
    for key, row in users.items():
        if of[key] != "student":
            continue
        if key not in homes:
            found.notes.append(f"pupil {key} is in no homeroom class and is left out")
            continue
        year = _year(row.get("grades", ""))
        if year is None:
            year = _year(classes[homes[key]].get("grades", "")) or 0
            found.notes.append(f"pupil {key}: grade {row.get('grades') or 'unknown'} is taken as {year}")
        found.add(
            "pupils",
            {"id": usable_id(key), "name": _name(row), "year": year, "home_group": usable_id(homes[key])},
        )


def _groups(found: Found, classes: dict[str, Row], teachers: dict[str, list[str]]) -> None:
    for key, row in classes.items():
        if row.get("classType") != "homeroom":
            continue
        pupils = [pupil for pupil in found.data.get("pupils", []) if pupil["home_group"] == usable_id(key)]
        if not pupils:
            found.notes.append(f"class {key} has no pupils and is left out")
            continue
        found.add(
            "home_groups",
            {"id": usable_id(key), "name": row.get("title", ""), "years": sorted({p["year"] for p in pupils}),
             "cluster": "school", "teachers": [{"staff": usable_id(t)} for t in teachers.get(key, [])]},
        )  # fmt: skip
        if row.get("location"):
            found.notes.append(
                f"class {key}: location {row['location']!r} is free text and is not taken as a room"
            )
    if found.data.get("home_groups"):
        found.add("clusters", {"id": "school", "name": "School"})
