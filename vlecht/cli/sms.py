"""``vlecht sms``: requests for courses, of which sections choose their block (a published benchmark)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION

if TYPE_CHECKING:
    from vlecht.instances.sms import CourseRequests
    from vlecht.models.index import SchoolIndex
    from vlecht.models.roster import Roster
    from vlecht.models.school import School
    from vlecht.rules.base import Judgement

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def sms() -> None:
    """Divide pupils over sections of courses, and sections over time blocks.

    A folder holds requests.csv (pupil_id, grade, course_id) and sections.csv (course_id, course_name,
    section, short, teacher_id, fixed_block, core), as published for a real secondary school. It becomes a
    school of ours: courses are workshops, blocks their moments, a request's score what it is worth.
    """


def _common(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="No progress on standard error."),
        click.option("--json", "as_json", is_flag=True, help="The outcome as JSON."),
        click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True),
        click.option("--seed", type=int, default=0, show_default=True),
        click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="Of the search."),
        click.option(
            "-o",
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            help="Directory for school.json and roster.json.",
        ),
        click.option(
            "--joint",
            is_flag=True,
            help="One problem of all blocks [default: short and long courses each their own].",
        ),
    ):
        command = option(command)
    return command


@sms.command()
@click.argument("folder", type=_FOLDER)
@_common
@click.option(
    "--free",
    type=int,
    multiple=True,
    metavar="COURSE",
    help="Its sections choose their block also where the data fix one; may be repeated.",
)
def solve(folder: Path, free: tuple[int, ...], **options: Any) -> None:
    """Choose blocks and seats for FOLDER, as many requests granted by score as can be.

    The roster is judged by the checker. Exit code 5 when it breaks a hard rule.

    \b
    Example:
      vlecht sms solve benchmarks/sms --time-limit 60s --workers 2
    """
    from vlecht.instances.findings import did_you_mean
    from vlecht.instances.sms import read_sms
    from vlecht.instances.sms_school import sms_school

    found = read_sms(folder)
    for course in free:
        if course not in found.courses:
            raise click.UsageError(f"--free {course}: {did_you_mean(str(course), map(str, found.courses))}")
    _compose(found, sms_school(found, joint=options["joint"], free=free), **options)


@sms.command()
@click.argument("folder", type=_FOLDER)
@click.argument("blocks", type=click.Path(path_type=Path))
@_common
def judge(folder: Path, blocks: Path, **options: Any) -> None:
    """Judge a timetable of FOLDER: BLOCKS is a JSON list of [section, course, block].

    Blocks are kept as they are; pupils get the seats that grant most. Then the checker judges the roster.
    Where no seats are found (the blocks break a rule themselves) it judges them without pupils in courses.
    Exit code 5 when it breaks a hard rule.

    \b
    Example:
      vlecht sms judge benchmarks/sms benchmarks/sms/published_blocks.json
    """
    from vlecht.instances.sms import read_blocks, read_sms
    from vlecht.instances.sms_school import sms_school

    found = read_sms(folder)
    placed = read_blocks(blocks, found)
    _compose(found, sms_school(found, joint=options["joint"], placed=placed), judging=True, **options)


def _compose(
    found: CourseRequests,
    school: School,
    *,
    judging: bool = False,
    joint: bool,  # noqa: ARG001  # the school has it
    out: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    as_json: bool,
    quiet: bool,
) -> None:
    from vlecht.cli.grouping import shown_progress
    from vlecht.cli.output import print_json
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.registry import save_roster, save_school
    from vlecht.models.index import SchoolIndex
    from vlecht.rules.judge import judge as judged
    from vlecht.solver.grouping.ask import GroupOptions, group
    from vlecht.solver.grouping.hours import nobody_enrolled, workshop_week

    ctx = click.get_current_context()
    index = SchoolIndex(school)
    options = GroupOptions(time_limit=time_limit, seed=seed, workers=workers)
    stopped = threading.Event()
    with stop_on_signals(stopped):
        result = group(index, options, on_progress=shown_progress(quiet), should_stop=stopped.is_set)
    if not result.groups and judging:
        result = nobody_enrolled(index)
    if not result.groups:
        if as_json:
            print_json({"status": result.status, "message": result.message})
        else:
            click.echo(f"status: {result.status} ({result.message})")
        ctx.exit(Exit.INFEASIBLE if result.status == "infeasible" else Exit.UNKNOWN)
    roster = workshop_week(index, result)
    run = {"school_hash": school.hash(), "seed": seed, "seconds": result.seconds}
    run |= {"cost": result.cost, "bound": result.bound, "status": "feasible"}
    roster = roster.model_copy(update={"run": roster.run.model_copy(update=run)})
    judgement = judged(index, roster)
    stages = granted(found, judgement)
    asked = {
        stage: sum(found.worth(r) for r in found.requests if _stage(found, r.course) == stage)
        for stage in stages
    }
    most = sum(asked.values()) - result.bound
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        save_school(school, out / "school.json")
        save_roster(roster, out / "roster.json")
    if as_json:
        print_json(
            {
                "status": result.status,
                "granted": stages | {"total": sum(stages.values())},
                "asked": asked | {"total": sum(asked.values())},
                "proven_most": most,
                "seconds": round(result.seconds, 3),
                "hard_violations": len(judgement.hard),
                "list": [violation.say("en") for violation in judgement.violations],
                "blocks": _blocks(index, roster),
            }
        )
    else:
        for violation in judgement.hard:
            click.echo(f"hard {violation.rule} ({violation.amount}): {violation.say('en')}")
        for stage, points in stages.items():
            click.echo(f"{stage}: {points} of {asked[stage]} granted")
        click.echo(f"total: {sum(stages.values())} of {sum(asked.values())}, at most {most} can be")
        click.echo(f"violations of hard rules: {len(judgement.hard)}")
        click.echo(f"status: {result.status}")
        click.echo(f"time: {result.seconds:.2f} s")
    if stopped.is_set():
        ctx.exit(Exit.INTERRUPTED)
    ctx.exit(Exit.VIOLATED if judgement.hard else Exit.DONE)


def granted(found: CourseRequests, judgement: Judgement) -> dict[str, int]:
    """Stage -> the score of requests that the checker does not report as missed."""
    points = {"short": 0, "long": 0}
    worth = {(r.pupil, f"course-{r.course}"): found.worth(r) for r in found.requests}
    for request in found.requests:
        points[_stage(found, request.course)] += found.worth(request)
    for violation in judgement.violations:
        if violation.rule == "worth":
            pupil, _, *missed = violation.objects
            for offer in missed:
                points[_stage(found, int(offer.removeprefix("course-")))] -= worth[pupil, offer]
    return points


def _stage(found: CourseRequests, course: int) -> str:
    return "short" if found.courses[course][0].short else "long"


def _blocks(index: SchoolIndex, roster: Roster) -> list[list[int]]:
    """[section, course, block] of every section, as timetables are published."""
    opens = index.school.calendar.lessons[0].start
    rows: list[list[int]] = []
    for session in roster.sessions:
        _, offer, number = session.id.rsplit(".", 2)
        if offer.startswith("course-"):
            block = (session.start - opens) // session.minutes + 1
            rows.append([int(number), int(offer.removeprefix("course-")), block])
    return sorted(rows, key=lambda row: (row[2], row[1], row[0]))
