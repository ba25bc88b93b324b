"""From scenario file and schools to what is to be solved: rows to compare, and each different task once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vlecht.instances import school_json
from vlecht.instances.findings import Finding, InputError
from vlecht.instances.scenarios.apply import Applied, apply
from vlecht.instances.scenarios.axes import BASE, NEUTRAL, Case, cases
from vlecht.models.formation import Row, SolveOptions, Task, task_key
from vlecht.models.money import staff_figures
from vlecht.models.scenario import RunOptions, ScenarioFile
from vlecht.models.school import School

WORKERS = 1
"""Solver workers per task unless told otherwise: many tasks run side by side."""
FEW, ROOT_WORKERS = 3, 8
"""With so few schools the base, for which the others wait, gets so many workers."""


@dataclass
class Plan:
    """Rows in order, tasks by key, and the school files' texts by hash."""

    rows: list[Row] = field(default_factory=list)
    tasks: dict[str, Task] = field(default_factory=dict)
    schools: dict[str, str] = field(default_factory=dict)


def make_plan(
    file: ScenarioFile, name: str, schools: Mapping[str, School], options: RunOptions, version: str
) -> Plan:
    """The plan of a batch. ``name`` is the scenario file's; ``schools`` by the name they are shown under.

    Raises :class:`InputError` with the mistakes of all scenarios in all schools together.
    """
    plan = Plan()
    findings: list[Finding] = []
    for label, school in schools.items():
        where = name if len(schools) == 1 else f"{name} on {label}"
        try:
            found = cases(file, school, where)
        except InputError as error:
            findings.extend(error.findings)
            continue
        applied = _applied(file, school, found, where, findings)
        for seed in options.seeds:
            _add(plan, label, school, found, applied, options, seed, version, len(schools) <= FEW)
    if findings:
        raise InputError(dict.fromkeys(findings))
    return plan


def _applied(
    file: ScenarioFile, school: School, found: Iterable[Case], where: str, findings: list[Finding]
) -> dict[str, Applied | str]:
    """Every case made; a text says why an optional one does not apply."""
    candidates = {candidate.id: candidate for candidate in file.candidates}
    made: dict[str, Applied | str] = {}
    for case in found:
        try:
            made[case.id] = apply(school, case.changes, candidates, where, case.place)
        except InputError as error:
            if case.optional:
                made[case.id] = "; ".join(str(f.value + " " + f.problem).strip() for f in error.findings)
            else:
                findings.extend(error.findings)
    return made


def _add(
    plan: Plan,
    label: str,
    school: School,
    found: tuple[Case, ...],
    applied: Mapping[str, Applied | str],
    options: RunOptions,
    seed: int,
    version: str,
    few: bool,
) -> None:
    by_points = {frozenset(case.points): case.id for case in found if case.points}
    keys: dict[str, str] = {}
    for case in found:
        made = applied.get(case.id)
        if made is None:
            continue
        if isinstance(made, str):
            plan.rows.append(_row(label, case, seed, None, school, skipped=made))
            continue
        key = None
        if not made.obstacles:
            near = _neighbour(case, by_points)
            key = _task(plan, made.school, options, seed, version, keys.get(near or ""), few)
            keys[case.id] = key
        plan.rows.append(
            _row(label, case, seed, key, made.school, notes=made.notes, obstacles=made.obstacles)
        )


def _row(label: str, case: Case, seed: int, key: str | None, school: School, **said: Any) -> Row:
    return Row(
        school=label,
        scenario=case.id,
        name=case.name,
        seed=seed,
        key=key,
        staff=staff_figures(school),
        points=case.points,
        **said,
    )


def _neighbour(case: Case, by_points: Mapping[frozenset[tuple[str, str]], str]) -> str | None:
    """The scenario whose roster this one begins from: the same with one axis fewer, else the base."""
    if case.id == BASE:
        return None
    for axis, point in reversed(case.points):
        if point != NEUTRAL:
            near = frozenset((a, NEUTRAL if a == axis else p) for a, p in case.points)
            if near in by_points:
                return by_points[near]
    return BASE


def _task(
    plan: Plan,
    school: School,
    options: RunOptions,
    seed: int,
    version: str,
    start: str | None,
    few: bool,
) -> str:
    """The key of the task that solves a school; it is added when it is new."""
    workers = options.workers or (ROOT_WORKERS if few and start is None else WORKERS)
    solve = SolveOptions(
        time_limit=options.time_limit,
        seed=seed,
        workers=workers,
        gap=options.gap,
        reproducible=options.reproducible,
    )
    digest = school.hash()
    key = task_key(digest, solve, version, start)
    if key not in plan.tasks:
        plan.tasks[key] = Task(
            key=key, school_hash=digest, options=solve, start=start, size=len(school.pupils)
        )
        plan.schools.setdefault(digest, school_json.text(school))
    return key
