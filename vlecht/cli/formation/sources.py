"""What the commands of ``formation`` share: the options that name scenarios and schools, and reading them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vlecht.cli.types import DURATION
from vlecht.models.scenario import RunOptions, ScenarioFile
from vlecht.models.school import School

if TYPE_CHECKING:
    from vlecht.instances.scenarios.plan import Plan

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Batch:
    """A scenario file, the schools it is asked of, and the plan that follows."""

    name: str
    file: ScenarioFile
    schools: dict[str, School]
    options: RunOptions
    plan: Plan


def batch_options(command: Command) -> Command:
    """The options that say of which schools the scenarios are asked, and how they are solved."""
    for option in reversed(
        (
            click.option("--school", help="The base school [default: the one the file names]."),
            click.option(
                "--schools",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                help="A folder of school files: every scenario in every school.",
            ),
            click.option("--time-limit", type=DURATION, help="Per scenario [default: the file's, or 60s]."),
            click.option("--seed", "seeds", type=int, multiple=True, help="May be given several times."),
            click.option(
                "--workers", type=click.IntRange(1, 256), help="Of the solver, per scenario [default: 1]."
            ),
            click.option(
                "--reproducible", is_flag=True, help="Limit work instead of time: the same on any machine."
            ),
        )
    ):
        command = option(command)
    return command


def read_batch(
    scenarios: str,
    school: str | None,
    schools: Path | None,
    time_limit: float | None,
    seeds: tuple[int, ...],
    workers: int | None,
    reproducible: bool,
) -> Batch:
    """The batch that the options ask for. Raises as the readers do, and ``UsageError`` without a school."""
    from vlecht import __version__
    from vlecht.instances.scenarios.plan import make_plan
    from vlecht.instances.scenarios.read import beside, read_scenarios

    file = read_scenarios(scenarios)
    if school and schools:
        raise click.UsageError("give --school or --schools, not both")
    if schools is not None:
        found = _folder(schools)
    elif school or file.base:
        found = _one(school or beside(scenarios, file.base))
    else:
        raise click.UsageError(f"{scenarios} names no base school: add base, or give --school or --schools")
    if file.shared:
        from vlecht.instances.scenarios.shared import share

        found, told = share(file, found, scenarios)
        file = file.model_copy(update={"assumptions": (*file.assumptions, *told)})
    changes: dict[str, Any] = {
        "time_limit": time_limit,
        "seeds": tuple(dict.fromkeys(seeds)) or None,
        "workers": workers,
        "reproducible": reproducible or None,
    }
    options = file.options.model_copy(update={k: v for k, v in changes.items() if v is not None})
    plan = make_plan(file, scenarios, found, options, _version(__version__))
    return Batch(scenarios, file, found, options, plan)


def _version(ours: str) -> str:
    from importlib.metadata import version

    return f"{ours}/ortools-{version('ortools')}"


def _one(source: str) -> dict[str, School]:
    from vlecht.instances.registry import load_school

    found = load_school(source)
    return {found.id: found}


def _folder(folder: Path) -> dict[str, School]:
    """The schools of a folder by id (by file name where two have the same); all findings together."""
    from vlecht.instances.findings import Finding, InputError
    from vlecht.instances.registry import SCHOOL_FORMATS, load_school

    suffixes = {suffix for known in SCHOOL_FORMATS for suffix in known.suffixes}
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in suffixes)
    if not files:
        raise click.UsageError(f"{folder} holds no school files ({', '.join(sorted(suffixes))})")
    found: dict[str, School] = {}
    findings: list[Finding] = []
    for path in files:
        try:
            school = load_school(path)
        except InputError as error:
            findings.extend(error.findings)
            continue
        found[school.id if school.id not in found else path.stem] = school
    if findings:
        raise InputError(findings)
    return found
