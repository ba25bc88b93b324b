"""``vlecht regroup``: from one period to the next."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION, GAP


@click.command()
@click.argument("school")
@click.option("--from", "roster", required=True, metavar="ROSTER", help="The roster of the period before.")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Directory [default: out/ID-next]."
)
@click.option("--levels", metavar="CSV", help="New levels: rows of pupil;subject;level.")
@click.option("--period", help="The new period, one of the school's calendar.")
@click.option("--subject", "subjects", multiple=True, help="Only regroup this subject; may be repeated.")
@click.option("--per-pupil", type=click.IntRange(0), help="Changes of one pupil at most, over all subjects.")
@click.option("--per-subject", type=click.IntRange(0), help="Changes of one pupil in one subject at most.")
@click.option("--per-group", type=click.IntRange(0), help="Pupils into or out of one group at most.")
@click.option("--total", type=click.IntRange(0), help="Changes at most in all.")
@click.option("--must-move", multiple=True, metavar="PUPIL[:SUBJECT]", help="Has to change group.")
@click.option("--may-not-move", multiple=True, metavar="PUPIL[:SUBJECT]", help="Keeps the group.")
@click.option("--stability", type=click.IntRange(0), help="Weight of every change [default: the school's].")
@click.option("--time-limit", type=DURATION, default="20s", show_default=True, help="60, 60s, 5m or PT5M.")
@click.option("--gap", type=GAP, default="0", help="Stop at this gap to the bound: 1% or 0.01.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), default=8, show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def regroup(
    ctx: click.Context,
    school: str,
    roster: str,
    out: Path | None,
    levels: str | None,
    period: str | None,
    subjects: tuple[str, ...],
    per_pupil: int | None,
    per_subject: int | None,
    per_group: int | None,
    total: int | None,
    must_move: tuple[str, ...],
    may_not_move: tuple[str, ...],
    stability: int | None,
    time_limit: float,
    gap: float,
    seed: int,
    workers: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Regroup the pupils of SCHOOL for a new period: school.json and roster.json in the output directory.

    The groups of ROSTER become the former groups, new levels and budgets go into school.json, so that
    `vlecht check` holds the budgets. Lists who moves and why. The roster keeps its times, staff and rooms:
    `vlecht diff` shows what changes for whom, and `vlecht solve --start` goes on where it no longer fits.
    Pupils who are new in the school file join the groups that are there.

    \b
    Example:
      vlecht regroup sample:kameleon --from out/kameleon --levels levels.csv --per-subject 1 --total 40
    """
    from vlecht.cli.grouping import known_subjects, printed, shown_progress
    from vlecht.cli.output import print_json
    from vlecht.cli.running import stop_on_signals
    from vlecht.instances.findings import did_you_mean
    from vlecht.instances.levels_csv import read_levels
    from vlecht.instances.registry import load_roster, load_school, save_roster, save_school
    from vlecht.models.index import SchoolIndex
    from vlecht.models.regrouping import Budgets, Move
    from vlecht.report.grouping import budget_lines, move, move_data, moves_heading
    from vlecht.rules.judge import judge
    from vlecht.solver.grouping.ask import GroupOptions
    from vlecht.solver.grouping.regroup import Period
    from vlecht.solver.grouping.regroup import regroup as compose

    found = load_school(school)
    index = SchoolIndex(found)

    def moves(option: str, given: tuple[str, ...]) -> tuple[Move, ...]:
        made: list[Move] = []
        for text in given:
            pupil, _, subject = text.partition(":")
            if pupil not in index.pupils:
                raise click.UsageError(f"--{option} {text}: {did_you_mean(pupil, index.pupils)}")
            if subject and subject not in index.subjects:
                raise click.UsageError(f"--{option} {text}: {did_you_mean(subject, index.subjects)}")
            made.append(Move(pupil=pupil, subject=subject or None))
        return tuple(made)

    known_subjects(index, subjects)
    known = [p.id for p in found.calendar.periods]
    if period is not None and period not in known:
        raise click.UsageError(f"--period {period}: {did_you_mean(period, known)}")
    asked = Period(
        name=period,
        levels=read_levels(levels, index) if levels else None,
        budgets=Budgets(per_pupil=per_pupil, per_subject=per_subject, per_group=per_group, total=total),
        must_move=moves("must-move", must_move),
        may_not_move=moves("may-not-move", may_not_move),
        stability=stability,
    )
    options = GroupOptions(subjects=subjects, time_limit=time_limit, seed=seed, workers=workers, gap=gap)
    stopped = threading.Event()
    with stop_on_signals(stopped, "Stopping: writing the best groups so far (once more to leave at once)."):
        new = compose(
            found,
            load_roster(roster, index),
            asked,
            options,
            on_progress=shown_progress(quiet),
            should_stop=stopped.is_set,
        )
    if not new.result.groups:
        if as_json:
            print_json({"status": new.result.status, "message": new.result.message})
        else:
            click.echo(f"status: {new.result.status} ({new.result.message})")
        ctx.exit(Exit.INFEASIBLE if new.result.status == "infeasible" else Exit.UNKNOWN)
    after = SchoolIndex(new.school)
    folder = out or Path("out") / f"{found.id}-next"
    folder.mkdir(parents=True, exist_ok=True)
    save_school(new.school, folder / "school.json")
    save_roster(new.roster, folder / "roster.json")
    files = {name: str(folder / f"{name}.json") for name in ("school", "roster")}
    data = printed(after, new.result, new.roster, lang, as_json)
    hard = judge(after, new.roster).hard if new.roster.sessions else ()
    lines = [move(moved).say(lang) for moved in new.moves]
    arrivals = [move(moved).say(lang) for moved in new.joined]
    if as_json:
        listed = [move_data(moved, lang) for moved in new.moves]
        joined = [{"pupil": m.pupil, "delivery": m.delivery, "to": m.group} for m in new.joined]
        data |= {"moves": listed, "joined": joined, "files": files, "unfit": [v.say(lang) for v in hard]}
        print_json(data)
    else:
        click.echo(moves_heading(new.moves).say(lang))
        used = (budget.say(lang) for budget in budget_lines(after, new.roster))
        for line in (*lines, *arrivals, *used):
            click.echo(f"  {line}")
        for name, path in files.items():
            click.echo(f"{name}: {path}")
        for violation in hard:
            click.echo(f"no longer fits: {violation.say(lang)}")
    if new.result.status == "interrupted":
        ctx.exit(Exit.INTERRUPTED)
    ctx.exit(Exit.VIOLATED if hard else Exit.DONE)
