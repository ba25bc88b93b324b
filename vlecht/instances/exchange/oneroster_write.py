"""OneRoster 1.2 (CSV, bulk): home groups and instruction groups as classes, who is in them, who teaches them.

OneRoster has no place for days, times and rooms of lessons; these go out as calendars, CSV or Untis.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date

from vlecht.instances.workbook.cells import safe
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster

FILES = (
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItemLearningObjectiveIds",
    "lineItems",
    "lineItemScoreScales",
    "resultLearningObjectiveIds",
    "resources",
    "results",
    "resultScoreScales",
    "orgs",
    "roles",
    "scoreScales",
    "userProfiles",
    "userResources",
    "users",
)
"""The files that a manifest names, absent or not."""

_HEAD = ("sourcedId", "status", "dateLastModified")
HEADERS: dict[str, tuple[str, ...]] = {
    "orgs": (*_HEAD, "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (*_HEAD, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "courses": (
        *_HEAD,
        "schoolYearSourcedId",
        "title",
        "courseCode",
        "grades",
        "orgSourcedId",
        "subjects",
        "subjectCodes",
    ),
    "classes": (
        *_HEAD,
        "title",
        "grades",
        "courseSourcedId",
        "classCode",
        "classType",
        "location",
        "schoolSourcedId",
        "termSourcedIds",
        "subjects",
        "subjectCodes",
        "periods",
    ),
    "enrollments": (
        *_HEAD,
        "classSourcedId",
        "schoolSourcedId",
        "userSourcedId",
        "role",
        "primary",
        "beginDate",
        "endDate",
    ),
    "users": (
        *_HEAD,
        "enabledUser",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
        "userMasterIdentifier",
        "preferredGivenName",
        "preferredMiddleName",
        "preferredFamilyName",
        "primaryOrgSourcedId",
        "pronouns",
    ),
    "roles": (
        *_HEAD,
        "userSourcedId",
        "roleType",
        "role",
        "beginDate",
        "endDate",
        "orgSourcedId",
        "userProfileSourcedId",
    ),
}
"""File -> its columns, in the order of the standard."""

Row = dict[str, str]


def tables(index: SchoolIndex, roster: Roster, first: date, last: date) -> dict[str, list[Row]]:
    """File -> rows, for a school year from ``first`` to ``last`` (included)."""
    school = index.school
    # The end of a session is the day after its last, in OneRoster.
    end = date.fromordinal(last.toordinal() + 1)
    year = {
        "sourcedId": "year",
        "title": f"{first.year}-{last.year}",
        "type": "schoolYear",
        "startDate": first.isoformat(),
        "endDate": end.isoformat(),
        "schoolYear": str(last.year),
    }
    found: dict[str, list[Row]] = {
        "orgs": [{"sourcedId": school.id, "name": school.name or school.id, "type": "school"}],
        "academicSessions": [year],
        "courses": [
            {
                "sourcedId": f"course-{s.id}",
                "schoolYearSourcedId": "year",
                "title": s.name or s.id,
                "courseCode": s.id,
                "orgSourcedId": school.id,
                "subjects": s.id,
            }
            for s in school.subjects
        ]
        + [
            {
                "sourcedId": "course",
                "schoolYearSourcedId": "year",
                "title": "stamgroep",
                "orgSourcedId": school.id,
            }
        ],
    }
    classes: list[Row] = []
    enrolled: list[Row] = []

    def add(
        name: str, title: str, kind: str, course: str, years: Iterable[int], room: str, subject: str
    ) -> None:
        classes.append(
            {
                "sourcedId": f"class-{name}",
                "title": title,
                "grades": ",".join(map(str, sorted(set(years)))),
                "courseSourcedId": course,
                "classCode": name,
                "classType": kind,
                "location": room,
                "schoolSourcedId": school.id,
                "termSourcedIds": "year",
                "subjects": subject,
            }
        )

    def enrol(name: str, user: str, role: str, primary: str = "") -> None:
        enrolled.append(
            {
                "sourcedId": f"enrolment-{len(enrolled) + 1}",
                "classSourcedId": f"class-{name}",
                "schoolSourcedId": school.id,
                "userSourcedId": user,
                "role": role,
                "primary": primary,
            }
        )

    for home in school.home_groups:
        add(home.id, home.name or home.id, "homeroom", "course", home.years, home.room or "", "")
        for pupil in index.pupils_of[home.id]:
            enrol(home.id, f"pupil-{pupil}", "student")
        for number, teacher in enumerate(index.own_teachers(home.id)):
            enrol(home.id, f"staff-{teacher}", "teacher", "false" if number else "true")
    for group in roster.groups:
        subject = index.deliveries[group.delivery].subject
        held = [s for s in roster.sessions if group.id in s.groups]
        rooms = dict.fromkeys(s.room for s in held if s.room)
        years = [index.pupils[pupil].year for pupil in group.members]
        add(group.id, group.id, "scheduled", f"course-{subject}", years, ",".join(rooms), subject)
        for pupil in group.members:
            enrol(group.id, f"pupil-{pupil}", "student")
        for person in dict.fromkeys(a.staff for s in held for a in s.staff):
            enrol(group.id, f"staff-{person}", "teacher")
    found["classes"], found["enrollments"] = classes, enrolled
    people = [(f"pupil-{p.id}", p.id, p.name, str(p.year), "student") for p in school.pupils]
    people += [(f"staff-{p.id}", p.id, p.name, "", "teacher") for p in school.staff]
    found["users"] = [
        {
            "sourcedId": key,
            "enabledUser": "true",
            "username": key,
            "givenName": next(iter(name.split()), name_id),
            "familyName": " ".join(name.split()[1:]) or name_id,
            "identifier": name_id,
            "grades": grade,
            "primaryOrgSourcedId": school.id,
        }
        for key, name_id, name, grade, _ in people
    ]
    found["roles"] = [
        {
            "sourcedId": f"role-{key}",
            "userSourcedId": key,
            "roleType": "primary",
            "role": role,
            "orgSourcedId": school.id,
        }
        for key, _, _, _, role in people
    ]
    return found


def archive(found: dict[str, list[Row]], source: str) -> bytes:
    """The zip file: at its root a manifest of all files of the standard, and those that there are."""
    manifest = [("propertyName", "value"), ("manifest.version", "1.0"), ("oneroster.version", "1.2")]
    manifest += [(f"file.{name}", "bulk" if name in found else "absent") for name in FILES]
    manifest += [("source.systemName", "vlecht"), ("source.systemCode", source)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(_member("manifest"), _csv(manifest))
        for name, rows in found.items():
            heads = HEADERS[name]
            packed.writestr(
                _member(name), _csv([heads, *([row.get(head, "") for head in heads] for row in rows)])
            )
    return stream.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    """A member with a fixed date: the same roster gives the same file."""
    info = zipfile.ZipInfo(f"{name}.csv", date_time=(2000, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _csv(rows: Iterable[Iterable[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([str(safe(cell)) for cell in row] for row in rows)
    return stream.getvalue()
