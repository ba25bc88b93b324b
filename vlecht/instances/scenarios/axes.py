"""Multiplying out: the listed scenarios, and one for every combination of the points of crossed axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from pydantic import TypeAdapter, ValidationError

from vlecht.instances.findings import Finding, InputError, did_you_mean, shown
from vlecht.models.changes import AnyChange
from vlecht.models.scenario import Axis, ScenarioFile, Where
from vlecht.models.school import School

_CHANGE: TypeAdapter[AnyChange] = TypeAdapter(AnyChange)
PLACEHOLDER = "{each}"
"""Stands in an axis' changes for the id or value of each point."""
BASE = "base"
"""The scenario without changes, which every batch has."""
NEUTRAL = "as-is"
"""The point of an axis at which nothing changes."""
MOST = 100_000
"""More combinations than this are refused: somebody crossed what they did not mean to cross."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an axis."""

    id: str
    name: str
    changes: tuple[AnyChange, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario as it is to be applied. ``points``: axis -> point id, where it comes from axes.

    ``place``: where it stands in the file, for findings.
    """

    id: str
    name: str
    changes: tuple[AnyChange, ...]
    place: str = ""
    points: tuple[tuple[str, str], ...] = ()
    optional: bool = False


def cases(file: ScenarioFile, school: School, name: str) -> tuple[Case, ...]:
    """Every scenario of a file for a school, the base first. ``name`` is the file's, for findings.

    Raises :class:`InputError` with every mistake in the axes.
    """
    found = [Case(BASE, BASE, ())]
    found += [
        Case(s.id, s.name or s.id, s.changes, f"scenarios[{n}] ({s.id})", optional=s.optional)
        for n, s in enumerate(file.scenarios)
    ]
    findings: list[Finding] = []
    points: dict[str, list[Point]] = {}
    for number, axis in enumerate(file.axes):
        points[axis.id] = _points(axis, school, file, name, f"axes[{number}]", findings)
    for axes in _crossed(file):
        size = prod(len(points[axis]) for axis in axes)
        if size > MOST:
            sizes = " × ".join(f"{len(points[axis])} ({axis})" for axis in axes)
            problem = f"has {size:,} combinations: {sizes}"
            findings.append(Finding(name, "crosses", "", problem, f"stay below {MOST:,}", "too-many"))
            continue
        for combination in product(*(points[axis] for axis in axes)):
            found.append(_combined(tuple(axes), combination))
    known: dict[str, Case] = {}
    for case in found:
        if case.id in known and case != known[case.id]:
            findings.append(
                Finding(
                    name,
                    case.place,
                    shown(case.id),
                    "is made twice",
                    "give scenarios other ids",
                    "duplicate-id",
                )
            )
        known.setdefault(case.id, case)
    if findings:
        raise InputError(findings)
    return tuple(known.values())


def _crossed(file: ScenarioFile) -> Iterator[tuple[str, ...]]:
    """The sets of axes to cross: as listed, and one of all that no listed one names."""
    named = {axis for cross in file.crosses for axis in cross.axes}
    yield from (cross.axes for cross in file.crosses)
    rest = tuple(axis.id for axis in file.axes if axis.id not in named)
    if rest:
        yield rest


def _combined(axes: tuple[str, ...], points: tuple[Point, ...]) -> Case:
    moved = [point for point in points if point.id != NEUTRAL]
    changes = tuple(change for point in points for change in point.changes)
    names = " + ".join(point.name for point in moved)
    where = tuple(zip(axes, (point.id for point in points), strict=True))
    if not moved:
        return Case(BASE, BASE, ())
    return Case("+".join(p.id for p in moved), names, changes, f"axes ({' × '.join(axes)})", where)


def _points(
    axis: Axis, school: School, file: ScenarioFile, name: str, place: str, findings: list[Finding]
) -> list[Point]:
    found = [Point(NEUTRAL, NEUTRAL, ())] if axis.neutral else []
    if axis.options:
        found += [Point(o.id, o.name or o.id, o.changes) for o in axis.options]
        return found
    each: list[Any] = list(axis.values) if axis.values else _each(axis, school, file, name, place, findings)
    for value in each:
        changes: list[AnyChange] = []
        for number, data in enumerate(axis.changes):
            made = _change(data, value, name, f"{place}.changes[{number}]", findings)
            if made is not None:
                changes.append(made)
        title = axis.name.replace(PLACEHOLDER, str(value)) if PLACEHOLDER in axis.name else ""
        found.append(Point(f"{axis.id}-{value}", title or f"{axis.name or axis.id}: {value}", tuple(changes)))
    if axis.each is not None and not each and not findings:
        findings.append(
            Finding(name, place, "", f"finds no {axis.each} to vary", "choose others in where", "too-few")
        )
    return found


def _each(
    axis: Axis, school: School, file: ScenarioFile, name: str, place: str, findings: list[Finding]
) -> list[str]:
    where = axis.where
    teams = {c.id: c.team for c in school.clusters}
    kinds: dict[str, list[str]] = {
        "staff": [
            p.id
            for p in school.staff
            if (where.role is None or where.role in p.roles)
            and (where.cluster is None or p.id in teams.get(where.cluster, ()))
            and (where.funding is None or where.funding == p.funding)
        ],
        "candidate": [
            c.id
            for c in file.candidates
            if (where.role is None or where.role in c.roles)
            and (where.cluster is None or where.cluster in c.teams)
            and (where.funding is None or where.funding == c.funding)
        ],
        "home_group": [
            g.id for g in school.home_groups if where.cluster is None or where.cluster == g.cluster
        ],
        "room": [r.id for r in school.rooms if where.kind is None or where.kind == r.kind],
        "year": [str(year) for year in sorted({p.year for p in school.pupils})],
    }
    found = kinds[axis.each or "staff"]
    _known(where, school, name, place, findings)
    for number, wanted in enumerate(where.ids):
        if wanted not in found:
            problem = f"is not a {(axis.each or '').replace('_', ' ')} to vary here"
            findings.append(
                Finding(
                    name,
                    f"{place}.where.ids[{number}]",
                    shown(wanted),
                    problem,
                    did_you_mean(wanted, found),
                    "unknown-reference",
                )
            )
    return [one for one in found if not where.ids or one in where.ids]


def _known(where: Where, school: School, name: str, place: str, findings: list[Finding]) -> None:
    """Roles, clusters and kinds of room that ``where`` names exist."""
    for field, value, names in (
        ("role", where.role, [r.id for r in school.roles]),
        ("cluster", where.cluster, [c.id for c in school.clusters]),
        ("kind", where.kind, sorted({r.kind for r in school.rooms})),
    ):
        if value is not None and value not in names:
            findings.append(
                Finding(
                    name,
                    f"{place}.where.{field}",
                    shown(value),
                    f"is not a {field} of this school",
                    did_you_mean(value, names),
                    "unknown-reference",
                )
            )


def _filled(data: Any, value: Any) -> Any:
    """The data with the placeholder replaced: by the value itself where it stands alone."""
    if isinstance(data, str):
        return value if data == PLACEHOLDER else data.replace(PLACEHOLDER, str(value))
    if isinstance(data, dict):
        return {_filled(key, value): _filled(item, value) for key, item in data.items()}
    if isinstance(data, list):
        return [_filled(item, value) for item in data]
    return data


def _change(
    data: dict[str, Any], value: Any, name: str, place: str, findings: list[Finding]
) -> AnyChange | None:
    try:
        return _CHANGE.validate_python(_filled(data, value))
    except ValidationError as error:
        findings.extend(_wrong(error.errors(include_url=False), name, place))
        return None


def _wrong(details: Iterable[Any], name: str, place: str) -> Iterator[Finding]:
    for detail in details:
        where = ".".join(str(part) for part in detail["loc"])
        message = f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
        yield Finding(
            name,
            f"{place}.{where}" if where else place,
            shown(detail["input"]),
            f"is not usable: {message}",
            "mend it",
            "bad-value",
        )
