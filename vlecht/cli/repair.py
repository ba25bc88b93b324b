"""``vlecht repair``: a roster mended with little change, as options to choose from."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vlecht.cli.exits import Exit
from vlecht.cli.types import DURATION

if TYPE_CHECKING:
    from vlecht.models.repair import ChangeFile, Option, Repair
    from vlecht.models.roster import Roster
    from vlecht.models.school import School


@click.command()
@click.argument("school")
@click.argument("roster")
@click.option("--change", "change_file", required=True, metavar="FILE", help="What happens, in TOML.")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Run folder for the chosen option."
)
@click.option("--choose", type=click.IntRange(1, 20), default=1, show_default=True, help="Which is written.")
@click.option(
    "--counter", type=click.Path(dir_okay=False, path_type=Path), help="Who stood in, for fairness."
)
@click.option("--time-limit", type=DURATION, default="60s", show_default=True, help="60, 60s or 2m.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Every option, with all that changes, as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")
@click.pass_context
def repair(
    ctx: click.Context,
    school: str,
    roster: str,
    change_file: str,
    out: Path | None,
    choose: int,
    counter: Path | None,
    time_limit: float,
    seed: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Mend a ROSTER of a SCHOOL after something happens, with as little change as can be.

    Options of different kinds, fewest changes first, each accepted by the checker; days that are not touched
    stay as they were. With -o the chosen one is written as the next version of a run folder, with the school
    of that week; with --counter who stands in is counted. The change file is described in docs/repair.md.

    \b
    Example:
      vlecht repair sample:kameleon out/kameleon --change change.toml -o out/tuesday --lang nl
    """
    from vlecht.cli.output import print_json, school_with_warnings
    from vlecht.instances.changes import read_change, read_counter
    from vlecht.instances.registry import load_roster
    from vlecht.models.index import SchoolIndex
    from vlecht.report.repairs import option_lines, outcome
    from vlecht.solver.repair import repair as mend

    found = school_with_warnings(school)
    index = SchoolIndex(found)
    old = load_roster(roster, index)
    change = read_change(change_file, index, old)
    if counter is not None and change.week is None:
        raise click.UsageError("--counter needs the week in the change file: week = 2026-11-23")
    history = read_counter(counter) if counter is not None else ()
    began = time.monotonic()

    def tell(option: Option) -> None:
        if not quiet:
            title = option.title.say(lang)
            click.echo(f"{time.monotonic() - began:8.1f} s  {title}", err=True)

    try:
        made = mend(found, old, change, history=history, time_limit=time_limit, seed=seed, on_option=tell)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if made.options and choose > len(made.options) and out is not None:
        raise click.UsageError(f"--choose {choose}: there are {len(made.options)} options")
    if as_json:
        print_json(_data(made))
    else:
        click.echo(outcome(made).say(lang))
        for number, option in enumerate(made.options, 1):
            click.echo("")
            for line in option_lines(number, option, lang):
                click.echo(line)
        for reason in made.reasons if not made.options else ():
            click.echo(f"  {reason.say(lang)}")
    if made.options and out is not None:
        _write(found, old, made.options[choose - 1], change, out, counter, lang, as_json)
    ctx.exit(Exit.DONE if made.options else Exit.INFEASIBLE if made.impossible else Exit.UNKNOWN)


def _data(made: Repair) -> dict[str, object]:
    return {
        "options": [option.as_dict() for option in made.options],
        "impossible": made.impossible,
        "reasons": [reason.en for reason in made.reasons],
        "reasons_nl": [reason.nl for reason in made.reasons],
        "complete": made.complete,
        "first_seconds": round(made.first, 2),
        "seconds": round(made.seconds, 2),
    }


def _write(
    school: School,
    old: Roster,
    option: Option,
    change: ChangeFile,
    out: Path,
    counter: Path | None,
    lang: str,
    quiet: bool,
) -> None:
    """The chosen option as a version of the run folder, its page, and who stands in counted."""
    from vlecht.instances import roster_json, versions
    from vlecht.instances.changes import add_to_counter
    from vlecht.instances.writing import write_text
    from vlecht.models.index import SchoolIndex
    from vlecht.models.repair import Cover
    from vlecht.report.page import render
    from vlecht.rules.judge import judge

    if not (out / roster_json.ROSTER_FILE).exists():
        # A new folder begins with what was mended, so that its history is whole.
        versions.save(out, school, old, "given")
    versions.save(out, option.school, option.roster, "repair", old)
    index = SchoolIndex(option.school)
    write_text(out / "roster.html", render(index, option.roster, judge(index, option.roster), lang))
    if counter is not None and change.week is not None:
        days = {session.id: session.day for session in option.roster.sessions}
        add_to_counter(
            counter,
            (
                Cover(
                    day=change.week + timedelta(days=index.grid.day_index[_day(days, session)] % 7),
                    staff=person,
                    minutes=minutes,
                    session=session,
                )
                for session, person, minutes in option.covers
            ),
        )
    if not quiet:
        click.echo(f"\nroster: {out / roster_json.ROSTER_FILE}\npage: {out / 'roster.html'}")


def _day(days: dict[str, str], session: str) -> str:
    """The day of a session, or of a break duty, which has it in its name."""
    return days.get(session) or session.rpartition(" ")[2]
